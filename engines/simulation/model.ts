import type { City } from './city/city.ts';
import { unitRates } from './city/contacts.ts';
import type { Controls } from './controls.ts';
import { bandOfAge, type Disease } from './disease.ts';
import { draw, further, type Key, keyOf, PURPOSE, unit } from './draws.ts';
import { durationTable, ENTRIES } from './durations.ts';
import { type EventRing, eventRing } from './events.ts';
import { type Field, fieldOf } from './field.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import { gammaFactor } from './sampling.ts';
import { leadOf, type Scenario } from './scenario.ts';
import { settingWeights, type Transmission, transmissionOf } from './transmission.ts';

export const STATE = { susceptible: 0, latent: 1, infectious: 2, immune: 3, dead: 4 } as const;
/** Bits of a person. `held`: at home or in a facility by isolation or quarantine. */
export const FLAG = {
  ill: 1,
  known: 2,
  protected: 4,
  isolated: 8,
  quarantined: 16,
  facility: 32,
  hospital: 64,
  dosed: 128,
} as const;
export const HELD = FLAG.isolated | FLAG.quarantined;
/** Infected by nobody in the city; never infected. */
export const OUTSIDE = -1;
export const NEVER = -1;

/** The infectious, as columns of slots; the last slot fills the place of one that leaves. Rates are attempts a day, cumulative. */
export interface Active {
  count: number;
  person: Int32Array;
  from: Int32Array;
  until: Int32Array;
  home: Float32Array;
  unit: Float32Array;
  place: Float32Array;
  total: Float32Array;
}

const FIXED = [
  ...(['course', 'factor', 'closing', 'complyHome', 'complyIsolation', 'complyQuarantine'] as const),
  ...(['seeksTest', 'sensitivity', 'found', 'dose', 'immune'] as const),
] as const;
type Fixed = (typeof FIXED)[number];

/** Everything a run knows. Days inside are counted from `lead` days before day 0; `t` is today. */
export interface Model {
  city: City;
  disease: Disease;
  scenario: Scenario;
  transmission: Transmission;
  seed: number;
  lead: number;
  t: number;
  state: Uint8Array;
  flags: Uint8Array;
  heldUntil: Uint16Array;
  infectedOn: Int16Array;
  infector: Int32Array;
  bandOf: Uint8Array;
  susceptibility: Float64Array;
  tables: Record<
    'latent' | 'presymptomatic' | 'infectious' | 'toHospital' | 'toCritical' | 'ward' | 'intensive',
    Uint8Array
  >;
  /** Streams that do not depend on the day: what a person does once, or always. */
  keys: Record<Fixed, Key>;
  weights: Float64Array;
  /** Relative infectiousness by day, at least one value. */
  profile: Float64Array;
  ring: EventRing;
  active: Active;
  ledger: Ledger;
  /** By day and area: infected, reported. */
  infectedIn: Int32Array[];
  reportedIn: Int32Array[];
  controls: Controls[];
  /** Day until which a measure with `when` holds, by area. */
  calledUntil: Map<number, Int32Array>;
  effect: { isolated: number; quarantined: number };
  held: { isolated: number; quarantined: number; facility: number; workers: number; pupils: number };
  testQueue: number[];
  traceQueue: { person: number; day: number }[];
  beds: Map<number, number>;
  waiting: number[];
  inWard: number;
  inIntensive: number;
  unitReports: Map<number, number[]>;
  unitClosedUntil: Int32Array | undefined;
  closedUnits: number[];
  doseCursor: Map<number, number>;
  field: Field | undefined;
  /** Persons to whom it happened today. */
  today: { infected: number[]; ill: number[]; reported: number[]; died: number[] };
  follow: boolean;
}

/** The state of a run before its first day. `follow`: keep lists of who fell ill each day, for those who play the people. */
export function modelOf(city: City, disease: Disease, scenario: Scenario, follow: boolean): Model {
  const { people } = city;
  const lead = leadOf(scenario.start);
  const bandOf = bandOfAge(disease.ageFrom);
  const slots = Math.min(people, 1024);
  return {
    city,
    disease,
    scenario,
    transmission: transmissionOf(city, disease),
    seed: scenario.seed,
    lead,
    t: 0,
    state: new Uint8Array(people),
    flags: new Uint8Array(people),
    heldUntil: new Uint16Array(people),
    infectedOn: new Int16Array(people).fill(NEVER),
    infector: new Int32Array(people).fill(OUTSIDE),
    bandOf,
    susceptibility: Float64Array.from(bandOf, (band) => disease.susceptibility[band]!),
    tables: {
      latent: durationTable(disease.latent, 1),
      presymptomatic: durationTable(disease.presymptomatic),
      infectious: durationTable(disease.infectious, 1),
      toHospital: durationTable(disease.toHospital),
      toCritical: durationTable(disease.toCritical),
      ward: durationTable(disease.ward, 1),
      intensive: durationTable(disease.intensive, 1),
    },
    keys: Object.fromEntries(FIXED.map((name) => [name, keyOf(scenario.seed, 0, PURPOSE[name])])) as Record<Fixed, Key>,
    weights: settingWeights(disease),
    profile: Float64Array.from(disease.profile.length > 0 ? disease.profile : [1]),
    ring: eventRing(),
    active: {
      count: 0,
      person: new Int32Array(slots),
      from: new Int32Array(slots),
      until: new Int32Array(slots),
      home: new Float32Array(slots),
      unit: new Float32Array(slots),
      place: new Float32Array(slots),
      total: new Float32Array(slots),
    },
    ledger: emptyLedger(lead + scenario.days),
    infectedIn: [],
    reportedIn: [],
    controls: [],
    calledUntil: new Map(),
    effect: { isolated: 1, quarantined: 1 },
    held: { isolated: 0, quarantined: 0, facility: 0, workers: 0, pupils: 0 },
    testQueue: [],
    traceQueue: [],
    beds: new Map(),
    waiting: [],
    inWard: 0,
    inIntensive: 0,
    unitReports: new Map(),
    unitClosedUntil: undefined,
    closedUnits: [],
    doseCursor: new Map(),
    field: disease.vector ? fieldOf(city, disease) : undefined,
    today: { infected: [], ill: [], reported: [], died: [] },
    follow,
  };
}

