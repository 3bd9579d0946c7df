import type { Futian } from '../safeguards/futian.ts';

/** What opens a duty and what closes it, as commands of the whole city. */
export interface Walk {
  before?(here: Futian): void;
  starts(here: Futian): void;
  stops(here: Futian): void;
}
