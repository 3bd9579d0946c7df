/** Mean radius of the earth, metres (IUGG 1980). */
const RADIUS = 6371008.8;
const RADIAN = Math.PI / 180;

/** Metres between two points in degrees, along the great circle (haversine formula). */
export function metresBetween(latA: number, lonA: number, latB: number, lonB: number): number {
  const sinLat = Math.sin(((latB - latA) * RADIAN) / 2);
  const sinLon = Math.sin(((lonB - lonA) * RADIAN) / 2);
  const h = sinLat * sinLat + Math.cos(latA * RADIAN) * Math.cos(latB * RADIAN) * sinLon * sinLon;
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Metres of one degree of latitude. */
export const METRES_A_DEGREE = RADIUS * RADIAN;
/** How much shorter a degree of longitude is at a latitude. */
export const narrowing = (lat: number): number => Math.cos(lat * RADIAN);
