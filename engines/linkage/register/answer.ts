import type { Said } from '../model/weights.ts';
import type { Pass } from './keys.ts';

/** Somebody of the register who may be the person asked for. */
export interface Match {
  id: string;
  /** In bits, before the prior: see `Weights.weight`. */
  weight: number;
  /** That it is this one, all others of the answer and nobody considered. */
  probability: number;
  /** What "same" was weighed against, and the weight every pair starts with there. */
  against: 'strangers' | 'home';
  start: number;
  said: Said[];
}
/** A match as it is kept and shown: weights in bits, to one decimal. */
export type Similar = Pick<Match, 'id' | 'weight' | 'said'>;
const tenth = (value: number): number => Math.round(value * 10) / 10;
/** What of a match is kept. */
export const similarOf = ({ id, weight, said }: Match): Similar => ({
  id,
  weight: tenth(weight),
  said: said.map((each) => ({ ...each, weight: tenth(each.weight) })),
});

export interface Answer {
  /** Heaviest first. */
  matches: Match[];
  compared: number;
  /** Blocks left out because they are larger than the cap. */
  skipped: { pass: Pass; size: number }[];
}
