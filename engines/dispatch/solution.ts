/** A plan as plain data: each used vehicle's timed steps and costs, and the jobs left out. Units as in problem.ts. */
export interface Solution {
  routes: Route[];
  /** Indexes of jobs not served, ascending. */
  unserved: number[];
  cost: CostSplit;
  /** Iterations done. */
  iterations: number;
}

/** Only used vehicles have a route. */
export interface Route {
  vehicle: number;
  steps: Step[];
  cost: CostSplit;
  /** Metres. */
  distance: number;
  /** Seconds. */
  driving: number;
  /** Seconds, setup included. */
  service: number;
  /** Seconds. */
  waiting: number;
  /** Seconds from leaving to the end. */
  duration: number;
}

interface StepTimes {
  point: number;
  /** When the vehicle is there. */
  arrival: number;
  /** Seconds it stands before the step begins. */
  waiting: number;
  /** When the step (after any setup: the service) begins. */
  begins: number;
  /** Seconds of setup before `begins`. */
  setup: number;
  /** Seconds of service, break, reload or cleaning. */
  service: number;
  /** Aboard after the step, for each dimension. */
  load: number[];
  /** Metres since the start. */
  distance: number;
}

/** arrival + waiting + setup = begins; begins + service = the moment of leaving. */
export type Step = StepTimes &
  (
    | { kind: 'start' | 'end' | 'reload' | 'cleaning' }
    | { kind: 'visit' | 'pickup' | 'delivery'; job: number }
    /** `break`: index into the vehicle's breaks. */
    | { kind: 'break'; break: number }
  );

/** All in the problem's currency; `total` is their sum. */
export interface CostSplit {
  total: number;
  fixed: number;
  hours: number;
  distance: number;
  /** Soft windows. */
  outside: number;
  urgency: number;
  /** Jobs not done by their usual vehicles. */
  unusual: number;
  /** Only in a solution's split: uneven work. */
  unfair: number;
  /** Only in a solution's split: optional jobs left out. */
  skipped: number;
}
