import type { City } from './city/city.ts';
import { latentDays, presymptomaticDays, willBeIll } from './course.ts';
import { simulateDay } from './day.ts';
import { checkDisease, type Disease } from './disease.ts';
import { keep, release } from './holds.ts';
import { NEVER } from './infection.ts';
import { fingerprint, type Ledger, SERIES } from './ledger.ts';
import { checkMeasure, type Measure } from './measures.ts';
import { FLAG, type Model, modelOf, STATE } from './model.ts';
import { checkScenario, type Scenario } from './scenario.ts';
import { isPositive } from './testing.ts';
import { beginImmune } from './vaccination.ts';

/** A run that goes day by day: for drills, pages and whoever changes measures on the way. */
export interface Run {
  /** Days done since day 0. */
  readonly day: number;
  /** Simulates one day (the first call also the lead-in of a start); false when the last day is done. */
  step(): boolean;
  /** Persons to whom it happened on the last day; empty lists without `follow`. */
  today(): {
    infected: readonly number[];
    ill: readonly number[];
    reported: readonly number[];
    died: readonly number[];
  };
  /** Measures from the next day on, in place of the former ones. */
  setMeasures(measures: readonly Measure[]): void;
  /** A positive result from outside the model: reports the person, with all that follows. */
  report(person: number): void;
  /** Keeps a person at home or in a facility until a day; release ends it. */
  hold(person: number, kind: 'isolated' | 'quarantined', untilDay: number, facility?: boolean): void;
  release(person: number): void;
  /** How a person is: `known` to the authorities, and what nobody sees. */
  look(person: number): {
    state: keyof typeof STATE;
    ill: boolean;
    known: boolean;
    held: boolean;
    inHospital: boolean;
    infector: number;
  };
  result(): Result;
}

/** Plain values: can be cloned, compared and written as JSON. */
export interface Result {
  days: number;
  people: number;
  seed: number;
  /** By day, see SERIES. */
  series: Ledger;
  /** Infections and reports by day and area, row-major days x areas. */
  infectedIn: Int32Array;
  reportedIn: Int32Array;
  areas: number;
  /** People and ever infected by age band of the disease. */
  peopleByBand: Int32Array;
  infectedByBand: Int32Array;
  /** How many people infected 0, 1, 2, ... others; the last entry holds all above. */
  offspring: Int32Array;
  /** Share of people infected by the end. */
  attack: number;
  hash: string;
}

export interface Watch {
  /** After each day. */
  progress?(day: number, days: number): void;
  /** Asked before each day: true stops the run with a Cancelled error. */
  cancelled?(): boolean;
}

/** Thrown when `cancelled` said so. */
export class Cancelled extends Error {
  readonly id = 'simulation-cancelled';
  readonly day: number;
  constructor(day: number, days: number) {
    super(`simulation-cancelled: stopped after day ${day} of ${days}. Nothing of the run is kept; start it again.`);
    this.day = day;
  }
}

/** Begins a run. Throws the first fault of city, disease or scenario by name. */
export function begin(city: City, disease: Disease, scenario: Scenario, follow = false): Run {
  checkDisease(disease);
  checkScenario(scenario, city);
  const m = modelOf(city, disease, scenario, follow);
  beginImmune(m);
  const end = m.lead + scenario.days;
  const whole = (day: number): number => Math.min(65_000, day + m.lead);
  const one = (person: number): number => {
    if (Number.isInteger(person) && person >= 0 && person < city.people) return person;
    throw new Error(`simulation-person: ${person}. Give 0 to ${city.people - 1}.`);
  };
  return {
    get day() {
      return Math.max(0, m.t - m.lead);
    },
    step() {
      if (m.t >= end) return false;
      do simulateDay(m);
      while (m.t <= m.lead);
      return m.t < end;
    },
    today: () => m.today,
    setMeasures(measures) {
      for (const measure of measures) checkMeasure(measure, city);
      m.scenario = { ...m.scenario, measures };
      m.calledUntil.clear();
      m.doseCursor.clear();
    },
    report(person) {
      // counted on the day to come
      m.infectedIn[m.t] ??= new Int32Array(city.areaCodes.length);
      m.reportedIn[m.t] ??= new Int32Array(city.areaCodes.length);
      isPositive(m, one(person));
    },
    hold: (person, kind, untilDay, facility = false) => keep(m, one(person), kind, whole(untilDay), facility),
    release: (person) => release(m, one(person)),
    look(person) {
      const flags = m.flags[one(person)]!;
      return {
        state: (Object.keys(STATE) as (keyof typeof STATE)[])[m.state[person]!]!,
        ill: m.state[person] === STATE.infectious && willBeIll(m, person) && m.t > firstIll(m, person),
        known: (flags & FLAG.known) !== 0,
        held: (flags & (FLAG.isolated | FLAG.quarantined)) !== 0,
        inHospital: (flags & FLAG.hospital) !== 0,
        infector: m.infector[person]!,
      };
    },
    result: () => resultOf(m),
  };
}

