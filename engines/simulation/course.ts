import { draw, further, unit } from './draws.ts';
import { ENTRIES } from './durations.ts';
import { EVENT } from './events.ts';
import { FLAG, type Model } from './model.ts';

/** Draws of a course, one for each thing. */
const SEVERITY = 0;
export const TIME = {
  latent: 1,
  infectious: 2,
  presymptomatic: 3,
  toHospital: 4,
  toCritical: 5,
  ward: 6,
  intensive: 7,
} as const;

/** Days of one part of a course, from the person's draw of the course. */
export const timeOf = (table: Uint8Array, drawn: number, time: number): number =>
  table[further(drawn, time) & (ENTRIES - 1)]!;

/** Days from infection to infectious. Like all of a course it is drawn from the person alone: the same in every what-if. */
export const latentDays = (m: Model, person: number): number =>
  timeOf(m.tables.latent, draw(m.keys.course, person), TIME.latent);
export const infectiousDays = (m: Model, person: number): number =>
  timeOf(m.tables.infectious, draw(m.keys.course, person), TIME.infectious);
export const presymptomaticDays = (m: Model, person: number): number =>
  timeOf(m.tables.presymptomatic, draw(m.keys.course, person), TIME.presymptomatic);

/** One draw places a person on the scale from healthy to fatal, so that severity is nested. */
const severityOf = (drawn: number): number => unit(further(drawn, SEVERITY));

export const willBeIll = (m: Model, person: number): boolean =>
  severityOf(draw(m.keys.course, person)) < m.disease.symptomatic[m.bandOf[m.city.age[person]!]!]!;

/** The event that says how far the illness goes; `infectious` for who never falls ill. */
export function severityEvent(m: Model, person: number, drawn: number): number {
  const { disease } = m;
  const band = m.bandOf[m.city.age[person]!]!;
  const u = severityOf(drawn);
  if (u >= disease.symptomatic[band]!) return EVENT.infectious;
  const spared = (m.flags[person]! & FLAG.protected) !== 0 ? 1 - disease.vaccine.severe : 1;
  return u < disease.severe[band]! * spared ? EVENT.severelyIll : EVENT.ill;
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
  const u = severityOf(drawn);
  const spared = (m.flags[person]! & FLAG.protected) !== 0 ? 1 - disease.vaccine.severe : 1;
  const severe = u < disease.severe[band]! * spared;
  return {
    critical: u < disease.critical[band]! * spared,
    fatal: u < disease.fatal[band]! * spared,
    fatalWithoutBed: severe && u < disease.fatal[band]! * spared * disease.withoutBed,
    toHospital: timeOf(tables.toHospital, drawn, TIME.toHospital),
    toCritical: timeOf(tables.toCritical, drawn, TIME.toCritical),
    ward: timeOf(tables.ward, drawn, TIME.ward),
    intensive: timeOf(tables.intensive, drawn, TIME.intensive),
  };
}
