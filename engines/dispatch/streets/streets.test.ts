import { describe, expect, test } from 'vitest';
import { unreachable } from '../problem.ts';
import { changed } from './closures.ts';
import type { StreetMap } from './graph.ts';
import { streetMatrix } from './matrix.ts';
import { modes } from './modes.ts';
import { network } from './network.ts';
import { travelBy, travelStraight } from './travel.ts';
import { fastestWay } from './way.ts';

const DEGREE = 111195.08;

/**
 * Two banks of a river, joined by a bridge (way 100) and, further east, a footbridge with a bollard (way 200). On the equator, so a
 * thousandth of a degree is 111.195 m both ways.
 *
 *   0 --- 1 --- 2     north bank (way 1)
 *         |     |
 *        100   200
 *         |     |
 *   3 --- 4 --- 5     south bank (way 2)
 */
const town = (tags: Partial<Record<number, Record<string, string>>> = {}): StreetMap => ({
  lat: Float64Array.from([0.001, 0.001, 0.001, 0, 0, 0, 0.0005]),
  lon: Float64Array.from([0, 0.001, 0.002, 0, 0.001, 0.002, 0.002]),
  ways: [
    { id: 1, nodes: Int32Array.from([0, 1, 2]), tags: { highway: 'residential', ...tags[1] } },
    { id: 2, nodes: Int32Array.from([3, 4, 5]), tags: { highway: 'residential', ...tags[2] } },
    { id: 100, nodes: Int32Array.from([1, 4]), tags: { highway: 'residential', bridge: 'yes', ...tags[100] } },
    { id: 200, nodes: Int32Array.from([2, 6, 5]), tags: { highway: 'residential', ...tags[200] } },
  ],
  points: [{ node: 6, tags: { barrier: 'bollard' } }],
});
const corner = (node: number) => ({ lat: town().lat[node]!, lon: town().lon[node]! });
const block = DEGREE / 1000;

const metres = (map: StreetMap, mode: keyof typeof modes, from: number, to: number): number => {
  const streets = network(map, modes[mode]);
  const feet = [corner(from), corner(to)].map(({ lat, lon }) => streets.snap(lat, lon));
  return streetMatrix(streets.graph, streets.ranks, feet).metres[1]!;
};

describe('what a mode may use', () => {
  test('a bollard stops the car and not the bicycle', () => {
    expect(metres(town(), 'driving', 2, 5)).toBeCloseTo(3 * block, -0.5);
    expect(metres(town(), 'cycling', 2, 5)).toBeCloseTo(block, -0.5);
  });
  test('a one-way street is walked both ways and driven one way', () => {
    const map = town({ 100: { oneway: 'yes' } });
    expect(metres(map, 'walking', 4, 1)).toBeCloseTo(block, -0.5);
    expect(() => metres(map, 'driving', 4, 1)).not.toThrow();
    const ring = town({ 100: { oneway: 'yes' }, 200: { oneway: '-1', 'oneway:bicycle': 'no' } });
    ring.points = [];
    expect(metres(ring, 'driving', 1, 4)).toBeCloseTo(block, -0.5);
    expect(metres(ring, 'driving', 4, 1)).toBeCloseTo(3 * block, -0.5);
    expect(metres(ring, 'cycling', 2, 5)).toBeCloseTo(block, -0.5);
  });
  test('a private way is closed, a footway only for cars', () => {
    expect(metres(town({ 100: { access: 'private' } }), 'walking', 1, 4)).toBeCloseTo(3 * block, -0.5);
    expect(metres(town({ 200: { highway: 'footway' } }), 'walking', 2, 5)).toBeCloseTo(block, -0.5);
  });
  test('a posted limit slows the car, not the bicycle', () => {
    const seconds = (mode: 'driving' | 'cycling', maxspeed: string): number => {
      const streets = network(town({ 100: { maxspeed } }), modes[mode]);
      const feet = [corner(1), corner(4)].map(({ lat, lon }) => streets.snap(lat, lon));
      return streetMatrix(streets.graph, streets.ranks, feet).seconds[1]!;
    };
    expect(seconds('driving', '10')).toBeCloseTo((block / 8) * 3.6, 1);
    expect(seconds('driving', '10 mph')).toBeCloseTo((block / (8 * 1.609344)) * 3.6, 1);
    expect(seconds('cycling', '10')).toBe(seconds('cycling', '50'));
  });
});

