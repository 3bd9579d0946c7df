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
}

export function termsFor(model: Model): Terms {
  return {
    average: 10,
    longest: 10,
    deeper: 0.9,
    radial: 0.1,
    wanted: 0.2,
    blink: 0.01,
    hot: model.timed && !model.tripped ? 1 : 0.3,
    cold: 0.001,
    beside: model.nodes <= 300 ? 0 : model.timed ? 15 : 30,
    seeds: model.timed && model.nodes > 300 ? 0.2 : 0,
    retried: 20,
    forFleet: 0.4,
  };
}
