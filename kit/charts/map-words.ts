import type { Tone } from '../parts.tsx';

export type LonLat = [number, number];

export interface MapArea {
  id: string;
  label: string;
  /** WGS84 ring. */
  outline: LonLat[];
  /** Shaded by value, against the largest. */
  value?: number;
  /** Or painted by state; wins over value. */
  tone?: Tone;
}
export interface MapPoint {
  id: string;
  label: string;
  point: LonLat;
  tone?: Tone;
  /** Counts make larger circles. */
  value?: number;
}
/** A way drawn over the areas, in one of the charts' colours, 1 to 6. */
export interface MapLine {
  id: string;
  label: string;
  path: LonLat[];
  colour: number;
}
export interface CityMapProps {
  label: string;
  areas: MapArea[];
  points?: MapPoint[];
  lines?: MapLine[];
  /** Hue of the shading. */
  track?: 'control' | 'life';
  /** What the shade means, for the legend. */
  legend?: string;
  chosen?: string;
  onOpen?(id: string): void;
  height?: number;
}

/** Shades beside none; with few distinct values the steps are still readable. */
export const SHADES = 5;

/** Step 0 (nothing) to 5 of a value on a bent scale (power 0.7), so that one great area does not flatten the others. */
export const shadeOf = (value: number | undefined, top: number): number =>
  !value || top <= 0 ? 0 : Math.max(1, Math.min(SHADES, Math.ceil((value / top) ** 0.7 * SHADES)));

/** Radius of a point in pixels: its area follows the count. */
export const radiusOf = (value: number | undefined): number =>
  value === undefined ? 6 : Math.min(26, 4 + 2.4 * Math.sqrt(value));

export function boundsOf(areas: MapArea[], points: MapPoint[]): [LonLat, LonLat] | undefined {
  const all = [...areas.flatMap((area) => area.outline), ...points.map((point) => point.point)];
  if (all.length === 0) return undefined;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of all) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [
    [west, south],
    [east, north],
  ];
}
