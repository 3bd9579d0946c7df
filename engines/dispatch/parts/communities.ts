/**
 * Splits stops into neighbourhoods of at most `most` by halving the wider side again and again (k-d bisection, Bentley 1975). Returns the number
 * of each stop's part, from 0; parts next to each other have numbers next to each other. x and y in metres or any equal units. Throws
 * `parts-most` when `most` is below 1.
 */
export function communities(x: ArrayLike<number>, y: ArrayLike<number>, most: number): Int32Array {
  if (!(most >= 1)) throw new Error(`parts-most: ${most} stops a part. Allow at least 1.`);
  const part = new Int32Array(x.length);
  let parts = 0;
  const halve = (stops: number[]): void => {
    const count = Math.ceil(stops.length / most);
    if (count <= 1) {
      for (const stop of stops) part[stop] = parts;
      if (stops.length > 0) parts++;
      return;
    }
    const side = spread(x, stops) >= spread(y, stops) ? x : y;
    stops.sort((a, b) => side[a]! - side[b]! || a - b);
    const cut = Math.round((stops.length * Math.floor(count / 2)) / count);
    halve(stops.slice(0, cut));
    halve(stops.slice(cut));
  };
  halve(Array.from(part.keys()));
  return part;
}

function spread(side: ArrayLike<number>, stops: readonly number[]): number {
  let [least, most] = [Infinity, -Infinity];
  for (const stop of stops) {
    least = Math.min(least, side[stop]!);
    most = Math.max(most, side[stop]!);
  }
  return most - least;
}

/**
 * Shares vehicles out among parts in proportion to their stops (largest remainders), at least one to each part while there are enough; vehicles
 * in the order given. Returns each vehicle's part.
 */
export function shareVehicles(vehicles: number, stops: readonly number[]): Int32Array {
  const total = stops.reduce((sum, count) => sum + count, 0);
  const exact = stops.map((count) => (total === 0 ? 0 : (count / total) * vehicles));
  const share = exact.map((value) => Math.floor(value));
  const rest = exact.map((value, p) => ({ p, more: share[p] === 0 ? 1 + value : value - share[p]! }));
  rest.sort((a, b) => b.more - a.more || a.p - b.p);
  let left = vehicles - share.reduce((sum, count) => sum + count, 0);
  for (let k = 0; left > 0 && rest.length > 0; k = (k + 1) % rest.length, left--) share[rest[k]!.p]!++;
  return Int32Array.from(share.flatMap((count, p) => Array.from({ length: count }, () => p)));
}
