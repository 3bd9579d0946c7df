import type { Solution } from './solution.ts';

/**
 * A dispatch problem as plain data: who may go, what must be done, what travel takes, what is forbidden and what it costs.
 *
 * Units everywhere: whole seconds (of any origin the caller likes), whole metres, whole load units, points as row numbers of the
 * matrices. Costs are plain numbers in the caller's currency. "Index" means the position in `vehicles` or `jobs`.
 * `checkProblem` (model/check-problem.ts) refuses what is not of this shape; the solver calls it first.
 */
export interface Problem {
  /** How many points the matrices know. Every `point` below is in [0, points). */
  points: number;
  /** One for each way to travel (walking, cycling, driving); `Vehicle.travel` names one by index. */
  travel: Travel[];
  /** How many dimensions a load has; every load and capacity has this length. 0: nothing is counted. */
  dimensions: number;
  vehicles: Vehicle[];
  jobs: Job[];
  /** Absent: everything may share and follow everything. */
  hygiene?: Hygiene;
  /** Pairs of jobs done by two vehicles at one time. */
  pairs?: Pair[];
  /** A price for uneven work. */
  fair?: Fair;
}

/** Square matrices, row-major, [from * points + to]. Need not be symmetric, nor keep the triangle inequality. */
export interface Travel {
  /** Seconds. `unreachable` where there is no way. */
  duration: Int32Array;
  /** Metres. Absent: no distance is counted. */
  distance?: Int32Array;
}

/** The matrix entry of a pair of points without a way between them. */
export const unreachable = 0x3fffffff;

/** Both ends belong to it. */
export interface Window {
  from: number;
  to: number;
}

export interface Vehicle {
  id: string;
  /** Index into `Problem.travel`. */
  travel: number;
  /** Travel takes round(duration / speed). 1: as the matrix says. Above 0. */
  speed: number;
  capacity: number[];
  /** Point it leaves from; null: wherever its first stop is. */
  start: number | null;
  /** Point it ends at; null: wherever its last stop is. Not both null. */
  end: number | null;
  /** Leaves no earlier than `from`, is back (or done, with an open end) no later than `to`. */
  shift: Window;
  skills: string[];
  costs: Costs;
  limits: Limits;
  breaks: Break[];
  /** Absent: one trip. */
  reload?: Reload;
}

/** Cost of a used vehicle: fixed + hours (of each sort) * price + perKm * metres / 1000. An unused vehicle costs nothing. */
export interface Costs {
  fixed: number;
  /** Of all time from leaving to the end, with driving, service, waiting and breaks. */
  perHour: number;
  /** Of driving time alone, on top of perHour. */
  perHourDriving: number;
  /** Of service and setup time of jobs alone, on top of perHour. Absent: 0. */
  perHourService?: number;
  perKm: number;
}

/** Each absent limit is no limit. */
export interface Limits {
  /** Seconds from leaving to the end. */
  duration?: number;
  /** Seconds driving. */
  driving?: number;
  /** Metres. */
  distance?: number;
  /** Visits, pickups and deliveries. */
  stops?: number;
}

/** Taken between two stops (or before the first, or after the last), never during a service. */
export type Break =
  | {
      kind: 'window';
      id: string;
      /** Begins in one of these, ascending and disjoint. Taken whenever the vehicle is used. */
      windows: Window[];
      duration: number;
      /** Most that may be aboard; absent: any. */
      maxLoad?: number[];
    }
  | {
      kind: 'after';
      id: string;
      /**
       * Begins at most this many seconds after the shift's work began or the last break of this kind ended; repeated, and
       * not taken when the work ends sooner.
       */
      work: number;
      duration: number;
    };

/** The vehicle may come back within the shift, unload what it collected and load for another trip. */
export interface Reload {
  /** Points where it may. */
  points: number[];
  /** Seconds one reload takes. */
  duration: number;
  /** Most trips in a shift; absent: any number. */
  trips?: number;
}

/** One thing asked for: a visit, or a transfer of something or somebody from one point to another by one vehicle. */
export type Job = Visit | Transfer;

