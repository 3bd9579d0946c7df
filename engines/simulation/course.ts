import { draw, further, unit } from './draws.ts';
import { ENTRIES } from './durations.ts';
import { EVENT } from './events.ts';
import { FLAG, type Model } from './model.ts';

/** Draws of a course, one for each thing. */
const DRAW = {
  severity: 0,
  latent: 1,
  infectious: 2,
  presymptomatic: 3,
  toHospital: 4,
  toCritical: 5,
  ward: 6,
  intensive: 7,
} as const;

const entry = (drawn: number, j: number): number => further(drawn, j) & (ENTRIES - 1);

/** Days from infection to infectious. Like all of a course it is drawn from the person alone: the same in every what-if. */
export const latentDays = (m: Model, person: number): number =>
  m.tables.latent[entry(draw(m.keys.course, person), DRAW.latent)]!;
export const infectiousDays = (m: Model, person: number): number =>
  m.tables.infectious[entry(draw(m.keys.course, person), DRAW.infectious)]!;
export const presymptomaticDays = (m: Model, person: number): number =>
  m.tables.presymptomatic[entry(draw(m.keys.course, person), DRAW.presymptomatic)]!;

/** One draw places a person on the scale from healthy to fatal, so that severity is nested. */
const severityOf = (m: Model, person: number): number => unit(further(draw(m.keys.course, person), DRAW.severity));

export const willBeIll = (m: Model, person: number): boolean =>
  severityOf(m, person) < m.disease.symptomatic[m.bandOf[m.city.age[person]!]!]!;

/** Days until infectious times 16, plus the event of that day, which says how far the illness goes; `band` of the age. */
export function onsetOf(m: Model, person: number, band: number): number {
  const drawn = draw(m.keys.course, person);
  const u = unit(further(drawn, DRAW.severity));
  const { disease } = m;
  let kind: number = EVENT.infectiousSilent;
  if (u < disease.symptomatic[band]!) {
    const spared = (m.flags[person]! & FLAG.protected) !== 0 ? 1 - disease.vaccine.severe : 1;
    kind = u < disease.severe[band]! * spared ? EVENT.infectiousSevere : EVENT.infectiousIll;
  }
  return m.tables.latent[entry(drawn, DRAW.latent)]! * 16 + kind;
}

/** How a severe illness goes. */
export interface Stay {
  critical: boolean;
  fatal: boolean;
  /** Would die without a bed. */
  fatalWithoutBed: boolean;
  toHospital: number;
  toCritical: number;
  ward: number;
  intensive: number;
}

export function stayOf(m: Model, person: number): Stay {
  const { disease, tables } = m;
  const drawn = draw(m.keys.course, person);
  const band = m.bandOf[m.city.age[person]!]!;
  const u = severityOf(m, person);
  const spared = (m.flags[person]! & FLAG.protected) !== 0 ? 1 - disease.vaccine.severe : 1;
  const severe = u < disease.severe[band]! * spared;
  return {
    critical: u < disease.critical[band]! * spared,
    fatal: u < disease.fatal[band]! * spared,
    fatalWithoutBed: severe && u < disease.fatal[band]! * spared * disease.withoutBed,
    toHospital: tables.toHospital[entry(drawn, DRAW.toHospital)]!,
    toCritical: tables.toCritical[entry(drawn, DRAW.toCritical)]!,
    ward: tables.ward[entry(drawn, DRAW.ward)]!,
    intensive: tables.intensive[entry(drawn, DRAW.intensive)]!,
  };
}
