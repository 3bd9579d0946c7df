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

/** Brings the `count` smallest of distinct values to the front, in any order (quickselect: Hoare 1961). */
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
