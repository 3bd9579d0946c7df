import type { City } from './city.ts';

/** A city in which anybody meets anybody: each lives alone and has only community contacts, one a day. For mathematics and tests. */
export function mixedCity(people: number): City {
  const alone = Int32Array.from({ length: people + 1 }, (_, i) => i);
  return {
    people,
    age: new Uint8Array(people).fill(30),
    household: alone.slice(0, people),
    area: new Uint16Array(people),
    unit: new Int32Array(people).fill(-1),
    role: new Uint8Array(people),
    householdStart: alone,
    unitStart: new Int32Array(1),
    members: new Int32Array(0),
    unitPlace: new Int32Array(0),
    unitKind: new Uint8Array(0),
    placeStart: new Int32Array(1),
    placeArea: new Uint16Array(0),
    areaStart: Int32Array.of(0, people),
    areaPlace: new Int32Array(2),
    areaCodes: ['all'],
    districtFrom: Uint16Array.of(0),
    districtTo: Uint16Array.of(1),
    contacts: { household: 0, school: 0, work: 0, care: 0, community: 1 },
    withinUnit: 0,
    community: { own: 0, district: 0 },
  };
}

/** A city of households of one size and nothing else. */
export function homesOnly(households: number, size: number): City {
  const people = households * size;
  return {
    ...mixedCity(people),
    household: Int32Array.from({ length: people }, (_, person) => Math.floor(person / size)),
    householdStart: Int32Array.from({ length: households + 1 }, (_, home) => home * size),
    contacts: { household: 1, school: 0, work: 0, care: 0, community: 0 },
  };
}
