import type { Words } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import type { ScoreLine } from './model.ts';

/** A drill that can be chosen. */
export interface DrillCard {
  id: string;
  names: Words;
  why: Words;
  disease: string;
  edition: string;
  people: number;
  start: string;
  days: number;
  injects: { day: number; kind: string }[];
  zones: boolean;
  beds: boolean;
}

/** One day of a drill, both tracks. `cases`, `tests`, `visits`, `callsLost` are totals so far; `infections` nobody in the city knows. */
export interface DrillDay {
  day: number;
  date: string;
  infections: number;
  cases: number;
  staying: number;
  zoned: number;
  waitingForBed: number;
  tests: number;
  requestsTaken: number;
  requestsClosed: number;
  requestsLate: number;
  callsLost: number;
  visits: number;
  silent: number;
  injects: string[];
}

/** What a drill left: its sheet and how much was done. */
export interface DrillResult {
  drill: string;
  seed: number;
  days: number;
  people: number;
  households: number;
  sheet: ScoreLine[];
  events: number;
  refused: Record<string, number>;
}

/** A drill being played on this server, in a program and a database of its own. */
export interface DrillRun {
  id: string;
  scenario: string;
  by: string;
  startedAt: Instant;
  seed: number | null;
  days: number;
  state: 'running' | 'played' | 'cancelled' | 'failed';
  frames: DrillDay[];
  result: DrillResult | null;
  /** Why it failed, in the program's own words. */
  fault: string | null;
}
