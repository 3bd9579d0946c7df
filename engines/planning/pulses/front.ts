import { type Chance, chanceFrom } from '../../../kernel/chance.ts';
import { whole } from '../fault.ts';
import { beginning, Course } from './course.ts';
import { holds } from './hold.ts';
import { settings, shifts, swaps } from './moves.ts';
import { checkPulses, type PulseProblem } from './problem.ts';

export interface PulsePlan {
  /** One character a week: 1 restricted, 0 free. */
  plan: string;
  restrictedWeeks: number;
  deaths: number;
  /** Output lost, in the money of the problem. */
  lost: number;
  peakHospital: number;
}

/** Steps a day while searching, and for the figures given. */
const SEARCH_STEPS = 2;
const FIGURE_STEPS = 10;
/** A plan is better when it saves more than this share of a death, so that rounding does not drive the search in circles. */
const GAIN = 1e-6;

/**
 * The fewest deaths found for every number of restricted weeks: iterated local search from regular patterns, swaps and shifts
 * within a number of weeks, single settings between neighbouring numbers. `hold`: weeks a mode is kept at least. `rounds`:
 * how often each plan is shaken and improved again. A search, not a proof: plans are the best found. Same seed, same plans.
 */
export function pulseFront(
  problem: PulseProblem,
  { hold = 1, rounds = 6, seed = 'front' }: { hold?: number; rounds?: number; seed?: string } = {},
): PulsePlan[] {
  checkPulses(problem);
  whole('pulses-hold', 'hold', hold, 1, problem.weeks);
  const search = new FrontSearch(problem, hold);
  search.patterns();
  for (let k = 0; k <= problem.weeks; k++) search.improve(k);
  const chance = chanceFrom(`pulses/${seed}`);
  for (let round = 0; round < rounds; round++) {
    for (let k = 0; k <= problem.weeks; k++) search.shake(k, chance);
    search.settle();
  }
  return search.plans();
}

class FrontSearch {
  readonly #problem: PulseProblem;
  readonly #hold: number;
  readonly #course: Course;
  readonly #best: (Uint8Array | undefined)[];
  readonly #deaths: Float64Array;
  /** Numbers of weeks whose best plan has not been improved since it was found. */
  readonly #fresh = new Set<number>();

  constructor(problem: PulseProblem, hold: number) {
    this.#problem = problem;
    this.#hold = hold;
    this.#course = new Course(problem, beginning(problem), problem.weeks, SEARCH_STEPS);
    this.#best = new Array(problem.weeks + 1).fill(undefined);
    this.#deaths = new Float64Array(problem.weeks + 1).fill(Number.POSITIVE_INFINITY);
  }

  /** Works a plan and keeps it when it is the best of its number of restricted weeks. */
  #offer(plan: Uint8Array): number {
    if (!holds(plan, this.#hold)) return Number.POSITIVE_INFINITY;
    this.#course.run(plan);
    const deaths = this.#course.deaths();
    const k = restricted(plan);
    if (deaths < this.#deaths[k]! - GAIN) {
      this.#deaths[k] = deaths;
      this.#best[k] = new Uint8Array(plan);
      this.#fresh.add(k);
    }
    return deaths;
  }

  /** A free start, a closed block, then on and off by turns until the weeks are used up: every such plan. */
  patterns(): void {
    const weeks = this.#problem.weeks;
    const plan = new Uint8Array(weeks);
    const turns = [
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
      [1, 3],
    ].map(([on, off]) => [Math.max(on!, this.#hold), Math.max(off!, this.#hold)] as const);
    for (let start = 0; start <= Math.min(12, weeks); start++)
      for (let block = 0; start + block <= weeks; block++)
        for (const [on, off] of turns) {
          plan.fill(0).fill(1, start, start + block);
          this.#offer(plan);
          for (let at = start + block + off; at < weeks; at += on + off) {
            plan.fill(1, at, at + on);
            this.#offer(plan);
          }
        }
  }

  /** Local search within k restricted weeks from its best plan, then its neighbours with fewer and more weeks. */
  improve(k: number): void {
    this.#fresh.delete(k);
    const best = this.#best[k];
    if (!best) return;
    const plan = new Uint8Array(best);
    this.#descend(plan, this.#deaths[k]!);
    const at = new Uint8Array(plan);
    settings(at, Math.max(1, this.#hold), (each) => {
      this.#offer(each);
      return false;
    });
  }

  #descend(plan: Uint8Array, from: number): number {
    let now = from;
    const better = (each: Uint8Array): boolean => {
      const deaths = this.#offer(each);
      if (deaths >= now - GAIN) return false;
      now = deaths;
      return true;
    };
    const lengths = this.#hold === 1 ? [1, 2] : Array.from({ length: this.#hold + 1 }, (_, i) => i + 1);
    for (;;) {
      if (lengths.some((length) => swaps(plan, length, better))) continue;
      if (shifts(plan, better)) continue;
      return now;
    }
  }

  /** Improves until no number of weeks has a fresh plan. */
  settle(): void {
    for (let left = 8 * this.#best.length; left > 0 && this.#fresh.size > 0; left--)
      this.improve(Math.min(...this.#fresh));
  }

  /** Shakes the best plan of k weeks by a few random swaps or shifts and descends again. */
  shake(k: number, chance: Chance): void {
    const best = this.#best[k];
    if (!best || k === 0 || k === best.length) return;
    const plan = new Uint8Array(best);
    for (let kicks = 2 + chance.below(4), tries = 200; kicks > 0 && tries > 0; tries--) {
      const before = new Uint8Array(plan);
      const length = 1 + chance.below(this.#hold);
      const i = chance.below(plan.length - length + 1);
      const j = chance.below(plan.length - length + 1);
      const mode = plan[i]!;
      if (plan[j] === mode) continue;
      plan.fill(1 - mode, i, i + length).fill(mode, j, j + length);
      if (restricted(plan) === k && holds(plan, this.#hold)) kicks--;
      else plan.set(before);
    }
    this.#descend(plan, this.#offer(plan));
  }

  plans(): PulsePlan[] {
    const course = new Course(this.#problem, beginning(this.#problem), this.#problem.weeks, FIGURE_STEPS);
    return this.#best.filter((plan) => plan !== undefined).map((plan) => figures(course, plan));
  }
}

const restricted = (plan: Uint8Array): number => plan.reduce((sum, each) => sum + each, 0);

function figures(course: Course, plan: Uint8Array): PulsePlan {
  course.run(plan);
  return {
    plan: plan.join(''),
    restrictedWeeks: restricted(plan),
    deaths: course.deaths(),
    lost: course.lost(),
    peakHospital: course.peakHospital(),
  };
}

/** The figures of a plan written as ones and zeros, one a week, worked with fine steps. */
export function workPulses(problem: PulseProblem, plan: string): PulsePlan {
  checkPulses(problem);
  whole('pulses-plan', 'length of the plan', plan.length, problem.weeks, problem.weeks);
  whole('pulses-plan', 'characters of the plan other than 0 and 1', plan.replace(/[01]/g, '').length, 0, 0);
  const course = new Course(problem, beginning(problem), problem.weeks, FIGURE_STEPS);
  return figures(course, Uint8Array.from(plan, Number));
}
