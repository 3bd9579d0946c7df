import type { Model } from '../model/model.ts';

/** What the search is tuned by. Chosen by classes of problems (benchmarks of cli/bench/dispatch.ts), never by single ones. */
export interface Terms {
  /** Average number of nodes removed at a time, and longest string (Christiaens & Vanden Berghe 2020: 10 and 10). */
  average: number;
  longest: number;
  /** Chance that the part kept in the middle of a string grows by one more. */
  deeper: number;
  /** Share of ruins that remove the nearest nodes whatever their rounds. */
  radial: number;
  /** Share of ruins around a job left out, while there is one. */
  wanted: number;
  /** Share of places overlooked. */
  blink: number;
  /** Warmth at the beginning and at the end, in average costs of a job. */
  hot: number;
  cold: number;
  /** Nodes beside which places are looked at; 0: everywhere. */
  beside: number;
  /** Most rounds to begin with, by jobs. */
  seeds: number;
  /** Most jobs left out before that are tried again in one iteration. */
  retried: number;
  /** Part of the budget for fewer vehicles, where they come first. */
  forFleet: number;
  /** Share of recreations that begin by opening a round. */
  opening: number;
  /** Share of iterations that exchange tails of rounds. */
  tails: number;
  /** Nodes that may come next looked at for it, where `beside` says nothing. */
  ahead: number;
}

export function termsFor(model: Model): Terms {
  // Where there are few iterations for each stop, the last of the cooling is not worth its time, and many short strings reach further than few long ones.
  const large = model.timed && model.nodes > 300;
  // Two ends bind a job to its round: fewer changes are small, and it takes more warmth to leave a poor arrangement.
  const carried = model.jobs > 0 && !model.judged && model.paired.every((one) => one === 1);
  return {
    average: 10,
    longest: large ? 5 : 10,
    deeper: 0.9,
    radial: 0.1,
    wanted: 0.2,
    blink: 0.01,
    hot: carried ? 10 : large && !model.tripped ? 2 : model.timed && !model.tripped ? 1 : 0.3,
    cold: large ? 0.01 : 0.001,
    beside: model.nodes <= 300 ? 0 : model.timed ? 15 : 30,
    seeds: large ? 0.2 : 0,
    retried: 20,
    forFleet: 0.4,
    opening: large ? 0 : 0.05,
    tails: large ? 0.5 : model.nodes > 300 ? 0.3 : 0.1,
    ahead: 15,
  };
}
