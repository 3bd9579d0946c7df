import type { Duration } from './durations.ts';

/** Mosquitoes as numbers per area: a female bites, takes the infection up, and passes it on once it has come through (Ross 1911, Macdonald 1957). */
export interface Vector {
  /** Bites of one mosquito a day. */
  bites: number;
  /** Chance that a bite infects, from mosquito to human and from human to mosquito. */
  toHuman: number;
  toMosquito: number;
  /** Mean days until an infected mosquito infects, and mean days a mosquito lives. */
  incubation: number;
  life: number;
  /** Share of a person's bites that happen where they live; the rest where they work or learn. */
  atHome: number;
}

/**
 * A disease as plain numbers, by age where it matters. Lists by age have one value for each entry of `ageFrom`.
 * Chances of illness are each of all infected of that age: symptomatic >= severe >= critical, and severe >= fatal.
 */
export interface Disease {
  name: string;
  /** Secondary cases of one typical case in the city when nobody is immune and nothing is done. */
  r0: number;
  /** Chance that one household member infects another (secondary attack rate); not used when `vector` is given. */
  householdAttack: number;
  /** k of the negative binomial offspring away from home (Lloyd-Smith 2005); Infinity: no superspreading. */
  dispersion: number;
  /** Transmission of a contact at school, work, care home, in the community, relative to each other. */
  settings: { school: number; work: number; care: number; community: number };
  ageFrom: readonly number[];
  /** Relative to the most susceptible age, which is 1. */
  susceptibility: readonly number[];
  symptomatic: readonly number[];
  severe: readonly number[];
  critical: readonly number[];
  fatal: readonly number[];
  /** Share immune before the first day. */
  immune: readonly number[];
  latent: Duration;
  /** From infectious to ill, from infectious to recovered. */
  presymptomatic: Duration;
  infectious: Duration;
  /** Infectiousness of those who never fall ill, against 1. */
  withoutSymptoms: number;
  /** Relative infectiousness by day since infectious; the last value goes on. Empty: flat. */
  profile: readonly number[];
  toHospital: Duration;
  toCritical: Duration;
  ward: Duration;
  intensive: Duration;
  /** Chance of death of the severely ill who find no bed, against the chance with one; at most 1 after multiplying. */
  withoutBed: number;
  vaccine: { infection: number; severe: number; delay: number };
  test: { sensitivity: number; latentSensitivity: number };
  vector?: Vector;
}

const fault = (id: string, what: string, todo: string): Error => new Error(`${id}: ${what}. ${todo}`);

/** Throws the first fault of a disease's numbers by name. */
export function checkDisease(disease: Disease): void {
  const { r0, householdAttack, dispersion, ageFrom, vector } = disease;
  if (!(r0 >= 0) || r0 > 100)
    throw fault('simulation-r0', `R0 of ${disease.name} is ${r0}`, 'Give a number from 0 to 100.');
  if (!(dispersion > 0))
    throw fault('simulation-dispersion', `k is ${dispersion}`, 'Give a number above 0; Infinity for none.');
  if (!(householdAttack >= 0 && householdAttack < 1))
    throw fault('simulation-household-attack', `the household attack rate is ${householdAttack}`, 'Give 0 to below 1.');
  if (ageFrom[0] !== 0 || ageFrom.some((age, i) => i > 0 && !(age > ageFrom[i - 1]!)))
    throw fault('simulation-ages', `ages begin at ${ageFrom.join(', ')}`, 'Begin at 0 and rise.');
  for (const name of ['susceptibility', 'symptomatic', 'severe', 'critical', 'fatal', 'immune'] as const) {
    const list = disease[name];
    if (list.length !== ageFrom.length || list.some((value) => !(value >= 0 && value <= 1)))
      throw fault('simulation-by-age', `${name} is ${list.join(', ')}`, `Give ${ageFrom.length} shares from 0 to 1.`);
  }
  ageFrom.forEach((age, i) => {
    const [ill, severe, critical, fatal] = [
      disease.symptomatic[i]!,
      disease.severe[i]!,
      disease.critical[i]!,
      disease.fatal[i]!,
    ];
    if (severe > ill || critical > severe || fatal > severe)
      throw fault(
        'simulation-severity',
        `from age ${age}: ill ${ill}, severe ${severe}, critical ${critical}, fatal ${fatal}`,
        'Each is a share of all infected: severe at most ill, critical and fatal at most severe.',
      );
  });
  const shares = { withoutSymptoms: disease.withoutSymptoms, ...disease.vaccine, ...disease.test, delay: 0 };
  for (const [name, value] of Object.entries(shares))
    if (!(value >= 0 && value <= 1))
      throw fault('simulation-share', `${name} is ${value}`, 'Give a share from 0 to 1.');
  for (const [name, value] of Object.entries({ ...disease.settings, withoutBed: disease.withoutBed }))
    if (!(value >= 0 && Number.isFinite(value)))
      throw fault('simulation-weight', `${name} is ${value}`, 'Give a number of 0 or more.');
  if (disease.profile.some((value) => !(value >= 0)))
    throw fault('simulation-profile', `a day has ${Math.min(...disease.profile)}`, 'Give numbers of 0 or more.');
  if (
    vector &&
    !(vector.bites > 0 && vector.toHuman > 0 && vector.toMosquito > 0 && vector.life > 0 && vector.incubation >= 0)
  )
    throw fault(
      'simulation-vector',
      'a number of the mosquitoes is not above 0',
      'Give bites, chances and days above 0.',
    );
}

/** Index of the last entry of `ageFrom` not above each age 0 to 255. */
export const bandOfAge = (ageFrom: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, age) =>
    Math.max(
      0,
      ageFrom.findLastIndex((from) => from <= age),
    ),
  );
