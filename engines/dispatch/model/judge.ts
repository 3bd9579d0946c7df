import type { Problem } from '../problem.ts';
import type { Model } from './model.ts';
import { type Leg, legsOf, reloadLeg } from './sheet.ts';
import { timetabler } from './timetable.ts';
import { never } from './windows.ts';

export interface Judge {
  /** Cost units of a round beyond what its arcs and its vehicle cost; Infinity when a rule is broken. */
  price(v: number, row: Int32Array, count: number): number;
  /** Cost units that waiting less could save on the round judged last. */
  saving(v: number): number;
  /** When the node's service begins on the round judged last. */
  begins(node: number): number;
}

/**
 * Judges rounds of the search by their timetable. `place` is the search's own, where reloads in use have their places; `opens` and
 * `closes` its times, where pairs are bound.
 */
export function judgeOf(
  problem: Problem,
  model: Model,
  place: Int32Array,
  opens: Int32Array,
  closes: Int32Array,
): Judge {
  const { timetable, toll, beginsOf } = timetabler(problem, false);
  const { nodes, places, jobOf, partner } = model;
  const legs = legsOf(problem, model.order);
  const points = pointsOf(problem, model, legs);
  const bound = partner.length > 0;
  let last: number[] = [];

  function price(v: number, row: Int32Array, count: number): number {
    const round: Leg[] = [];
    const bounds: { from: number[]; to: number[] } = { from: [], to: [] };
    const costs = model.cost[model.kind[v]!]!;
    let arcs = 0;
    let at = place[nodes + 2 * v]!;
    last = [];
    for (let i = 0; i < count; i++) {
      const node = row[i]!;
      last.push(node);
      round.push(node < nodes ? legs[node]! : reloadLeg(points[place[node]!]!, model.reloading[v]!, model.dimensions));
      if (bound) {
        const held = node < nodes && partner[jobOf[node]!]! >= 0;
        bounds.from.push(held ? opens[node]! : -never);
        bounds.to.push(held ? closes[node]! : never);
      }
      arcs += costs[at * places + place[node]!]!;
      at = place[node]!;
    }
    arcs += costs[at * places + place[nodes + 2 * v + 1]!]!;
    if (timetable(problem.vehicles[v]!, round, bound ? bounds : undefined)) return Infinity;
    return (toll.hours + toll.distance + toll.outside + toll.urgency) * model.unit - arcs;
  }

  const saving = (v: number) => toll.idle * model.waiting[v]!;

  return { price, saving, begins: (node) => beginsOf(last.indexOf(node)) };
}

/** Point of each place; -1: open. */
export function pointsOf(problem: Problem, model: Model, legs: readonly Leg[]): Int32Array {
  const points = new Int32Array(model.places).fill(-1);
  legs.forEach((leg, node) => {
    points[node] = leg.stop.point;
  });
  problem.vehicles.forEach((one, v) => {
    points[model.place[model.nodes + 2 * v]!] = one.start ?? -1;
    points[model.place[model.nodes + 2 * v + 1]!] = one.end ?? -1;
    one.reload?.points.forEach((point, r) => {
      points[model.reloads[v]![r]!] = point;
    });
  });
  return points;
}
