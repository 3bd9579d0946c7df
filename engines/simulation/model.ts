import { type Ahead, nothingAhead } from './ahead.ts';
import type { City } from './city/city.ts';
import type { Controls } from './controls.ts';
import { bandOfAge, type Disease } from './disease.ts';
import { draw, type Key, keyOf, PURPOSE } from './draws.ts';
import { durationTable } from './durations.ts';
import { type Field, fieldOf } from './field.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import type { MeasureOf } from './measures.ts';
import { nobody, type People } from './people.ts';
import { emptyQueue, type Queue } from './queue.ts';
import { addressesOf, emptyReach, place, type Reach, setRates, UNIT, type UnitTable, unitTable, WHO } from './reach.ts';
import { emptyRing, type Ring } from './ring.ts';
import { FACTORS, gammaFactors } from './sampling.ts';
import { leadOf, type Scenario } from './scenario.ts';
import { settingWeights, type Transmission, transmissionOf } from './transmission.ts';

export const STATE = { susceptible: 0, latent: 1, infectious: 2, immune: 3, dead: 4 } as const;
/** Bits of a person. `held`: at home or in a facility by isolation or quarantine. */
export const FLAG = {
  known: 1,
  protected: 2,
  isolated: 4,
  quarantined: 8,
  facility: 16,
  hospital: 32,
  dosed: 64,
  /** As the role in the city, shifted by ROLE_BIT. */
  learns: 128,
  works: 256,
  dead: 512,
} as const;
const ROLE_BIT = 7;
export const HELD = FLAG.isolated | FLAG.quarantined;
export const TODAY = 255;
const FIXED = [
  ...(['course', 'factor', 'closing', 'complyHome', 'complyIsolation', 'complyQuarantine'] as const),
  ...(['seeksTest', 'sensitivity', 'found', 'dose', 'immune'] as const),
] as const;
type Fixed = (typeof FIXED)[number];

type Tables = Record<
  'latent' | 'presymptomatic' | 'infectious' | 'toHospital' | 'toCritical' | 'ward' | 'intensive',
  Uint8Array
>;

const tabled = new WeakMap<Disease, Tables>();

/** Times of a disease as tables, made once. */
function tablesOf(disease: Disease): Tables {
  const known = tabled.get(disease);
  if (known) return known;
  const tables = {
    latent: durationTable(disease.latent, 1),
    presymptomatic: durationTable(disease.presymptomatic),
    infectious: durationTable(disease.infectious, 1),
    toHospital: durationTable(disease.toHospital),
    toCritical: durationTable(disease.toCritical),
    ward: durationTable(disease.ward, 1),
    intensive: durationTable(disease.intensive, 1),
  };
  tabled.set(disease, tables);
  return tables;
}

type PersonalKind = 'testing' | 'isolation' | 'tracing' | 'quarantine';

