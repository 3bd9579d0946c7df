import { describe, expect, test } from 'vitest';
import { routed } from '../../tests/route.ts';
import { readSolomon } from './benchmark.ts';
import { formatOf } from './format.ts';
import { readVrplib } from './vrplib.ts';

describe('benchmark files', () => {
  const solomon = [
    'X101',
    '',
    'VEHICLE',
    'NUMBER     CAPACITY',
    '  2   20',
    '',
    'CUSTOMER',
    'CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME',
    '',
    '0 0 0 0 0 100 0',
    '1 3 4 10 0 50 10',
    '2 1 1 10 0 50 10',
  ].join('\r\n');
  test('Solomon, by the DIMACS rule', async () => {
    const { problem } = readSolomon(solomon, 'dimacs');
    expect(Array.from(problem.travel[0]!.duration)).toEqual([0, 50, 14, 50, 0, 36, 14, 36, 0]);
    expect(problem.vehicles).toHaveLength(2);
    const { solution } = await routed(solomon);
    expect(solution).toMatchObject({ instance: 'X101', objective: 10, unserved: [], vehicles: 1 });
    expect((await routed(solomon, [], 'Route #1: 1 2\nCost 10\n')).solution).toEqual({ sound: true, violations: [] });
    expect((await routed(solomon, [], 'Route #1: 1\nCost 10\n')).solution.violations[0]).toMatchObject({
      rule: 'job-lost',
    });
  });
  test('Li and Lim', async () => {
    const { solution } = await routed('2\t10\t1\n0 0 0 0 0 100 0 0 0\n1 3 4 5 0 90 1 0 2\n2 6 8 -5 0 90 1 1 0\n');
    expect(solution).toMatchObject({ objective: 20, vehicles: 1, routes: [{ stops: [1, 2] }] });
  });
  const vrp = (more: string): string =>
    `NAME : t\nTYPE : CVRP\nDIMENSION : 3\nCAPACITY : 10\n${more}DEMAND_SECTION\n1 0\n2 6\n3 6\nDEPOT_SECTION\n1\n-1\nEOF\n`;
  const coords = 'EDGE_WEIGHT_TYPE : EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 3 4\n3 0 2.6\n';
  test('CVRPLIB, rounded to the nearest', async () => {
    expect((await routed(vrp(coords))).solution).toMatchObject({ objective: 16, vehicles: 2 });
  });
  test('a lower triangle of distances', () => {
    const { problem } = readVrplib(
      vrp('EDGE_WEIGHT_TYPE : EXPLICIT\nEDGE_WEIGHT_FORMAT : LOWER_ROW\nEDGE_WEIGHT_SECTION\n5\n7 9\n'),
    );
    expect(Array.from(problem.travel[0]!.duration)).toEqual([0, 5, 7, 5, 0, 9, 7, 9, 0]);
  });
  test('distances by the types of TSPLIB', () => {
    const of = (type: string, rows: string): number[] =>
      Array.from(
        readVrplib(vrp(`EDGE_WEIGHT_TYPE : ${type}\nNODE_COORD_SECTION\n${rows}`)).problem.travel[0]!.duration,
      ).slice(1, 3);
    const plane = '1 0 0\n2 3 4.1\n3 1 1\n';
    expect(of('CEIL_2D', plane)).toEqual([6, 2]);
    expect(of('FLOOR_2D', plane)).toEqual([5, 1]);
    expect(of('MAN_2D', plane)).toEqual([7, 2]);
    expect(of('MAX_2D', plane)).toEqual([4, 1]);
    expect(of('ATT', plane)).toEqual([2, 1]);
    // The first three points of TSPLIB's burma14 (optimal tour 3,323): 153 and 510 km.
    expect(of('GEO', '1 16.47 96.10\n2 16.47 94.44\n3 20.09 92.54\n')).toEqual([153, 510]);
    expect(() => of('XRAY1', plane)).toThrow('benchmark-unsupported: EDGE_WEIGHT_TYPE XRAY1');
  });
  test('a limit on the length counts service, and a fleet is there at each depot', () => {
    const text = vrp(`DISTANCE : 30\nSERVICE_TIME : 10\n${coords}`).replace(
      'DEPOT_SECTION\n1\n',
      'DEPOT_SECTION\n1\n2\n',
    );
    const { vehicles, jobs } = readVrplib(text).problem;
    expect(vehicles[0]!.limits).toEqual({ duration: 30 });
    expect(new Set(vehicles.map(({ start }) => start))).toEqual(new Set([0, 1]));
    expect(jobs).toHaveLength(1);
    expect(() => readVrplib(vrp(coords).replace('DEPOT_SECTION\n1\n', 'DEPOT_SECTION\n9\n'))).toThrow(
      'benchmark-broken',
    );
  });
  test('trips, releases, kinds of vehicles, optional customers and sites not for all', () => {
    const { problem, unit } = readVrplib(
      vrp(
        `VEHICLES: 2\nSERVICE_TIME: 2\n${coords}TIME_WINDOW_SECTION\n1 0 100\n2 0 50\n3 0 50\nRELEASE_TIME_SECTION\n1 0\n2 5\n3 0\nVEHICLES_RELOAD_DEPOT_SECTION\n1 1\n2 1\nCAPACITY_SECTION\n1 6\n2 9\nVEHICLES_FIXED_COST_SECTION\n1 30\n2 40\nVEHICLES_UNIT_DISTANCE_COST_SECTION\n1 3\n2 4\nPRIZE_SECTION\n1 0\n2 8\n3 9\nVEHICLES_ALLOWED_CLIENTS_SECTION\n1 2\n2 2 3\n`,
      ),
    );
    expect(unit).toBe(100);
    expect(problem.vehicles[1]).toMatchObject({
      capacity: [9],
      costs: { fixed: 400, perKm: 4000 },
      reload: { points: [0] },
      shift: { from: 0, to: 1000 },
    });
    expect(problem.jobs[0]).toMatchObject({
      release: 50,
      skip: 80,
      only: [0, 1],
      stop: { service: 20, windows: [{ from: 0, to: 500 }] },
    });
    expect(problem.jobs[1]!.only).toEqual([1]);
  });
  test('a section nobody knows is refused, not passed over', () => {
    expect(() => readVrplib(vrp(`${coords}TELEPORT_SECTION\n1 2\n`))).toThrow(
      'benchmark-unsupported: TELEPORT_SECTION',
    );
    expect(() => readVrplib(vrp(coords).replace('NAME :', 'MOOD : good\nNAME :'))).toThrow(
      'benchmark-unsupported: MOOD',
    );
  });
  test('formats are known by their content', () => {
    expect(formatOf(' {"a":1}', undefined)).toBe('vroom');
    expect(formatOf(solomon, undefined)).toBe('solomon');
    expect(formatOf(vrp(coords), undefined)).toBe('cvrplib');
  });
});