interface JobTerms {
  id: string;
  /** All of these must be among the vehicle's. */
  skills: string[];
  /** Vehicles that may do it, by index; absent: any with the skills (fixed carers, sites not every vehicle may reach). */
  only?: number[];
  /** Vehicles that had better do it, and what any other one costs on top. */
  usual?: { vehicles: number[]; otherwise: number };
  /**
   * Right to be served: when not all can be, a job of higher rank is never left out for any number of lower ones, whatever they cost.
   * 0 to 100. Says nothing about when.
   */
  rank: number;
  /** Optional job: leaving it out costs this, and no rank counts. Absent: to be served if at all possible. */
  skip?: number;
  /** Order of service: cost of each hour from `since` to the beginning of the visit (of a transfer: its delivery). Says nothing about whether. */
  urgency?: { perHour: number; since: number };
  /** Index into `Hygiene.classes`; absent: leaves no trace and fears none. */
  hygiene?: number;
}

export interface Visit extends JobTerms {
  kind: 'visit';
  stop: Stop;
  /** Loaded where the trip begins and left here. */
  bring: number[];
  /** Taken here to where the trip ends. */
  collect: number[];
  /** What is brought cannot leave on its trip before this second; absent: there from the beginning. */
  release?: number;
}

export interface Transfer extends JobTerms {
  kind: 'transfer';
  pickup: Stop;
  delivery: Stop;
  load: number[];
  /** Most seconds from the end of the pickup's service to the beginning of the delivery's; absent: any. */
  aboard?: number;
}

export interface Stop {
  point: number;
  /** Service begins in one of these, ascending and disjoint; empty: at any time. */
  windows: Window[];
  /** Seconds. */
  service: number;
  /** Seconds on top when the stop before was at another point: parking, stairs. */
  setup: number;
  /** Makes the last window's end (and the first one's beginning) soft at a price; absent: windows are hard. */
  soft?: Soft;
}

/** Service may begin outside the windows, up to so many seconds before the first and after the last, each hour at a price. */
export interface Soft {
  early: number;
  earlyPerHour: number;
  late: number;
  latePerHour: number;
}

/**
 * Which loads may meet. Each job of a class leaves its trace in the vehicle, from its visit or pickup until the vehicle is cleaned.
 * An empty vehicle (nobody of a transfer aboard) may be cleaned between two stops: then all traces are gone.
 */
export interface Hygiene {
  classes: string[];
  /** together[a][b]: transfers of both may be aboard at once. Symmetric. */
  together: boolean[][];
  /** follows[a][b]: b may come after a's trace without cleaning. follows[clean][positive] true and follows[positive][clean] false is "clean before dirty". */
  follows: boolean[][];
  cleaning: {
    /** Seconds. */
    duration: number;
    /** Where it may be done; null: on the spot, wherever the vehicle is. */
    points: number[] | null;
  };
}

/** Two visits by two different vehicles whose services begin at most `within` seconds apart; both or neither is served. */
export interface Pair {
  jobs: [number, number];
  within: number;
}

/** Cost = price * (largest - smallest amount of work over `vehicles`), unused ones counting as 0. */
export interface Fair {
  vehicles: number[];
  /** Stops, or hours from leaving to the end. */
  of: 'stops' | 'hours';
  price: number;
}

/** Where a route goes, without times: what search, dispatcher and checks pass around. Breaks and cleaning are placed by the timetable. */
export interface Round {
  vehicle: number;
  calls: Call[];
}

/** One stop of a round: a job's leg, or a reload at a point. */
export type Call = { leg: 'visit' | 'pickup' | 'delivery'; job: number } | { leg: 'reload'; point: number };

/**
 * When to stop, what to start from, whom to tell. The search reads no clock: a shell that wants seconds passes `more`.
 * The same problem, seed, start and number of iterations give the same solution.
 */
export interface SolveOptions {
  seed: string;
  /** Most iterations of ruin and recreate; absent: as long as `more` says. One of the two must be there. */
  iterations?: number;
  /** How much of the budget is spent, 0 to 1 (above: stop). Asked every few hundred iterations; sets the cooling. */
  spent?: () => number;
  /** Rounds to start from; they must be feasible. Absent: built from nothing. */
  start?: Round[];
  /** For each vehicle index, how many leading calls of its starting round stand as they are. */
  frozen?: number[];
  /** Rounds announced before, and how many of their jobs may change vehicle or be left out. */
  keep?: { rounds: Round[]; changes: number };
  /** `vehicles`: as few vehicles as possible first, then cost. Default `cost`. */
  first?: 'cost' | 'vehicles';
  /** Told of each better solution, at most once in a few hundred iterations. */
  progress?: (best: { cost: number; unserved: number; vehicles: number; iteration: number }) => void;
  /** True ends the search; the best so far is returned. */
  cancel?: () => boolean;
}

/** Solves a problem: the best rounds found, timed, and what was left out. */
export type Solve = (problem: Problem, options: SolveOptions) => Solution;
