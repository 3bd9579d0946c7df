import { type Travel, unreachable } from '../problem.ts';
import { metresBetween } from './globe.ts';
import { streetMatrix } from './matrix.ts';
import type { Network } from './network.ts';

/** Degrees, WGS 84. */
export interface Place {
  lat: number;
  lon: number;
}

/** A travel matrix and where it is from: along streets, or the straight-line guess that stands in for a missing map. */
export interface TravelFound {
  travel: Travel;
  by: 'streets' | 'straight line';
  /** Metres each place stands off the street it is reached from; all 0 for straight lines. */
  off: Float64Array;
}

/**
 * Times and distances between all places along the streets, rounded to whole seconds and metres; `unreachable` where there is no way.
 * Throws `point-off-streets` for a place more than `farthest` metres from any street.
 */
export function travelBy(streets: Network, places: Place[], farthest: number): TravelFound {
  const feet = places.map(({ lat, lon }, n) => {
    const foot = streets.snap(lat, lon);
    if (foot.off > farthest) {
      throw new Error(
        `point-off-streets: place ${n} (latitude ${lat}, longitude ${lon}) is ${Math.round(foot.off)} m from the nearest street. Correct it, or take a map that holds it.`,
      );
    }
    return foot;
  });
  const { seconds, metres } = streetMatrix(streets.graph, streets.ranks, feet);
  const whole = (value: number): number => (value < Number.POSITIVE_INFINITY ? Math.round(value) : unreachable);
  return {
    travel: { duration: Int32Array.from(seconds, whole), distance: Int32Array.from(metres, whole) },
    by: 'streets',
    off: Float64Array.from(feet, ({ off }) => off),
  };
}

/** Ways are this much longer than the straight line: Boscoe, Henry, Zdeb (2012), 1.417 for car ways to hospitals. */
const DETOUR = 1.417;

/** A guess without streets: the great circle, lengthened as ways usually are, at one speed (km/h). It knows of no river and no bridge. */
export function travelStraight(places: Place[], speed: number): TravelFound {
  if (!(speed > 0)) throw new Error(`speed-invalid: ${speed} km/h. A speed is above 0.`);
  const count = places.length;
  const duration = new Int32Array(count * count);
  const distance = new Int32Array(count * count);
  places.forEach((a, from) => {
    if (!(Math.abs(a.lat) <= 90 && Math.abs(a.lon) <= 180))
      throw new Error(
        `point-invalid: latitude ${a.lat}, longitude ${a.lon}. Latitude is -90 to 90, longitude -180 to 180.`,
      );
    places.forEach((b, to) => {
      const metres = metresBetween(a.lat, a.lon, b.lat, b.lon) * DETOUR;
      distance[from * count + to] = Math.round(metres);
      duration[from * count + to] = Math.round((metres * 3.6) / speed);
    });
  });
  return { travel: { duration, distance }, by: 'straight line', off: new Float64Array(count) };
}
