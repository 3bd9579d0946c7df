import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changed } from './closures.ts';
import { arriving, searcher } from './dijkstra.ts';
import { metresBetween } from './globe.ts';
import type { StreetMap } from './graph.ts';
import { streetMatrix } from './matrix.ts';
import { modes } from './modes.ts';
import { type Network, network } from './network.ts';
import { fastestWay } from './way.ts';
import { metresOf, secondsOf } from './weight.ts';

const SIDE = 9;
/** A town on a crooked grid: some streets missing, some one-way, some slow. */
const towns = fc
  .record({
    bends: fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 2 * SIDE * SIDE, maxLength: 2 * SIDE * SIDE }),
    kinds: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2 * SIDE * SIDE, maxLength: 2 * SIDE * SIDE }),
  })
  .map(({ bends, kinds }): StreetMap => {
    const lat = Float64Array.from({ length: SIDE * SIDE }, (_, n) => Math.floor(n / SIDE) * 0.001 + bends[n]! * 1e-5);
    const lon = Float64Array.from(
      { length: SIDE * SIDE },
      (_, n) => (n % SIDE) * 0.001 + bends[SIDE * SIDE + n]! * 1e-5,
    );
    const ways = kinds.flatMap((kind, n) => {
      const node = n >> 1;
      const other = n % 2 === 0 ? node + 1 : node + SIDE;
      if (kind === 0 || other >= SIDE * SIDE || (n % 2 === 0 && other % SIDE === 0)) return [];
      const highway = kind < 3 ? 'primary' : 'residential';
      const tags: Record<string, string> = kind === 9 ? { highway, oneway: 'yes' } : { highway };
      return [{ id: n, nodes: Int32Array.from([node, other]), tags }];
    });
    return { lat, lon, ways, points: [] };
  });
const spots = fc.array(fc.tuple(fc.integer({ min: -10, max: 810 }), fc.integer({ min: -10, max: 810 })), {
  minLength: 2,
  maxLength: 12,
});

function equalToDijkstra({ graph, ranks, snap }: Network, places: [number, number][]): void {
  const feet = places.map(([y, x]) => snap(y * 1e-5, x * 1e-5));
  const { seconds, metres } = streetMatrix(graph, ranks, feet);
  const search = searcher(graph);
  feet.forEach((from, i) => {
    const reach = search(from);
    feet.forEach((to, j) => {
      const weight = arriving(graph, from, reach, to);
      const known = weight < Number.POSITIVE_INFINITY;
      expect(seconds[i * feet.length + j]).toBe(known ? secondsOf(weight) : weight);
      expect(metres[i * feet.length + j]).toBe(known ? metresOf(weight) : weight);
    });
  });
}

test('every cell of the matrix is Dijkstra’s, also after closures and checkpoints', () => {
  fc.assert(
    fc.property(
      towns,
      spots,
      fc.array(fc.nat(2 * SIDE * SIDE), { maxLength: 6 }),
      fc.boolean(),
      (map, places, closed, walks) => {
        const streets = network(map, walks ? modes.walking : modes.driving);
        equalToDijkstra(streets, places);
        const known = new Set(map.ways.map(({ id }) => id));
        const changes = closed.filter((id) => known.has(id)).map((way) => ({ kind: 'closed' as const, way }));
        const checkpoint = { kind: 'checkpoint' as const, lat: 0.004, lon: 0.004, within: 1e5, seconds: 77 };
        equalToDijkstra(changed(streets, [...changes, checkpoint]), places);
      },
    ),
    { numRuns: 80 },
  );
});

test('no street is nearer than the one a place stands on', () => {
  fc.assert(
    fc.property(towns, spots, (map, places) => {
      const { graph, snap } = network(map, modes.walking);
      for (const [y, x] of places) {
        const { off } = snap(y * 1e-5, x * 1e-5);
        for (let edge = 0; edge < graph.from.length; edge++) {
          if (graph.reached[edge] === 0) continue;
          const node = graph.shape[graph.shapeFrom[edge]!]!;
          expect(off).toBeLessThanOrEqual(metresBetween(y * 1e-5, x * 1e-5, graph.lat[node]!, graph.lon[node]!) + 0.1);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('a drawn way is as long as it says', () => {
  fc.assert(
    fc.property(towns, spots, (map, places) => {
      const { graph, snap } = network(map, modes.driving);
      const [from, to] = places.map(([y, x]) => snap(y * 1e-5, x * 1e-5));
      const way = fastestWay(graph, from!, to!);
      if (!way) return;
      let metres = 0;
      for (let n = 1; n < way.line.length; n++) {
        metres += metresBetween(...way.line[n - 1]!, ...way.line[n]!);
      }
      expect(Math.abs(metres - way.metres)).toBeLessThan(0.1 * way.line.length + 0.5);
    }),
    { numRuns: 60 },
  );
});
