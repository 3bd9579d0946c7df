import type { CityTables } from './tables.ts';

/**
 * A synthetic city as plain columns; person ids are 0 to people-1, sorted by area, then by household. It can be cloned into a worker.
 * A person has one unit at most: a class, a team at work or a ward of a care home; units of a place (school, workplace, home) are neighbours.
 */
export interface City {
  people: number;
  /** Years, by person. */
  age: Uint8Array;
  /** By person: household, area, unit (-1: none). */
  household: Int32Array;
  area: Uint16Array;
  unit: Int32Array;
  /** By person: 0 at home, 1 pupil or resident of a care home, 2 at work (see ROLE). */
  role: Uint8Array;
  /** Members of household h are persons householdStart[h] to householdStart[h + 1] - 1. */
  householdStart: Int32Array;
  /** Members of unit u are members[unitStart[u]] to members[unitStart[u + 1] - 1]. */
  unitStart: Int32Array;
  members: Int32Array;
  /** By unit: its place and its kind (see KIND). */
  unitPlace: Int32Array;
  unitKind: Uint8Array;
  /** Units of place p are placeStart[p] to placeStart[p + 1] - 1; the area where it stands. */
  placeStart: Int32Array;
  placeArea: Uint16Array;
  /** Persons of area a are areaStart[a] to areaStart[a + 1] - 1; places likewise, since they are sorted by area. */
  areaStart: Int32Array;
  areaPlace: Int32Array;
  areaCodes: string[];
  /** First area and one past the last area of each area's district. */
  districtFrom: Uint16Array;
  districtTo: Uint16Array;
  contacts: CityTables['contacts'];
  withinUnit: number;
  community: CityTables['community'];
}

/** Index of the area with this code; throws `city-area-unknown`. */
export function areaOf(city: City, code: string): number {
  const found = city.areaCodes.indexOf(code);
  if (found < 0)
    throw new Error(
      `city-area-unknown: ${code}. The city has ${city.areaCodes.slice(0, 5).join(', ')}${city.areaCodes.length > 5 ? ', ...' : ''}.`,
    );
  return found;
}

/** Bytes of all columns. */
export const bytesOf = (city: City): number =>
  Object.values(city).reduce((sum: number, column) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0), 0);
