import { chanceFrom } from '../../../kernel/chance.ts';
import { amount, whole } from '../fault.ts';
import { normal } from '../normal.ts';
import type { Toll, ZonePlan } from '../zones/problem.ts';

/** One way the world may be. Plans are compared in the same worlds (common random numbers). */
export interface World {
  seed: number;
  /** Factors on reproduction, on the contact measures leave, and on the infections at the start. */
  reproduction: number;
  contact: number;
  start: number;
}

/** How uncertain the parameters are: standard deviations of the logarithms of the factors. */
export interface WorldSpread {
  reproduction: number;
  contact: number;
  start: number;
}

/** What a plan came to in one world. */
export interface WorldResult {
  toll: Toll;
  /** New infections of the city by week. */
  infections: Float64Array;
  /** Team-weeks, tests and bed-weeks asked for beyond what there is. */
  short: { teams: number; tests: number; beds: number };
}

/**
 * Carries out a plan in a world and reports the toll. The planner is told this function: the surrogate of this engine stands in, an
 * individual-based simulation can take its place. It must depend on plan and world only.
 */
export type SimulatePlan = (plan: ZonePlan, world: World) => WorldResult;

export function drawWorlds(count: number, spread: WorldSpread, seed: string): World[] {
  whole('plan-worlds', 'worlds', count, 1, 100_000);
  for (const key of ['reproduction', 'contact', 'start'] as const) amount('plan-spread', key, spread[key]);
  return Array.from({ length: count }, (_, i) => {
    const chance = chanceFrom(`${seed}/world/${i}`);
    const factor = (sd: number): number => Math.exp(sd * normal(chance));
    return {
      seed: chance.below(4294967296),
      reproduction: factor(spread.reproduction),
      contact: factor(spread.contact),
      start: factor(spread.start),
    };
  });
}
