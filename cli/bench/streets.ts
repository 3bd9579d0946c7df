import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readStreets } from '../../adapters/osm/index.ts';
import { changed } from '../../engines/dispatch/streets/closures.ts';
import { arriving, searcher } from '../../engines/dispatch/streets/dijkstra.ts';
import { streetMatrix } from '../../engines/dispatch/streets/matrix.ts';
import { modes } from '../../engines/dispatch/streets/modes.ts';
import { type Network, network } from '../../engines/dispatch/streets/network.ts';
import type { Footing } from '../../engines/dispatch/streets/snap.ts';
import { metresOf, secondsOf } from '../../engines/dispatch/streets/weight.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import type { Io } from '../io.ts';
import { type Figure, rounded } from './figure.ts';

const POINTS = 1000;
const FOLDER = process.env['TANDEM_ROUTING_DATA'] ?? '../shared/data/routing';

/** Travel times from OpenStreetMap extracts: seconds of processor to build and to fill a matrix, and every cell against Dijkstra. */
export async function streets(io: Io): Promise<Figure[]> {
  const folder = join(FOLDER, 'osm');
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.osm.pbf'));
  if (files.length === 0) io.err(`no extracts in ${folder}: TANDEM_ROUTING_DATA names another folder`);
  const figures: Figure[] = [];
  for (const file of files) {
    const name = basename(file, '.osm.pbf');
    const [map, reading] = await spent(() => readStreets(join(folder, file)));
    for (const mode of ['driving', 'cycling', 'walking'] as const) {
      const [built, building] = await spent(() => network(map, modes[mode]));
      const places = scattered(built, map);
      const [matrix, filling] = await spent(() => streetMatrix(built.graph, built.ranks, places));
      const way = built.graph.way[places[0]!.edge]!;
      const [, closing] = await spent(() => changed(built, [{ kind: 'closed', way }]));
      const [wrong, checking] = await spent(() => differing(built, places, matrix));
      figures.push(
        {
          name: `${name}, ${mode}: read and build`,
          value: rounded(reading + building, 2),
          unit: 's CPU',
          limit: '2 s',
          holds: reading + building <= 2,
          note: `${built.graph.junctions} junctions, ${built.ranks.shortcuts} shortcuts; reading ${rounded(reading, 2)} s`,
        },
        {
          name: `${name}, ${mode}: matrix ${POINTS} x ${POINTS}`,
          value: rounded(filling, 3),
          unit: 's CPU',
          limit: '0.2 s',
          holds: filling <= 0.2,
          note: `Dijkstra: ${rounded(checking, 1)} s`,
        },
        {
          name: `${name}, ${mode}: cells that differ from Dijkstra`,
          value: wrong,
          unit: 'cells',
          limit: '0',
          holds: wrong === 0,
        },
        { name: `${name}, ${mode}: a street closed`, value: rounded(closing, 2), unit: 's CPU' },
      );
    }
  }
  return figures;
}

async function spent<T>(work: () => T | Promise<T>): Promise<[T, number]> {
  const begun = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(begun);
  return [result, (user + system) / 1e6];
}

function scattered({ snap }: Network, map: { lat: Float64Array; lon: Float64Array }): Footing[] {
  const chance = chanceFrom('streets');
  return Array.from({ length: POINTS }, () => {
    const node = Math.floor(chance.next() * map.lat.length);
    return snap(map.lat[node]! + (chance.next() - 0.5) / 1000, map.lon[node]! + (chance.next() - 0.5) / 1000);
  });
}

function differing(
  { graph }: Network,
  places: Footing[],
  matrix: { seconds: Float64Array; metres: Float64Array },
): number {
  const search = searcher(graph);
  let wrong = 0;
  places.forEach((from, i) => {
    const reach = search(from);
    places.forEach((to, j) => {
      const weight = arriving(graph, from, reach, to);
      const known = weight < Number.POSITIVE_INFINITY;
      const cell = i * places.length + j;
      if (
        matrix.seconds[cell] !== (known ? secondsOf(weight) : weight) ||
        matrix.metres[cell] !== (known ? metresOf(weight) : weight)
      )
        wrong++;
    });
  });
  return wrong;
}
