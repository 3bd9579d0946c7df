/** What an outbreak and its measures cost, in units of each. The weights turn them into one figure, and are the city's to set. */
export interface Toll {
  /** Person-days of restriction, days of work and of school lost, visits of care missed, money spent. */
  restrictedDays: number;
  workDays: number;
  schoolDays: number;
  missedCare: number;
  money: number;
  infections: number;
  bedWeeks: number;
  deaths: number;
}

export const tollKeys = [
  'restrictedDays',
  'workDays',
  'schoolDays',
  'missedCare',
  'money',
  'infections',
  'bedWeeks',
  'deaths',
] as const satisfies readonly (keyof Toll)[];

export const capacityKinds = ['teams', 'tests', 'beds'] as const;
export type CapacityKind = (typeof capacityKinds)[number];

/** One level of measures; levels are listed from the mildest to the strictest. */
export interface ZoneLevel {
  name: string;
  /** Contact left under it: 1 none avoided, 0 all. */
  contact: number;
  /** Days a week a resident is restricted, a worker cannot work, a pupil has no school; visits a week a patient misses; money per resident. */
  restrictedDays: number;
  workDays: number;
  schoolDays: number;
  missedCare: number;
  money: number;
  /** Field teams per thousand residents, and tests per resident a week. */
  teams: number;
  tests: number;
}

export interface ZoneArea {
  area: string;
  population: number;
  workers: number;
  pupils: number;
  /** People in regular care who miss visits when movement stops. */
  patients: number;
  /** Infections of the week before the plan, and people already immune. */
  infections: number;
  immune: number;
  /** Infections a week brought in from outside the city. */
  imported: number;
  /** Level in force (its place in the list) and for how many weeks. */
  level: number;
  heldWeeks: number;
  /** Mildest and strictest level allowed, when bounded. */
  mildest?: number;
  strictest?: number;
  /** Whose teams, tests and beds it draws on; areas without one draw on the city's. */
  pool?: string;
}

export interface ZoneCapacity {
  kind: CapacityKind;
  /** Of one pool, or of the whole city when absent. */
  pool?: string;
  /** Teams, tests or beds of each week; one number holds for all weeks. */
  amount: number | readonly number[];
}

export interface ZoneProblem {
  weeks: number;
  levels: readonly ZoneLevel[];
  areas: readonly ZoneArea[];
  /** Infections caused by one without measures or immunity, and mean days between them. */
  reproduction: number;
  generationDays: number;
  /** Share of transmission that goes to other areas of the city, in proportion to their people. */
  mixing: number;
  /** Share of infections that need a bed, whole weeks they stay, share that die; tests and teams one infection asks for. */
  bedShare: number;
  stayWeeks: number;
  fatality: number;
  testsPerInfection: number;
  teamsPerInfection: number;
  /** Weeks a level is kept at least once it changed. */
  hold: number;
  capacities: readonly ZoneCapacity[];
  /** Cost of one unit of each part of the toll. */
  weights: Toll;
  /** Infections still to come for each infection of the last week: what the plan leaves behind. */
  after: number;
}

/** A level for every area (row) and week (column). */
export interface ZonePlan {
  levels: Uint8Array[];
}

/** When a plan is good enough. */
export interface ZoneLimits {
  /** Gap at which a plan is good enough. */
  gap: number;
  /** Seconds the whole-number program may take. */
  seconds: number;
  /** How often infections between areas are linearised anew; 1 suffices without mixing. */
  passes?: number;
}