/** Everything a run knows. Days inside are counted from `lead` days before day 0; `t` is today. */
export interface Model {
  city: City;
  disease: Disease;
  scenario: Scenario;
  transmission: Transmission;
  seed: number;
  lead: number;
  /** The day after the last. */
  end: number;
  t: number;
  state: Uint8Array;
  /** What an attempt looks at first: age band + 1 of the susceptible, TODAY for those infected today, 0 for all others. */
  open: Uint8Array;
  infectedToday: People;
  /** The infectious, and some who are so no longer. */
  infectious: People;
  flags: Uint16Array;
  /** Day of infection and by whom (see NEVER, OUTSIDE); the end of a hold. */
  infectedOn: Int16Array;
  infector: Int32Array;
  heldUntil: Uint16Array;
  addresses: Int32Array;
  bandOf: Uint8Array;
  /** By what `open` says: an age band + 1; 0 for all others. */
  susceptibility: Float64Array;
  tables: Tables;
  /** Infectiousness of a person away from home against the mean, as a table. */
  factors: Float32Array;
  /** Streams that do not depend on the day: what a person does once, or always. */
  keys: Record<Fixed, Key>;
  /** Relative infectiousness by day, at least one value. */
  profile: Float64Array;
  /** Events to come, and attempts to come as words: from whom, whom and where (see met), the draw. */
  ring: Ring;
  meetings: Ring;
  ahead: Ahead;
  /** Of the person looked at. */
  reach: Reach;
  units: UnitTable;
  /** What was read ahead of its use: kept so that the reading is not optimised away. */
  touched: number;
  ledger: Ledger;
  dayKeys: Key[];
  /** By day and area: infected (counted when they become infectious), reported. */
  infectedIn: Int32Array[];
  reportedIn: Int32Array[];
  controls: Controls[];
  /** Measures of persons that hold today. */
  now: Partial<{ [K in PersonalKind]: MeasureOf<K> }>;
  /** Day until which a measure with `when` holds, by area. */
  calledUntil: Map<number, Int32Array>;
  effect: { isolated: number; quarantined: number };
  held: { isolated: number; quarantined: number; facility: number; workers: number; pupils: number };
  testQueue: Queue;
  traceQueue: Queue;
  beds: Map<number, number>;
  waiting: Set<number>;
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
  return {
    city,
    disease,
    scenario,
    transmission: transmissionOf(city, disease),
    seed: scenario.seed,
    lead,
    end: lead + scenario.days,
    t: 0,
    state: new Uint8Array(people),
    open: city.age.map((age) => bandOf[age]! + 1),
    infectedToday: nobody(),
    infectious: nobody(),
    flags: roleFlags(city.role),
    infectedOn: new Int16Array(people).fill(-1),
    infector: new Int32Array(people).fill(-1),
    heldUntil: new Uint16Array(people),
    addresses: addressesOf(city),
    bandOf,
    susceptibility: susceptibilityOf(disease),
    tables: tablesOf(disease),
    factors: gammaFactors(disease.dispersion),
    keys: Object.fromEntries(FIXED.map((name) => [name, keyOf(scenario.seed, 0, PURPOSE[name])])) as Record<Fixed, Key>,
    profile: Float64Array.from(disease.profile.length > 0 ? disease.profile : [1]),
    ring: emptyRing(),
    meetings: emptyRing(),
    ahead: nothingAhead(),
    reach: emptyReach(),
    units: unitTable(city, settingWeights(disease)),
    ledger: emptyLedger(lead + scenario.days),
    dayKeys: [],
    infectedIn: [],
    reportedIn: [],
    controls: [],
    now: {},
    calledUntil: new Map(),
    effect: { isolated: 1, quarantined: 1 },
    held: { isolated: 0, quarantined: 0, facility: 0, workers: 0, pupils: 0 },
    testQueue: emptyQueue(),
    traceQueue: emptyQueue(),
    touched: 0,
    beds: new Map(),
    waiting: new Set(),
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

function roleFlags(role: Uint8Array): Uint16Array {
  const flags = new Uint16Array(role.length);
  for (let person = 0; person < role.length; person++) flags[person] = role[person]! << ROLE_BIT;
  return flags;
}

function susceptibilityOf({ susceptibility }: Disease): Float64Array {
  const all = new Float64Array(TODAY + 1);
  all.set(susceptibility, 1);
  return all;
}

/**
 * Sets whom a person meets, with the attempts of a day; `ill`: this course has symptoms. Superspreading multiplies all contacts but those of
 * the household.
 */
export function reachOf(m: Model, person: number, ill: boolean): void {
  const { city, disease, transmission, units, reach } = m;
  const row = place(reach, m.addresses, units, person);
  const strength = ill ? 1 : disease.withoutSymptoms;
  const away = strength * transmission.contact * m.factors[draw(m.keys.factor, person) & (FACTORS - 1)]!;
  const home = strength * transmission.household * (reach.whole[WHO.homeSize]! - 1);
  const within = row < 0 ? 0 : away * units.rate[row + UNIT.within]!;
  const around = row < 0 ? 0 : away * units.rate[row + UNIT.around]!;
  setRates(reach, home, within, around, away * disease.settings.community * city.contacts.community);
}

/** The stream of a day and purpose, remembered: tracers go back to the same few days for every case. */
export function keyOn(m: Model, day: number, purpose: typeof PURPOSE.contact | typeof PURPOSE.otherContacts): Key {
  const at = day * 2 + (purpose === PURPOSE.contact ? 0 : 1);
  m.dayKeys[at] ??= keyOf(m.seed, day, purpose);
  return m.dayKeys[at];
}

/** Adds to a series today. */
export function count(m: Model, name: keyof Ledger, n = 1): void {
  const series = m.ledger[name];
  series[m.t] = series[m.t]! + n;
}
