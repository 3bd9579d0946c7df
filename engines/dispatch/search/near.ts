import type { Model } from '../model/model.ts';

/** For each job node the `size` nearest other job nodes by cost (the cheaper way, first kind of vehicle), nearest first, [node * size + k]. */
export function nearest(model: Model, size: number): Int32Array {
  const { nodes, places } = model;
  const [costs, into] = [model.cost[0]!, model.costInto[0]!];
  const near = new Int32Array(nodes * size);
  const key = new Float64Array(nodes);
  const first = key.subarray(0, Math.min(nodes, size + 1));
  for (let i = 0; i < nodes; i++) {
    // Cost and node in one number: a sort without a comparison function is many times faster.
    for (let j = 0; j < nodes; j++)
      key[j] = j === i ? -1 : Math.min(costs[i * places + j]!, into[i * places + j]!) * nodes + j;
    gather(key, first.length);
    first.sort();
    for (let k = 0; k < size; k++) near[i * size + k] = first[k + 1]! % nodes;
  }
  return near;
}

/** Nodes beside which a visit's places are looked at first, [node * size + k], best first; -1 ends a row that has fewer. */
export interface Beside {
  size: number;
  /** Nodes it may go right behind. */
  behind: Int32Array;
  /** Nodes it may go right ahead of. */
  ahead: Int32Array;
  /** Cost units and seconds of the arc between, by the first kind of vehicle: one line of memory where the matrices take many. */
  behindCost: Int32Array;
  behindTime: Int32Array;
  aheadCost: Int32Array;
  aheadTime: Int32Array;
}

/** What a second of waiting that cannot be avoided weighs beside one of travel (Vidal, Crainic, Gendreau & Prins 2013: 0.2). */
const waiting = 0.2;

/**
 * For each node its `size` best predecessors and successors of its `width` nearest, by cost and by waiting that no choice of times avoids; none that
 * time windows rule out ("correlated" nodes: Vidal, Crainic, Gendreau & Prins 2013).
 */
export function besides(model: Model, near: Int32Array, width: number, size: number): Beside {
  const { nodes, places, opens, closes, service } = model;
  const [costs, into, times, timesInto] = [model.cost[0]!, model.costInto[0]!, model.time[0]!, model.timeInto[0]!];
  const [behind, ahead] = [new Int32Array(nodes * size).fill(-1), new Int32Array(nodes * size).fill(-1)];
  const column = () => new Int32Array(nodes * size);
  const [behindCost, behindTime, aheadCost, aheadTime] = [column(), column(), column(), column()];
  const second = model.timed && size > 0 ? waiting * rateOf(model) : 0;
  const [before, after] = [new Float64Array(width), new Float64Array(width)];
  /** Weight of j right after i, which takes so long and costs so much. */
  const weight = (i: number, j: number, seconds: number, cost: number): number => {
    const away = service[i]! + seconds;
    if (model.timed && opens[i]! + away > closes[j]!) return Infinity;
    return Math.round(cost + second * Math.max(0, opens[j]! - closes[i]! - away));
  };
  const fill = (list: Int32Array, node: number, key: Float64Array, units: Int32Array, seconds: Int32Array) => {
    key.sort();
    for (let k = 0; k < size && key[k]! < Infinity; k++) {
      const other = key[k]! % nodes;
      const at = node * places + other;
      list[node * size + k] = other;
      units[node * size + k] = (list === behind ? into : costs)[at]!;
      seconds[node * size + k] = (list === behind ? timesInto : times)[at]!;
    }
  };
  for (let node = 0; size > 0 && node < nodes; node++) {
    for (let k = 0; k < width; k++) {
      const other = near[node * width + k]!;
      const at = node * places + other;
      before[k] = weight(other, node, timesInto[at]!, into[at]!) * nodes + other;
      after[k] = weight(node, other, times[at]!, costs[at]!) * nodes + other;
    }
    fill(behind, node, before, behindCost, behindTime);
    fill(ahead, node, after, aheadCost, aheadTime);
  }
  return { size, behind, ahead, behindCost, behindTime, aheadCost, aheadTime };
}

/** Cost units of a second on the way, on average over the first kind's arcs. */
function rateOf({ nodes, places, cost, time }: Model): number {
  let [units, seconds] = [0, 1];
  const step = Math.max(1, Math.floor(nodes / 100));
  for (let i = 0; i < nodes; i += step) {
    for (let j = 0; j < nodes; j++) {
      units += cost[0]![i * places + j]!;
      seconds += time[0]![i * places + j]!;
    }
  }
  return units / seconds;
}

/** Brings the `count` smallest values to the front, in any order (quickselect: Hoare 1961). */
function gather(values: Float64Array, count: number) {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const other = values[i]!;
      values[i++] = values[j]!;
      values[j--] = other;
    }
    if (count <= j) high = j;
    else if (count >= i) low = i;
    else return;
  }
}