/** How a person's illness goes, drawn from the person alone: the same in every what-if, whenever the infection comes. */
export interface Course {
  ill: boolean;
  latent: number;
  infectious: number;
  presymptomatic: number;
  severe: boolean;
  critical: boolean;
  fatal: boolean;
  /** Would die without a bed. */
  fatalWithoutBed: boolean;
  toHospital: number;
  toCritical: number;
  ward: number;
  intensive: number;
}

/** One draw places a person on the scale from healthy to fatal, so that severity is nested. */
export function courseOf(m: Model, person: number): Course {
  const { disease, tables } = m;
  const drawn = draw(m.keys.course, person);
  const at = (j: number): number => further(drawn, j) & (ENTRIES - 1);
  const band = m.bandOf[m.city.age[person]!]!;
  const u = unit(further(drawn, 0));
  const spared = (m.flags[person]! & FLAG.protected) !== 0 ? 1 - disease.vaccine.severe : 1;
  const severe = u < disease.severe[band]! * spared;
  return {
    ill: u < disease.symptomatic[band]!,
    latent: tables.latent[at(1)]!,
    infectious: tables.infectious[at(2)]!,
    presymptomatic: tables.presymptomatic[at(3)]!,
    severe,
    critical: u < disease.critical[band]! * spared,
    fatal: u < disease.fatal[band]! * spared,
    fatalWithoutBed: severe && u < disease.fatal[band]! * spared * disease.withoutBed,
    toHospital: tables.toHospital[at(4)]!,
    toCritical: tables.toCritical[at(5)]!,
    ward: tables.ward[at(6)]!,
    intensive: tables.intensive[at(7)]!,
  };
}

/** Attempts a day at infectiousness 1, cumulative over household, unit, place, community. */
export interface Rates {
  home: number;
  unit: number;
  place: number;
  total: number;
}

/** What a person attempts a day while infectious; `ill`: this course has symptoms. Superspreading multiplies all but the household. */
export function ratesOf(m: Model, person: number, ill: boolean): Rates {
  const { city, disease, transmission } = m;
  const strength = ill ? 1 : disease.withoutSymptoms;
  const household = city.household[person]!;
  const size = city.householdStart[household + 1]! - city.householdStart[household]!;
  const away = strength * transmission.contact * gammaFactor(disease.dispersion, draw(m.keys.factor, person));
  const home = strength * transmission.household * (size - 1);
  const u = city.unit[person]!;
  let within = 0;
  let around = 0;
  if (u >= 0) {
    const rates = unitRates(city, u);
    const weight = away * m.weights[city.unitKind[u]!]!;
    within = rates.within * weight;
    around = rates.around * weight;
  }
  const total = home + within + around + away * disease.settings.community * city.contacts.community;
  return { home, unit: home + within, place: home + within + around, total };
}

/** Gives an infectious person a slot. */
export function activate(m: Model, person: number, until: number, rates: Rates): void {
  const { active } = m;
  if (active.count === active.person.length) grow(active);
  const slot = active.count++;
  active.person[slot] = person;
  active.from[slot] = m.t;
  active.until[slot] = until;
  active.home[slot] = rates.home;
  active.unit[slot] = rates.unit;
  active.place[slot] = rates.place;
  active.total[slot] = rates.total;
}

function grow(active: Active): void {
  const length = active.person.length * 2;
  for (const name of ['person', 'from', 'until'] as const) {
    const longer = new Int32Array(length);
    longer.set(active[name]);
    active[name] = longer;
  }
  for (const name of ['home', 'unit', 'place', 'total'] as const) {
    const longer = new Float32Array(length);
    longer.set(active[name]);
    active[name] = longer;
  }
}

/** Empties a slot. */
export function leave(active: Active, slot: number): void {
  const last = --active.count;
  for (const name of ['person', 'from', 'until'] as const) active[name][slot] = active[name][last]!;
  for (const name of ['home', 'unit', 'place', 'total'] as const) active[name][slot] = active[name][last]!;
}

/** Adds to a series today. */
export function count(m: Model, name: keyof Ledger, n = 1): void {
  const series = m.ledger[name];
  series[m.t] = series[m.t]! + n;
}
