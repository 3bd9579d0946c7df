import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStreets } from './index.ts';

/** A small writer of the format, after fileformat.proto and osmformat.proto, so that the reader is held to the document. */
const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const number = (field: number, value: number): number[] => [...varint(field * 8), ...varint(value)];
const bytes = (field: number, data: Iterable<number>): number[] => {
  const list = [...data];
  return [...varint(field * 8 + 2), ...varint(list.length), ...list];
};
const words = (field: number, text: string): number[] => bytes(field, Buffer.from(text));
const deltas = (values: number[]): number[] =>
  values.flatMap((value, n) => varint(zigzag(value - (n > 0 ? values[n - 1]! : 0))));
const blob = (type: string, data: number[], zlib = true): number[] => {
  const body = zlib ? [...number(2, data.length), ...bytes(3, deflateSync(Uint8Array.from(data)))] : bytes(1, data);
  const header = [...words(1, type), ...number(3, body.length)];
  return [0, 0, header.length >> 8, header.length & 255, ...header, ...body];
};

const strings = ['', 'highway', 'residential', 'barrier', 'gate', 'building', 'yes', 'name', '长江路'];
const table = bytes(
  1,
  strings.flatMap((each) => words(1, each)),
);
const ids = [5_000_000_001, 5_000_000_002, 5_000_000_009];
const dense = bytes(
  2,
  bytes(2, [
    ...bytes(1, deltas(ids)),
    ...bytes(8, deltas([305_000_000, 305_010_000, -305_020_000])),
    ...bytes(9, deltas([1143_000_000, 1143_010_000, 1143_020_000])),
    ...bytes(10, [0, 3, 4, 0, 0]),
  ]),
);
const way = (id: number, tags: [number, number][], refs: number[]): number[] =>
  bytes(3, [
    ...number(1, id),
    ...bytes(
      2,
      tags.map(([key]) => key),
    ),
    ...bytes(
      3,
      tags.map(([, value]) => value),
    ),
    ...bytes(8, deltas(refs)),
  ]);
const ways = bytes(2, [
  ...way(
    10,
    [
      [1, 2],
      [7, 8],
    ],
    [ids[0]!, ids[1]!, 4_000_000_000, ids[2]!, ids[1]!],
  ),
  ...way(11, [[5, 6]], [ids[0]!, ids[1]!]),
]);
const header = blob('OSMHeader', [...words(4, 'OsmSchema-V0.6'), ...words(4, 'DenseNodes')]);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osm-'));
});
afterAll(() => rm(folder, { recursive: true }));
const reading = async (content: number[]) => {
  const path = join(folder, 'map.osm.pbf');
  await writeFile(path, Uint8Array.from(content));
  return readStreets(path);
};

describe('an extract', () => {
  test.each([true, false])('gives its streets, cut where the map ends (compressed: %s)', async (zlib) => {
    const extract = await reading([
      ...header,
      ...blob('OSMData', [...table, ...dense], zlib),
      ...blob('OSMData', [...table, ...ways], zlib),
    ]);
    expect([...extract.lat].map((each) => Number(each.toFixed(7)))).toEqual([30.5, 30.501, -30.502]);
    expect([...extract.lon].map((each) => Number(each.toFixed(7)))).toEqual([114.3, 114.301, 114.302]);
    expect(extract.ways).toEqual([
      { id: 10, nodes: Int32Array.from([0, 1]), tags: { highway: 'residential', name: '长江路' } },
      { id: 10, nodes: Int32Array.from([2, 1]), tags: { highway: 'residential', name: '长江路' } },
    ]);
    expect(extract.points).toEqual([{ node: 1, tags: { barrier: 'gate' } }]);
  });
  test('single nodes, their own granularity and offset, and ways before nodes', async () => {
    const node = (id: number, lat: number, lon: number): number[] =>
      bytes(1, [
        ...number(1, zigzag(id)),
        ...number(8, zigzag(lat)),
        ...number(9, zigzag(lon)),
        ...bytes(2, [3]),
        ...bytes(3, [4]),
      ]);
    const nodes = [
      ...table,
      ...bytes(2, [...node(ids[1]!, 10, 20), ...node(ids[0]!, -10, -20)]),
      ...number(17, 1000),
      ...number(19, 5e9),
      ...number(20, 7e9),
    ];
    const extract = await reading([...header, ...blob('OSMData', [...table, ...ways]), ...blob('OSMData', nodes)]);
    expect([...extract.lat].map((each) => Number(each.toFixed(7)))).toEqual([4.99999, 5.00001]);
    expect([...extract.lon].map((each) => Number(each.toFixed(7)))).toEqual([6.99998, 7.00002]);
    expect(extract.points).toHaveLength(2);
  });
});

describe('a file that is none', () => {
  test.each([
    ['osm-unreadable', undefined],
    ['osm-broken', [...Buffer.from('<osm version="0.6"></osm>')]],
    ['osm-cut-short', header.slice(0, -3)],
    ['osm-feature', blob('OSMHeader', words(4, 'HistoricalInformation'))],
    ['osm-empty', header],
    ['osm-compression', [0, 0, 0, 11, ...words(1, 'OSMData'), ...number(3, 4), ...bytes(7, [1, 2])]],
  ])('%s', async (id, content) => {
    const read = content ? reading(content) : readStreets(join(folder, 'nothing.osm.pbf'));
    await expect(read).rejects.toThrow(id);
  });
});
