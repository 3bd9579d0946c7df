import { connected } from './connected.ts';
import { metresBetween } from './globe.ts';
import type { Mode } from './modes.ts';
import { type Passable, passable, stops } from './passable.ts';
import { weigh } from './weight.ts';

/** Streets as an extract holds them: points in degrees (WGS 84), ways over them, and what stands in the way. */
export interface StreetMap {
  lat: Float64Array;
  lon: Float64Array;
  ways: { id: number; nodes: Int32Array; tags: Record<string, string> }[];
  points: { node: number; tags: Record<string, string> }[];
}

/**
 * Streets of one mode: junctions and the edges between them. `forward` and `backward` are weights (weight.ts) along and
 * against the edge, Infinity where it is closed. The shape of edge e is `shape[shapeFrom[e]] .. shape[shapeFrom[e+1] - 1]`, indices of
 * `lat` and `lon`, both ends included.
 */
export interface StreetGraph {
  lat: Float64Array;
  lon: Float64Array;
  junctions: number;
  from: Int32Array;
  to: Int32Array;
  forward: Float64Array;
  backward: Float64Array;
  /** Id of the way an edge is of. */
  way: Float64Array;
  shapeFrom: Int32Array;
  shape: Int32Array;
  /** 1 where an edge is of a part of the network large enough to begin and end on. */
  reached: Uint8Array;
}

/**
 * The street graph of a mode. Ways are cut at junctions, at their ends and at barriers; a barrier that stops the mode cuts the way
 * apart. Throws `streets-none` when the mode may use no way of the map.
 */
export function streetGraph(map: StreetMap, mode: Mode): StreetGraph {
  const open: { way: StreetMap['ways'][number]; speeds: Passable }[] = [];
  for (const way of map.ways) {
    const speeds = passable(way.tags, mode);
    if (speeds.along > 0 || speeds.against > 0) open.push({ way, speeds });
  }
  if (open.length === 0)
    throw new Error('streets-none: the mode may use no street of the map. Take another mode or map.');
  const barred = new Uint8Array(map.lat.length);
  for (const { node, tags } of map.points) if (stops(tags, mode)) barred[node] = 1;

  const uses = new Uint8Array(map.lat.length);
  for (const { way } of open) {
    const { nodes } = way;
    for (const node of nodes) uses[node] = Math.min(2, uses[node]! + 1);
    uses[nodes[0]!] = 2;
    uses[nodes.at(-1)!] = 2;
  }
  const junction = new Int32Array(map.lat.length).fill(-1);
  let junctions = 0;
  const junctionOf = (node: number): number => {
    // Each arrival at a barrier is a dead end of its own.
    if (barred[node] === 1) return junctions++;
    if (junction[node] === -1) junction[node] = junctions++;
    return junction[node]!;
  };
  const from: number[] = [];
  const to: number[] = [];
  const forward: number[] = [];
  const backward: number[] = [];
  const ids: number[] = [];
  const shapeFrom: number[] = [0];
  const shape: number[] = [];
  for (const { way, speeds } of open) {
    const { nodes } = way;
    const perMetre = pace(map, nodes, speeds);
    let begun = 0;
    for (let at = 1; at < nodes.length; at++) {
      const node = nodes[at]!;
      if (uses[node] !== 2 && barred[node] === 0 && at < nodes.length - 1) continue;
      const metres = lengthOf(map, nodes, begun, at);
      from.push(junctionOf(nodes[begun]!));
      to.push(junctionOf(node));
      forward.push(perMetre.along === 0 ? Number.POSITIVE_INFINITY : weigh(metres * perMetre.along, metres));
      backward.push(perMetre.against === 0 ? Number.POSITIVE_INFINITY : weigh(metres * perMetre.against, metres));
      ids.push(way.id);
      for (let n = begun; n <= at; n++) shape.push(nodes[n]!);
      shapeFrom.push(shape.length);
      begun = at;
    }
  }
  const graph: StreetGraph = {
    lat: map.lat,
    lon: map.lon,
    junctions,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    forward: Float64Array.from(forward),
    backward: Float64Array.from(backward),
    way: Float64Array.from(ids),
    shapeFrom: Int32Array.from(shapeFrom),
    shape: Int32Array.from(shape),
    reached: new Uint8Array(from.length),
  };
  graph.reached.set(connected(graph));
  return graph;
}

/** Seconds a metre along and against; 0 where closed. */
function pace(map: StreetMap, nodes: Int32Array, speeds: Passable): { along: number; against: number } {
  if (speeds.seconds !== undefined) {
    const each = speeds.seconds / Math.max(1, lengthOf(map, nodes, 0, nodes.length - 1));
    return { along: speeds.along > 0 ? each : 0, against: speeds.against > 0 ? each : 0 };
  }
  const of = (speed: number): number => (speed > 0 ? 3.6 / speed : 0);
  return { along: of(speeds.along), against: of(speeds.against) };
}

function lengthOf(map: StreetMap, nodes: Int32Array, from: number, to: number): number {
  let metres = 0;
  for (let n = from; n < to; n++) {
    const a = nodes[n]!;
    const b = nodes[n + 1]!;
    metres += metresBetween(map.lat[a]!, map.lon[a]!, map.lat[b]!, map.lon[b]!);
  }
  return metres;
}
