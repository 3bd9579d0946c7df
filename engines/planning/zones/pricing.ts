import { PlanningFault } from '../fault.ts';
import { infectionCost } from './course.ts';
import { type LocalArea, spread, susceptibleAtStart } from './local.ts';
import type { ZoneProblem } from './problem.ts';
import { TailBound } from './tail.ts';

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
 * The schedules of one area that are cheapest at the prices, exactly: depth-first over levels week by week, keeping the hold, cutting a
 * branch when what is spent and the least the weeks left can cost (`TailBound`) reach the best found.
 */
export class Pricer {
  readonly #problem: ZoneProblem;
  readonly #base: Float64Array;
  readonly #each: Float64Array;
  readonly #tail: TailBound;
  readonly #path: Uint8Array;
  readonly #best: Uint8Array;
  #found: Uint8Array[] | undefined;
  #most = 0;
  #local!: LocalArea;
  #bestCost = 0;
  #nodes = 0;

  constructor(problem: ZoneProblem) {
    this.#problem = problem;
    this.#base = new Float64Array(problem.weeks * problem.levels.length);
    this.#each = new Float64Array(problem.weeks);
    this.#tail = new TailBound(problem);
    this.#path = new Uint8Array(problem.weeks);
    this.#best = new Uint8Array(problem.weeks);
  }

  /**
   * The cheapest schedule; undefined when holds and bounds leave the area none. `costWeight` 0 looks at capacities only; `hint` is a
   * schedule allowed for this area: the better it is, the more branches are cut.
   */
  cheapest(local: LocalArea, prices: AreaPrices, costWeight = 1, hint?: Uint8Array): PricedSchedule | undefined {
    this.#price(local, prices, costWeight);
    this.#bestCost = Number.POSITIVE_INFINITY;
    if (hint) this.#try(hint);
    if (local.area.heldWeeks >= this.#problem.hold)
      for (let level = local.mildest; level <= local.strictest; level++) this.#try(this.#path.fill(level));
    this.#search();
    if (this.#bestCost === Number.POSITIVE_INFINITY) return undefined;
    return { levels: this.#best.slice(), cost: this.#bestCost };
  }

  /** Every schedule that costs less than `cost` at the prices; undefined when there are more than `most`. */
  within(local: LocalArea, prices: AreaPrices, cost: number, most: number): Uint8Array[] | undefined {
    this.#price(local, prices, 1);
    this.#bestCost = cost;
    this.#most = most;
    this.#found = [];
    this.#search();
    const found = this.#found;
    this.#found = undefined;
    return found.length > most ? undefined : found;
  }

  #search(): void {
    const local = this.#local;
    const { area } = local;
    this.#nodes = 0;
    this.#tail.prepare(local, this.#base, this.#each, this.#bestCost);
    this.#descend(0, area.level, area.heldWeeks, susceptibleAtStart(local), area.infections, 0);
  }

  /** Takes a schedule known to be allowed as the best so far, if it is. */
  #try(levels: Uint8Array): void {
    let susceptible = susceptibleAtStart(this.#local);
    let { infections } = this.#local.area;
    let cost = 0;
    for (let week = 0; week < levels.length; week++) {
      infections = spread(this.#local, levels[week]!, week, susceptible, infections);
      susceptible -= infections;
      cost += this.#base[week * this.#problem.levels.length + levels[week]!]! + this.#each[week]! * infections;
    }
    if (cost >= this.#bestCost) return;
    this.#best.set(levels);
    this.#bestCost = cost;
  }

  #price(local: LocalArea, prices: AreaPrices, costWeight: number): void {
    const { weeks, levels, stayWeeks, bedShare, testsPerInfection, teamsPerInfection } = this.#problem;
    this.#local = local;
    for (let week = weeks - 1; week >= 0; week--) {
      for (let level = local.mildest; level <= local.strictest; level++)
        this.#base[week * levels.length + level] =
          costWeight * local.cost[level]! +
          prices.teams[week]! * local.teams[level]! +
          prices.tests[week]! * local.tests[level]!;
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
      if (cost + this.#tail.at(week + 1, arising) >= this.#bestCost) continue;
      this.#path[week] = next;
      this.#descend(week + 1, next, next === level ? held + 1 : 1, susceptible - arising, arising, cost);
    }
  }
}
