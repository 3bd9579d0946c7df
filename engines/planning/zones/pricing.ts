import { PlanningFault } from '../fault.ts';
import { infectionCost } from './course.ts';
import { type LocalArea, spread, susceptibleAtStart } from './local.ts';
import type { ZoneProblem } from './problem.ts';

/** Price of one unit of each capacity in each week for the pool an area draws on. */
export interface AreaPrices {
  teams: Float64Array;
  tests: Float64Array;
  beds: Float64Array;
}

export interface PricedSchedule {
  levels: Uint8Array;
  /** Cost with the capacities it asks for paid at their prices. */
  cost: number;
}

/** Most nodes of the tree of schedules looked at for one area before the problem is refused as too long. */
const MOST_NODES = 50_000_000;

/**
 * The schedule of one area that is cheapest at the prices, exactly: depth-first over levels week by week, keeping the hold, cutting
 * a branch when what is spent and the least the rest can cost reach the best found. `costWeight` 0 looks at capacities only;
 * `hint` is a schedule allowed for this area.
 */
export class Pricer {
  readonly #problem: ZoneProblem;
  readonly #base: Float64Array;
  readonly #each: Float64Array;
  readonly #least: Float64Array;
  readonly #path: Uint8Array;
  readonly #best: Uint8Array;
  #local!: LocalArea;
  #bestCost = 0;
  #found: Uint8Array[] | undefined;
  #most = 0;
  #nodes = 0;

  constructor(problem: ZoneProblem) {
    this.#problem = problem;
    this.#base = new Float64Array(problem.weeks * problem.levels.length);
    this.#each = new Float64Array(problem.weeks);
    this.#least = new Float64Array(problem.weeks + 1);
    this.#path = new Uint8Array(problem.weeks);
    this.#best = new Uint8Array(problem.weeks);
  }

  /** The cheapest schedule; undefined when holds and bounds leave the area none. */
  cheapest(local: LocalArea, prices: AreaPrices, costWeight = 1, hint?: Uint8Array): PricedSchedule | undefined {
    this.#local = local;
    this.#price(local, prices, costWeight);
    this.#bestCost = Number.POSITIVE_INFINITY;
    this.#nodes = 0;
    if (hint) this.#begin(hint);
    const { area } = local;
    this.#descend(0, area.level, area.heldWeeks, susceptibleAtStart(local), area.infections, 0);
    if (this.#bestCost === Number.POSITIVE_INFINITY) return undefined;
    return { levels: this.#best.slice(), cost: this.#bestCost };
  }

  /** Every schedule that costs at most `cost` at the prices; undefined when there are more than `most`. */
  within(local: LocalArea, prices: AreaPrices, cost: number, most: number): Uint8Array[] | undefined {
    this.#local = local;
    this.#price(local, prices, 1);
    this.#bestCost = cost;
    this.#nodes = 0;
    this.#most = most;
    this.#found = [];
    const { area } = local;
    this.#descend(0, area.level, area.heldWeeks, susceptibleAtStart(local), area.infections, 0);
    const found = this.#found;
    this.#found = undefined;
    return found.length > most ? undefined : found;
  }

  /** A schedule known to be allowed is the first best: the better it is, the more branches are cut. */
  #begin(hint: Uint8Array): void {
    let susceptible = susceptibleAtStart(this.#local);
    let { infections } = this.#local.area;
    let cost = 0;
    for (let week = 0; week < hint.length; week++) {
      infections = spread(this.#local, hint[week]!, week, susceptible, infections);
      susceptible -= infections;
      cost += this.#base[week * this.#problem.levels.length + hint[week]!]! + this.#each[week]! * infections;
    }
    this.#best.set(hint);
    this.#bestCost = cost;
  }

  #price(local: LocalArea, prices: AreaPrices, costWeight: number): void {
    const { weeks, levels, stayWeeks, bedShare, testsPerInfection, teamsPerInfection } = this.#problem;
    this.#least[weeks] = 0;
    for (let week = weeks - 1; week >= 0; week--) {
      let least = Number.POSITIVE_INFINITY;
      for (let level = local.mildest; level <= local.strictest; level++) {
        const cost =
          costWeight * local.cost[level]! +
          prices.teams[week]! * local.teams[level]! +
          prices.tests[week]! * local.tests[level]!;
        this.#base[week * levels.length + level] = cost;
        least = Math.min(least, cost);
      }
      this.#least[week] = this.#least[week + 1]! + least;
      let each =
        costWeight * infectionCost(this.#problem, week) +
        prices.tests[week]! * testsPerInfection +
        prices.teams[week]! * teamsPerInfection;
      for (let stay = week; stay < Math.min(weeks, week + stayWeeks); stay++) each += bedShare * prices.beds[stay]!;
      this.#each[week] = each;
    }
  }

  #descend(week: number, level: number, held: number, susceptible: number, infections: number, spent: number): void {
    const problem = this.#problem;
    if (week === problem.weeks) {
      if (this.#found) this.#found.push(this.#path.slice());
      else if (spent < this.#bestCost) {
        this.#bestCost = spent;
        this.#best.set(this.#path);
      }
      return;
    }
    if (this.#found && this.#found.length > this.#most) return;
    if (this.#nodes++ > MOST_NODES)
      throw new PlanningFault(
        'zones-size',
        `${problem.weeks} weeks of ${problem.levels.length} levels held ${problem.hold} weeks are too many schedules. Plan fewer weeks or hold longer.`,
      );
    const free = held >= problem.hold;
    const from = free ? this.#local.mildest : Math.max(level, this.#local.mildest);
    const to = free ? this.#local.strictest : Math.min(level, this.#local.strictest);
    for (let next = from; next <= to; next++) {
      const arising = spread(this.#local, next, week, susceptible, infections);
      const cost = spent + this.#base[week * problem.levels.length + next]! + this.#each[week]! * arising;
      if (cost + this.#least[week + 1]! + this.#sure(week + 1, susceptible - arising, arising) >= this.#bestCost)
        continue;
      this.#path[week] = next;
      this.#descend(week + 1, next, next === level ? held + 1 : 1, susceptible - arising, arising, cost);
    }
  }
  /** Cost of the infections of a week that even the strictest level cannot prevent. */
  #sure(week: number, susceptible: number, infections: number): number {
    if (week === this.#problem.weeks) return 0;
    return this.#each[week]! * spread(this.#local, this.#local.strictest, week, susceptible, infections);
  }
}