/** Runs a scenario to its end. The same city, disease and scenario give the same result, to the bit, in any thread. */
export function simulate(city: City, disease: Disease, scenario: Scenario, watch: Watch = {}): Result {
  const run = begin(city, disease, scenario);
  for (let more = true; more; ) {
    if (watch.cancelled?.()) throw new Cancelled(run.day, scenario.days);
    more = run.step();
    watch.progress?.(run.day, scenario.days);
  }
  return run.result();
}

/** Day inside the run on which an infected person's symptoms begin. */
const firstIll = (m: Model, person: number): number =>
  m.infectedOn[person]! + latentDays(m, person) + presymptomaticDays(m, person);

const MOST_OFFSPRING = 200;

function resultOf(m: Model): Result {
  const { city, disease } = m;
  const days = Math.max(0, m.t - m.lead);
  const areas = city.areaCodes.length;
  const peopleByBand = new Int32Array(disease.ageFrom.length);
  const infectedByBand = new Int32Array(disease.ageFrom.length);
  const offspring = new Int32Array(MOST_OFFSPRING + 1);
  const caused = new Uint16Array(city.people);
  for (let from = 0; from < city.people; from += PART) countCaused(m, caused, from);
  for (let from = 0; from < city.people; from += PART)
    countBands(m, caused, { peopleByBand, infectedByBand, offspring }, from);
  const infected = infectedByBand.reduce((sum, n) => sum + n, 0);
  const flat = (lists: Int32Array[]): Int32Array => {
    const all = new Int32Array(days * areas);
    for (let day = 0; day < days; day++) all.set(lists[m.lead + day]!, day * areas);
    return all;
  };
  const series = Object.fromEntries(
    SERIES.map((name) => [name, m.ledger[name].slice(m.lead, m.lead + days)]),
  ) as Ledger;
  const infectedIn = flat(m.infectedIn);
  const reportedIn = flat(m.reportedIn);
  return {
    days,
    people: city.people,
    seed: m.seed,
    series,
    infectedIn,
    reportedIn,
    areas,
    peopleByBand,
    infectedByBand,
    offspring,
    attack: infected / city.people,
    hash: fingerprint([...SERIES.map((name) => series[name]), infectedIn, reportedIn, infectedByBand, offspring]),
  };
}

// a part of the city a call: a function called often is compiled early, a loop over everybody late
const PART = 4096;

/** How many each person infected, as far as a part of the city was infected by them. */
function countCaused({ infector, city }: Model, caused: Uint16Array, from: number): void {
  const end = Math.min(city.people, from + PART);
  for (let person = from; person < end; person++) {
    const by = infector[person]!;
    if (by >= 0) caused[by]!++;
  }
}

function countBands(
  { bandOf, infectedOn, city }: Model,
  caused: Uint16Array,
  counts: Pick<Result, 'peopleByBand' | 'infectedByBand' | 'offspring'>,
  from: number,
): void {
  const end = Math.min(city.people, from + PART);
  for (let person = from; person < end; person++) {
    const band = bandOf[city.age[person]!]!;
    counts.peopleByBand[band]!++;
    if (infectedOn[person] === NEVER) continue;
    counts.infectedByBand[band]!++;
    counts.offspring[Math.min(MOST_OFFSPRING, caused[person]!)]!++;
  }
}
