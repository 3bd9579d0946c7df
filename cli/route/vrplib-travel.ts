import type { Travel } from '../../engines/dispatch/index.ts';
import { type Rounding, scaled } from './benchmark.ts';

/** A parsed VRPLIB file: `KEY : value` lines and sections of numbers. */
export interface Sheet {
  keys: Map<string, string>;
  sections: Map<string, number[][]>;
}

type Apart = (x: number, y: number, u: number, v: number) => number;

/** The earth's radius in km, and the pi that TSPLIB counts by (Reinelt 1995). */
const RADIUS = 6378.388;
// biome-ignore lint/suspicious/noApproximativeNumericConstant: the published distances are by this value
const PI = 3.141592;

const radians = (value: number): number => {
  const degrees = Math.trunc(value);
  return (PI * (degrees + (5 * (value - degrees)) / 3)) / 180;
};

/** Distances between coordinates by EDGE_WEIGHT_TYPE (TSPLIB 95). All but EUC_2D are whole by definition. */
const aparts: Record<string, Apart> = {
  EUC_2D: (x, y, u, v) => Math.hypot(x - u, y - v),
  CEIL_2D: (x, y, u, v) => Math.ceil(Math.hypot(x - u, y - v)),
  FLOOR_2D: (x, y, u, v) => Math.floor(Math.hypot(x - u, y - v)),
  MAN_2D: (x, y, u, v) => Math.round(Math.abs(x - u) + Math.abs(y - v)),
  MAX_2D: (x, y, u, v) => Math.max(Math.round(Math.abs(x - u)), Math.round(Math.abs(y - v))),
  ATT: (x, y, u, v) => Math.ceil(Math.sqrt(((x - u) ** 2 + (y - v) ** 2) / 10)),
  GEO: (x, y, u, v) => {
    const [a, b, c, d] = [radians(x), radians(y), radians(u), radians(v)];
    const q = [Math.cos(b - d), Math.cos(a - c), Math.cos(a + c)] as const;
    const angle = Math.acos(Math.min(1, 0.5 * ((1 + q[0]) * q[1] - (1 - q[0]) * q[2])));
    return x === u && y === v ? 0 : Math.trunc(RADIUS * angle + 1);
  },
};

/** Which half of a symmetric matrix a format writes, row by row; `COL` formats are the other half's rows. */
const halves: Record<string, (a: number, b: number) => boolean> = {
  FULL_MATRIX: () => true,
  LOWER_ROW: (a, b) => b < a,
  LOWER_DIAG_ROW: (a, b) => b <= a,
  UPPER_ROW: (a, b) => b > a,
  UPPER_DIAG_ROW: (a, b) => b >= a,
  LOWER_COL: (a, b) => b > a,
  LOWER_DIAG_COL: (a, b) => b >= a,
  UPPER_COL: (a, b) => b < a,
  UPPER_DIAG_COL: (a, b) => b <= a,
};

/** The matrix of a file: one unit of distance takes one of time. Throws `benchmark-unsupported` and `benchmark-broken`. */
export function travelOf({ keys, sections }: Sheet, size: number, rounding: Rounding): Travel {
  const type = keys.get('EDGE_WEIGHT_TYPE') ?? 'EUC_2D';
  const duration = new Int32Array(size * size);
  if (type === 'EXPLICIT') {
    const format = keys.get('EDGE_WEIGHT_FORMAT') ?? 'FULL_MATRIX';
    const half = halves[format];
    if (!half)
      throw new Error(
        `benchmark-unsupported: EDGE_WEIGHT_FORMAT ${format}. Known are ${Object.keys(halves).join(', ')}.`,
      );
    const flat = (sections.get('EDGE_WEIGHT') ?? []).flat();
    let at = 0;
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) {
        if (!half(a, b)) continue;
        // From a place to itself is no way: what stands on the diagonal (often a large number) does not count.
        const value = a === b ? 0 : scaled(flat[at] ?? 0, rounding);
        at++;
        duration[a * size + b] = value;
        if (format !== 'FULL_MATRIX') duration[b * size + a] = value;
      }
    }
    if (flat.length !== at)
      throw new Error(
        `benchmark-broken: EDGE_WEIGHT_FORMAT ${format} of ${size} points needs ${at} numbers, there are ${flat.length}.`,
      );
    return { duration, distance: duration };
  }
  const apart = aparts[type];
  if (!apart)
    throw new Error(
      `benchmark-unsupported: EDGE_WEIGHT_TYPE ${type}. Known are ${Object.keys(aparts).join(', ')}, EXPLICIT.`,
    );
  const coords = sections.get('NODE_COORD') ?? [];
  if (coords.length !== size || coords.some((row) => row.length !== 3))
    throw new Error(`benchmark-broken: ${coords.length} coordinates for dimension ${size}: number, x and y of each.`);
  const byId = [...coords].sort((a, b) => a[0]! - b[0]!);
  byId.forEach(([, x, y], a) => {
    byId.forEach(([, u, v], b) => {
      duration[a * size + b] = scaled(apart(x!, y!, u!, v!), rounding);
    });
  });
  return { duration, distance: duration };
}
