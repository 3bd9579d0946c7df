import type { Model } from '../model/model.ts';

/** For each job node the `size` nearest other job nodes by cost (the cheaper way, first kind of vehicle), nearest first, [node * size + k]. */
export function nearest(model: Model, size: number): Int32Array {
  const { nodes, places } = model;
  const [costs, into] = [model.cost[0]!, model.costInto[0]!];
  const near = new Int32Array(nodes * size);
  const key = new Float64Array(nodes);
  for (let i = 0; i < nodes; i++) {
    // Cost and node in one number: a sort without a comparison function is many times faster.
    for (let j = 0; j < nodes; j++)
      key[j] = j === i ? -1 : Math.min(costs[i * places + j]!, into[i * places + j]!) * nodes + j;
    key.sort();
    for (let k = 0; k < size; k++) near[i * size + k] = key[k + 1]! % nodes;
  }
  return near;
}
