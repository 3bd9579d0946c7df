/** A promise a plan breaks. */
export interface Violation {
  /** Stable id of the rule. */
  rule: Rule;
  /** Index of the vehicle, the position in its steps, the job: what it concerns. */
  vehicle?: number;
  step?: number;
  job?: number;
  /** By how much, in the rule's own unit (seconds, metres, load units, pieces, cost). */
  by?: number;
  /** What is wrong, with the values. */
  words: string;
}

export type Rule =
  | 'route-shape'
  | 'vehicle-unknown'
  | 'vehicle-twice'
  | 'job-unknown'
  | 'job-twice'
  | 'job-split'
  | 'job-lost'
  | 'time-wrong'
  | 'no-way'
  | 'window'
  | 'shift'
  | 'release'
  | 'load-wrong'
  | 'capacity'
  | 'skill'
  | 'vehicle-barred'
  | 'break'
  | 'reload'
  | 'aboard'
  | 'together'
  | 'follows'
  | 'cleaning'
  | 'pair'
  | 'limit-duration'
  | 'limit-driving'
  | 'limit-distance'
  | 'limit-stops'
  | 'cost-wrong'
  | 'sum-wrong';

/** Takes a violation down; the route it is of is filled in by the caller. */
export type Report = (rule: Rule, words: string, more?: { step?: number; job?: number; by?: number }) => void;