describe('closures and checkpoints', () => {
  const places = [corner(0), corner(3)];
  test('a closed bridge is gone round, and both closed cut the town in two', () => {
    const streets = network(town(), modes.walking);
    const open = travelBy(streets, places, 50).travel.distance![1]!;
    const round = travelBy(changed(streets, [{ kind: 'closed', way: 100 }]), places, 50).travel.distance![1]!;
    expect(open).toBe(Math.round(3 * block));
    expect(round).toBe(Math.round(5 * block));
    const cut = changed(streets, [
      { kind: 'closed', way: 100 },
      { kind: 'closed', lat: 0.0005, lon: 0.002, within: 20 },
    ]);
    expect(travelBy(cut, places, 50).travel.duration[1]).toBe(unreachable);
    expect(travelBy(changed(streets, []), places, 50).travel.distance![1]).toBe(open);
  });
  test('a checkpoint costs its time, and only where it stands', () => {
    const streets = network(town(), modes.walking);
    const queue = changed(streets, [{ kind: 'checkpoint', lat: 0.0005, lon: 0.001, within: 20, seconds: 100 }]);
    const before = travelBy(streets, places, 50).travel;
    const after = travelBy(queue, places, 50).travel;
    expect(after.duration[1]! - before.duration[1]!).toBe(100);
    expect(after.distance![1]).toBe(before.distance![1]);
  });
  test('a closure that meets no street is refused', () => {
    const streets = network(town(), modes.walking);
    expect(() => changed(streets, [{ kind: 'closed', way: 7 }])).toThrow('closure-nowhere');
    expect(() => changed(streets, [{ kind: 'checkpoint', lat: 0.0005, lon: 0.001, within: 20, seconds: -1 }])).toThrow(
      'checkpoint-negative',
    );
  });
});

describe('places', () => {
  test('two places on one street go straight between them', () => {
    const streets = network(town(), modes.driving);
    const feet = [0.0002, 0.0007].map((lon) => streets.snap(0.00101, lon));
    const { metres } = streetMatrix(streets.graph, streets.ranks, feet);
    expect(metres[1]).toBeCloseTo(block / 2, -0.5);
    expect(metres[0]).toBe(0);
  });
  test('a place far off every street is refused, and no place at all', () => {
    const streets = network(town(), modes.driving);
    expect(() => travelBy(streets, [{ lat: 0.1, lon: 0 }], 1000)).toThrow('point-off-streets: place 0');
    expect(() => streets.snap(Number.NaN, 0)).toThrow('point-invalid');
    expect(() => streets.snap(91, 0)).toThrow('point-invalid');
  });
  test('a straight line says it is one', () => {
    const found = travelStraight([corner(0), corner(3)], 5);
    expect(found.by).toBe('straight line');
    expect(found.travel.distance![1]).toBe(Math.round(block * 1.417));
    expect(() => travelStraight([], 0)).toThrow('speed-invalid');
  });
  test('a map without a street for the mode is refused', () => {
    const map = town({
      1: { highway: 'steps' },
      2: { highway: 'steps' },
      100: { highway: 'steps' },
      200: { highway: 'steps' },
    });
    expect(() => network(map, modes.driving)).toThrow('streets-none');
  });
});

test('the fastest way is drawn from place to place, with its bends', () => {
  const streets = network(town(), modes.walking);
  const way = fastestWay(streets.graph, streets.snap(0.001, 0.0005), streets.snap(0, 0.0005))!;
  expect(way.line.map((point) => point.map((each) => Number(each.toFixed(5))))).toEqual([
    [0.001, 0.0005],
    [0.001, 0.001],
    [0, 0.001],
    [0, 0.0005],
  ]);
  expect(way.metres).toBeCloseTo(2 * block, -0.5);
});
