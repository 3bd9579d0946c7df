import { type Travel, unreachable } from '../../engines/dispatch/index.ts';
import type { Place, TravelFound } from '../../engines/dispatch/streets/travel.ts';
import type { VroomInput } from './vroom-schema.ts';

/** Finds travel between places for each profile. */
export type FindTravel = (places: Place[], profiles: string[]) => Promise<TravelFound[]>;

interface Placed {
  pointOf(location: [number, number] | undefined, index: number | undefined): number;
  travel: Travel[];
  points: number;
  indexed: boolean;
  costed: boolean[];
  metres: (Int32Array | undefined)[];
}

/** Points and matrices: VROOM's own, or found between the coordinates. */
export async function placed(input: VroomInput, profiles: string[], find: FindTravel): Promise<Placed> {
  if (input.matrices) {
    const own = profiles.map((profile) => {
      const matrix = input.matrices![profile];
      if (!matrix)
        throw new Error(
          `vroom-matrix-missing: no matrix for profile "${profile}". Matrices are there for ${Object.keys(input.matrices!).join(', ')}.`,
        );
      return { profile, ...matrix };
    });
    const points = own[0]!.durations.length;
    const flat = (name: string, rows: number[][]): Int32Array => {
      rows.forEach((row, n) => {
        if (row.length !== rows.length)
          throw new Error(
            `vroom-matrix-not-square: ${name} has ${rows.length} rows, and row ${n} has ${row.length} numbers. Make it square.`,
          );
      });
      if (rows.length !== points)
        throw new Error(
          `vroom-matrix-size: ${name} knows ${rows.length} points, another matrix ${points}. Make them equal.`,
        );
      // From a place to itself is no way: what stands on the diagonal (some write a large number) does not count.
      const within = points + 1;
      return Int32Array.from(rows.flat(), (each, at) => (at % within === 0 ? 0 : Math.min(each, unreachable)));
    };
    const travel = own.map(({ profile, durations, distances, costs }) => {
      const second = costs ?? distances;
      return {
        duration: flat(`${profile}.durations`, durations),
        ...(second ? { distance: flat(`${profile}.${costs ? 'costs' : 'distances'}`, second) } : {}),
      };
    });
    return {
      travel,
      points,
      indexed: true,
      costed: own.map(({ costs }) => costs !== undefined),
      metres: own.map(({ profile, distances }) => (distances ? flat(`${profile}.distances`, distances) : undefined)),
      pointOf(_, index) {
        if (index === undefined)
          throw new Error(
            'vroom-index-missing: with matrices every place has a location_index (start_index, end_index). Add it.',
          );
        if (index >= points)
          throw new Error(`vroom-index-beyond: location index ${index}; the matrix knows ${points} points.`);
        return index;
      },
    };
  }
  const places: Place[] = [];
  const known = new Map<string, number>();
  const pointOf = (location: [number, number] | undefined): number => {
    if (!location)
      throw new Error(
        'vroom-place-missing: without matrices every place has coordinates: "location" (start, end) as [lon, lat].',
      );
    const key = location.join();
    if (!known.has(key)) known.set(key, places.push({ lon: location[0], lat: location[1] }) - 1);
    return known.get(key)!;
  };
  for (const { start, end, id } of input.vehicles) {
    if (!start && !end)
      throw new Error(`vroom-nowhere: vehicle ${id} has neither start nor end coordinates. Give one of them.`);
    for (const each of [start, end]) if (each) pointOf(each);
  }
  for (const { location } of input.jobs ?? []) pointOf(location);
  for (const { pickup, delivery } of input.shipments ?? [])
    for (const { location } of [pickup, delivery]) pointOf(location);
  const found = await find(places, profiles);
  return {
    pointOf,
    travel: found.map(({ travel }) => travel),
    points: places.length,
    indexed: false,
    costed: profiles.map(() => false),
    metres: found.map(({ travel }) => travel.distance),
  };
}
