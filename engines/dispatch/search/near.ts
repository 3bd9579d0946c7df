import type { Model } from '../model/model.ts';

/** For each job node the `size` nearest other job nodes by cost (either way, cheapest kind first), nearest first, [node * size + k]. */
export function nearest(model: Model, size: number): Int32Array {
  const { nodes, places } = model;
  const [costs, into] = [model.cost[0]!, model.costInto[0]!];
  const near = new Int32Array(nodes * size);
  const order = new Int32Array(nodes);
  const key = new Float64Array(nodes);
  for (let i = 0; i < nodes; i++) {
    for (let j = 0; j < nodes; j++) {
      order[j] = j;
      key[j] = j === i ? -1 : Math.min(costs[i * places + j]!, into[i * places + j]!);
    }
    order.sort((a, b) => key[a]! - key[b]! || a - b);
    for (let k = 0; k < size; k++) near[i * size + k] = order[k + 1]!;
  }
  return near;
}
