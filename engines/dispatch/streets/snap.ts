import { METRES_A_DEGREE, metresBetween, narrowing } from './globe.ts';
import type { StreetGraph } from './graph.ts';

/** A point on a street: the edge, the share of it that lies behind (0 at `from`, 1 at `to`), and metres off the street. */
export interface Footing {
  edge: number;
  share: number;
  off: number;
}

/** Finds the nearest point of the network to degrees. Throws `point-invalid` on anything that is no place on earth. */
export type Snapper = (lat: number, lon: number) => Footing;

/** Cells hold two or three pieces of street each; the number bounds memory on maps with far outliers. */
const MOST_CELLS = 1 << 22;

/**
 * A grid over the straight pieces of all edges that can be begun on. A search goes outward ring by ring until no nearer piece is
 * possible; distances on the plane around the asked point, which is exact to a centimetre within some kilometres.
 */
export function snapper(graph: StreetGraph): Snapper {
  const { lat, lon, shapeFrom, shape } = graph;
  const pieces: number[] = [];
  const edgeOf: number[] = [];
  let south = 90;
  let north = -90;
  let west = 180;
  let east = -180;
  for (let edge = 0; edge < graph.from.length; edge++) {
    if (graph.reached[edge] === 0) continue;
    for (let n = shapeFrom[edge]!; n < shapeFrom[edge + 1]! - 1; n++) {
      pieces.push(n);
      edgeOf.push(edge);
      for (const node of [shape[n]!, shape[n + 1]!]) {
        south = Math.min(south, lat[node]!);
        north = Math.max(north, lat[node]!);
        west = Math.min(west, lon[node]!);
        east = Math.max(east, lon[node]!);
      }
    }
  }
  if (pieces.length === 0)
    throw new Error('streets-unconnected: no two junctions of the map reach each other. Take a larger map.');
  const narrow = narrowing((south + north) / 2);
  const height = Math.max(1e-6, (north - south) * METRES_A_DEGREE);
  const width = Math.max(1e-6, (east - west) * METRES_A_DEGREE * narrow);
  const cell = Math.max(
    1,
    Math.sqrt((2 * height * width) / pieces.length),
    Math.sqrt((height * width) / MOST_CELLS),
    Math.max(height, width) / 8192,
  );
  const rows = Math.floor(height / cell) + 1;
  const columns = Math.floor(width / cell) + 1;
  const rowOf = (y: number): number => clamp(Math.floor(((y - south) * METRES_A_DEGREE) / cell), rows);
  const columnOf = (x: number): number => clamp(Math.floor(((x - west) * METRES_A_DEGREE * narrow) / cell), columns);
  const start = new Int32Array(rows * columns + 1);
  const each = (take: (cell: number, piece: number) => void): void => {
    for (let piece = 0; piece < pieces.length; piece++) {
      const a = shape[pieces[piece]!]!;
      const b = shape[pieces[piece]! + 1]!;
      const [low, high] = ends(rowOf(lat[a]!), rowOf(lat[b]!));
      const [left, right] = ends(columnOf(lon[a]!), columnOf(lon[b]!));
      for (let row = low; row <= high; row++)
        for (let column = left; column <= right; column++) take(row * columns + column, piece);
    }
  };
  each((at) => {
    start[at + 1]!++;
  });
  for (let n = 0; n < rows * columns; n++) start[n + 1]! += start[n]!;
  const at = start.slice();
  const held = new Int32Array(start.at(-1)!);
  each((here, piece) => {
    held[at[here]!++] = piece;
  });

  return (y, x) => {
    if (!(Math.abs(y) <= 90 && Math.abs(x) <= 180))
      throw new Error(`point-invalid: latitude ${y}, longitude ${x}. Latitude is -90 to 90, longitude -180 to 180.`);
    const row = rowOf(y);
    const column = columnOf(x);
    const here = narrowing(y) * METRES_A_DEGREE;
    let best = Number.POSITIVE_INFINITY;
    let piece = -1;
    let share = 0;
    const look = (r: number, c: number): void => {
      if (r < 0 || c < 0 || r >= rows || c >= columns) return;
      for (let n = start[r * columns + c]!; n < start[r * columns + c + 1]!; n++) {
        const candidate = held[n]!;
        const a = shape[pieces[candidate]!]!;
        const b = shape[pieces[candidate]! + 1]!;
        const ax = (lon[a]! - x) * here;
        const ay = (lat[a]! - y) * METRES_A_DEGREE;
        const dx = (lon[b]! - lon[a]!) * here;
        const dy = (lat[b]! - lat[a]!) * METRES_A_DEGREE;
        const length = dx * dx + dy * dy;
        const t = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
        const off = (ax + t * dx) ** 2 + (ay + t * dy) ** 2;
        if (off < best || (off === best && candidate < piece)) {
          best = off;
          piece = candidate;
          share = t;
        }
      }
    };
    // A point beyond the map's edge stands in the nearest border cell: rings are counted from there.
    for (let ring = 0; ring <= Math.max(rows, columns); ring++) {
      const beyond = (ring - 1) * cell * Math.min(1, here / (narrow * METRES_A_DEGREE));
      if (piece !== -1 && beyond > 0 && beyond * beyond > best) break;
      if (ring === 0) look(row, column);
      for (let d = -ring; d < ring; d++) {
        look(row - ring, column + d);
        look(row + d, column + ring);
        look(row + ring, column - d);
        look(row - d, column - ring);
      }
    }
    const edge = edgeOf[piece]!;
    return { edge, share: shareAt(graph, edge, pieces[piece]!, share), off: Math.sqrt(best) };
  };
}

/** Share of the edge's length that lies behind a point on the piece at `shape[piece]`. */
function shareAt(graph: StreetGraph, edge: number, piece: number, share: number): number {
  let behind = 0;
  let whole = 0;
  for (let n = graph.shapeFrom[edge]!; n < graph.shapeFrom[edge + 1]! - 1; n++) {
    const a = graph.shape[n]!;
    const b = graph.shape[n + 1]!;
    const metres = metresBetween(graph.lat[a]!, graph.lon[a]!, graph.lat[b]!, graph.lon[b]!);
    whole += metres;
    behind += n < piece ? metres : n === piece ? metres * share : 0;
  }
  return whole === 0 ? 0 : Math.min(1, behind / whole);
}

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
const ends = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a]);
