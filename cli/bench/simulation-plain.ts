import type { CityTables, Disease, Scenario } from '../../engines/simulation/index.ts';

/** A disease of plain numbers: everybody falls ill, infectious for five days after two. */
export const plainDisease = (changed: Partial<Disease> = {}): Disease => ({
  name: 'plain',
  r0: 2,
  householdAttack: 0,
  dispersion: Number.POSITIVE_INFINITY,
  settings: { school: 1, work: 1, care: 1, community: 1 },
  ageFrom: [0],
  susceptibility: [1],
  symptomatic: [1],
  severe: [0],
  critical: [0],
  fatal: [0],
  immune: [0],
  latent: { law: 'fixed', mean: 2 },
  presymptomatic: { law: 'fixed', mean: 1 },
  infectious: { law: 'fixed', mean: 5 },
  withoutSymptoms: 1,
  profile: [],
  toHospital: { law: 'fixed', mean: 2 },
  toCritical: { law: 'fixed', mean: 2 },
  ward: { law: 'fixed', mean: 8 },
  intensive: { law: 'fixed', mean: 10 },
  withoutBed: 2,
  vaccine: { infection: 0.8, severe: 0.9, delay: 7 },
  test: { sensitivity: 0.9, latentSensitivity: 0.3 },
  ...changed,
});

export const plainScenario = (changed: Partial<Scenario> = {}): Scenario => ({
  days: 200,
  seed: 1,
  seeds: { cases: 20 },
  importsPerDay: 0,
  hospital: { beds: 0, intensive: 0 },
  measures: [],
  ...changed,
});

/** Small tables of a whole city: ages in tens, homes, schools, workplaces, care homes, ten areas. */
export const plainTables = (changed: Partial<CityTables> = {}): CityTables => ({
  ageFrom: [0, 10, 20, 30, 40, 50, 60, 70, 80],
  ageShare: [10, 11, 16, 14, 17, 14, 10, 5, 3],
  householdSizes: [14.53, 24.37, 26.86, 17.56, 10.03, 4.2, 1.43, 0.56, 0.23, 0.21],
  attendance: [0.6, 0.9, 0.1, 0, 0, 0, 0, 0, 0],
  employment: [0, 0.05, 0.6, 0.8, 0.75, 0.6, 0.3, 0.1, 0],
  schools: [
    { fromAge: 3, toAge: 11, classSize: 35, schoolSize: 400 },
    { fromAge: 12, toAge: 22, classSize: 40, schoolSize: 800 },
  ],
  staffPerClass: 2,
  workplaces: [
    { size: 5, workers: 0.4 },
    { size: 50, workers: 0.6 },
  ],
  teamSize: 12,
  careHomes: { fromAge: 70, share: 0.05, size: 40, wardSize: 20, staff: 0.3 },
  contacts: { household: 4.11, school: 11.41, work: 8.07, care: 8, community: 2.79 },
  withinUnit: 0.6,
  areas: Array.from({ length: 10 }, (_, i) => ({ code: `a${i}`, people: 1 + (i % 3), district: i < 5 ? 'd1' : 'd2' })),
  commute: { own: 0.3, district: 0.3 },
  community: { own: 0.5, district: 0.3 },
  ...changed,
});
