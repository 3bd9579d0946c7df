import { type LocalArea, susceptibleAtStart } from './local.ts';
import type { ZoneProblem } from './problem.ts';

const POINTS = 26;
const RATIO = 1.5;
const LOG_RATIO = Math.log(RATIO);

/**
 * A lower bound on what the weeks left cost an area, given the infections of the week before: backward induction on a line of
 * infections. Next infections are at least S_low (1 - exp(-r)), with S_low the fewest susceptible any schedule within the cost limit
 * leaves. That rises and is concave, so the least cost is concave in the infections and its chords between the points lie below it.
 * Holds are left out, which only lowers it.
 */
export class TailBound {
  readonly #problem: ZoneProblem;
  readonly #points = new Float64Array(POINTS);
  readonly #values: Float64Array;
  readonly #most: Float64Array;
  readonly #fewest: Float64Array;

  constructor(problem: ZoneProblem) {
    this.#problem = problem;
    this.#values = new Float64Array((problem.weeks + 1) * POINTS);
    this.#most = new Float64Array(problem.weeks + 1);
    this.#fewest = new Float64Array(problem.weeks + 1);
  }

  /** Works the bound for an area: `base` cost of each week and level, `each` cost of an infection of a week, schedules up to `limit`. */
  prepare(local: LocalArea, base: Float64Array, each: Float64Array, limit: number): void {
    const { weeks, levels } = this.#problem;
    let spare = limit;
    for (let week = 0; week < weeks; week++)
      spare -= Math.min(
        ...base.subarray(week * levels.length + local.mildest, week * levels.length + local.strictest + 1),
      );
    const cap = Math.max(0, spare) / Math.max(1e-300, Math.min(...each));
    this.#ranges(local, cap);
    const top = Math.max(1e-6, ...this.#most);
    for (let k = 1; k < POINTS; k++) this.#points[k] = top * RATIO ** (k - POINTS + 1);
    this.#values.fill(0, weeks * POINTS);
    for (let week = weeks - 1; week >= 0; week--)
      for (let k = 0; k < POINTS; k++) {
        let least = Number.POSITIVE_INFINITY;
        for (let level = local.mildest; level <= local.strictest; level++) {
          const growth = local.growth[level]!;
          const risk = growth * (local.kept * this.#points[k]! + local.incoming[week]!);
          const low = this.#fewest[week]!;
          const arising = Math.min(low, low * -Math.expm1(-risk) + local.area.imported);
          least = Math.min(
            least,
            base[week * levels.length + level]! + each[week]! * arising + this.at(week + 1, arising),
          );
        }
        this.#values[week * POINTS + k] = least;
      }
  }

  /** The bound on the cost of this week and all after it. */
  at(week: number, infections: number): number {
    const points = this.#points;
    const first = points[1]!;
    const from = week * POINTS;
    const k = infections <= first ? 0 : 1 + Math.floor(Math.log(infections / first) / LOG_RATIO);
    if (k >= POINTS - 1) return this.#values[from + POINTS - 1]!;
    const [low, high] = [points[k]!, points[k + 1]!];
    const share = Math.max(0, Math.min(1, (infections - low) / (high - low)));
    return this.#values[from + k]! + share * (this.#values[from + k + 1]! - this.#values[from + k]!);
  }

  /** Most infections of the week before each week, and fewest susceptible in it, over schedules whose infections are at most `cap` in all. */
  #ranges(local: LocalArea, cap: number): void {
    const start = susceptibleAtStart(local);
    const growth = local.growth[local.mildest]!;
    let infections = local.area.infections;
    let fewest = start;
    for (let week = 0; week <= this.#problem.weeks; week++) {
      this.#most[week] = week === 0 ? infections : Math.min(infections, cap);
      this.#fewest[week] = Math.max(0, fewest, start - cap);
      if (week === this.#problem.weeks) return;
      const pressure = local.kept * this.#most[week]! + local.incoming[week]!;
      infections = Math.min(start, start * -Math.expm1(-growth * pressure) + local.area.imported);
      fewest -= infections;
    }
  }
}
