import { chiSquareQuantileUpper } from '../numbers/chi-square.ts';
import { normalQuantileUpper } from '../numbers/normal.ts';

/**
 * Interval of a parameter from its signed root deviance z(value), as R's MASS profiles it (Venables & Ripley 2002): z at steps of a fifth of the
 * far end's standard errors until the far end (chance (1 - level)/4), a cubic spline through them read at three times as many
 * points, straight lines between those. Off the exact root by about 1e-6; for tables made with it.
 */
export function profiledInterval(
  z: (value: number) => number,
  best: number,
  standardError: number,
  level: number,
): { low: number; high: number } {
  const far = Math.sqrt(chiSquareQuantileUpper((1 - level) / 4, 1));
  const points: [number, number][] = [[best, 0]];
  for (const side of [-1, 1]) {
    let reached = 0;
    for (let step = 1; step < 10 && Math.abs(reached) < far; step++) {
      const value = best + (side * step * far * standardError) / 5;
      reached = z(value);
      points.push([value, reached]);
    }
  }
  points.sort((a, b) => a[0] - b[0]);
  const x = points.map((each) => each[0]);
  const curve = spline(
    x,
    points.map((each) => each[1]),
  );
  const count = 3 * x.length;
  const grid = Array.from({ length: count }, (_, i) => x[0]! + ((x[x.length - 1]! - x[0]!) * i) / (count - 1));
  const read = grid.map(curve);
  const cut = normalQuantileUpper((1 - level) / 2);
  const at = (wanted: number): number => {
    const i = read.findIndex((each) => each >= wanted);
    if (i <= 0) return Number.NaN;
    const part = (wanted - read[i - 1]!) / (read[i]! - read[i - 1]!);
    return grid[i - 1]! + part * (grid[i]! - grid[i - 1]!);
  };
  return { low: at(-cut), high: at(cut) };
}

/** Cubic spline whose ends follow the cubics through their four nearest points (Forsythe, Malcolm and Moler 1977). */
function spline(x: readonly number[], y: readonly number[]): (at: number) => number {
  const n = x.length;
  const h = Array.from({ length: n - 1 }, (_, i) => x[i + 1]! - x[i]!);
  const slope = h.map((each, i) => (y[i + 1]! - y[i]!) / each);
  const diagonal = Array.from({ length: n }, (_, i) =>
    i === 0 ? -h[0]! : i === n - 1 ? -h[n - 2]! : 2 * (h[i - 1]! + h[i]!),
  );
  const right = Array.from({ length: n }, (_, i) => (i === 0 || i === n - 1 ? 0 : slope[i]! - slope[i - 1]!));
  if (n > 3) {
    const third = (i: number): number => right[i + 1]! / (x[i + 2]! - x[i]!) - right[i]! / (x[i + 1]! - x[i - 1]!);
    right[0] = (third(1) * h[0]! ** 2) / (x[3]! - x[0]!);
    right[n - 1] = (-third(n - 3) * h[n - 2]! ** 2) / (x[n - 1]! - x[n - 4]!);
  }
  for (let i = 1; i < n; i++) {
    const t = h[i - 1]! / diagonal[i - 1]!;
    diagonal[i] = diagonal[i]! - t * h[i - 1]!;
    right[i] = right[i]! - t * right[i - 1]!;
  }
  const bend = [...right];
  bend[n - 1] = right[n - 1]! / diagonal[n - 1]!;
  for (let i = n - 2; i >= 0; i--) bend[i] = (right[i]! - h[i]! * bend[i + 1]!) / diagonal[i]!;
  return (at) => {
    let i = 0;
    while (i < n - 2 && at > x[i + 1]!) i++;
    const d = at - x[i]!;
    const first = slope[i]! - h[i]! * (bend[i + 1]! + 2 * bend[i]!);
    return y[i]! + d * (first + d * (3 * bend[i]! + (d * (bend[i + 1]! - bend[i]!)) / h[i]!));
  };
}
