import { arriving, searcher } from './dijkstra.ts';
import { leaving } from './footing.ts';
import { metresBetween } from './globe.ts';
import type { StreetGraph } from './graph.ts';
import type { Footing } from './snap.ts';
import { metresOf, secondsOf } from './weight.ts';

/** A way as a map draws it: points in degrees from beginning to end. */
export interface Way {
  seconds: number;
  metres: number;
  line: [lat: number, lon: number][];
}

/** The fastest way between two points of the network; nothing where there is none. */
export function fastestWay(graph: StreetGraph, from: Footing, to: Footing): Way | undefined {
  const reach = searcher(graph)(from);
  const weight = arriving(graph, from, reach, to);
  if (weight === Number.POSITIVE_INFINITY) return undefined;
  const entry = leaving(graph, to, 'in').find((seed) => reach.weight[seed.junction]! + seed.weight === weight);
  const pieces: Way['line'][] = [];
  if (!entry) pieces.push(stretch(graph, from.edge, from.share, to.share));
  else {
    pieces.push(stretch(graph, to.edge, entry.end, to.share));
    let node = entry.junction;
    while (reach.by[node] !== -1) {
      const edge = reach.by[node]!;
      const along =
        graph.to[edge] === node && reach.weight[graph.from[edge]!]! + graph.forward[edge]! === reach.weight[node];
      pieces.push(along ? stretch(graph, edge, 0, 1) : stretch(graph, edge, 1, 0));
      node = along ? graph.from[edge]! : graph.to[edge]!;
    }
    const exit = leaving(graph, from, 'out').find(
      (seed) => seed.junction === node && seed.weight === reach.weight[node],
    )!;
    pieces.push(stretch(graph, from.edge, from.share, exit.end));
  }
  const line: Way['line'] = [];
  for (const piece of pieces.reverse()) {
    for (const point of piece) {
      const last = line.at(-1);
      if (!last || last[0] !== point[0] || last[1] !== point[1]) line.push(point);
    }
  }
  return { seconds: secondsOf(weight), metres: metresOf(weight), line };
}

/** The shape of an edge between two shares of its length, in the order asked for. */
function stretch(graph: StreetGraph, edge: number, a: number, b: number): Way['line'] {
  const low = Math.min(a, b);
  const high = Math.max(a, b);
  const nodes = graph.shape.subarray(graph.shapeFrom[edge]!, graph.shapeFrom[edge + 1]!);
  const at = [0];
  for (let n = 1; n < nodes.length; n++) {
    const p = nodes[n - 1]!;
    const q = nodes[n]!;
    at.push(at.at(-1)! + metresBetween(graph.lat[p]!, graph.lon[p]!, graph.lat[q]!, graph.lon[q]!));
  }
  const whole = at.at(-1)!;
  const point = (share: number): [number, number] => {
    let n = 1;
    while (n < nodes.length - 1 && at[n]! < share * whole) n++;
    const p = nodes[n - 1]!;
    const q = nodes[n]!;
    const span = at[n]! - at[n - 1]!;
    const t = span === 0 ? 0 : (share * whole - at[n - 1]!) / span;
    return [graph.lat[p]! + t * (graph.lat[q]! - graph.lat[p]!), graph.lon[p]! + t * (graph.lon[q]! - graph.lon[p]!)];
  };
  const inner = Array.from(nodes).flatMap((node, n): Way['line'] =>
    at[n]! > low * whole && at[n]! < high * whole ? [[graph.lat[node]!, graph.lon[node]!]] : [],
  );
  const line = [point(low), ...inner, point(high)];
  return a <= b ? line : line.reverse();
}
