import { keyOf, PURPOSE, uniform } from '../draws.ts';
import type { City } from './city.ts';
import { apportion, makeHomes } from './households.ts';
import { makePlaces } from './places.ts';
import { type CityTables, checkTables } from './tables.ts';

/**
 * A synthetic city of so many people from its tables; the same seed gives the same city. Time and memory grow with `people` (about
 * 0.2 microseconds and 20 bytes a person). Throws a fault of the tables by name (see checkTables).
 */
export function makeCity(tables: CityTables, people: number, seed: number): City {
  checkTables(tables, people);
  const homes = makeHomes(tables, people, seed);
  const areas = tables.areas.length;
  const wanted = apportion(
    tables.areas.map((area) => area.people),
    people - homes.careAges.length,
  );
  const careSize = careHomesOf(tables, homes.careAges.length);
  const homesIn = careHomesByArea(wanted, careSize.length, seed);
  const age = new Uint8Array(people);
  const household = new Int32Array(people);
  const area = new Uint16Array(people);
  const careHome = new Int32Array(people).fill(-1);
  const areaStart = new Int32Array(areas + 1);
  const householdStart = new Int32Array(homes.size.length + homes.careAges.length + 1);
  let person = 0;
  let home = 0;
  let row = 0;
  let source = 0;
  let resident = 0;
  let care = 0;
  let reached = 0;
  for (let a = 0; a < areas; a++) {
    areaStart[a] = person;
    reached += wanted[a]!;
    // households fill the areas in turn; one that crosses a border stays whole
    while (home < homes.size.length && (source < reached || a === areas - 1)) {
      householdStart[row] = person;
      for (let end = person + homes.size[home]!; person < end; person++, source++) {
        age[person] = homes.age[source]!;
        household[person] = row;
        area[person] = a;
      }
      home++;
      row++;
    }
    for (let last = care + homesIn[a]!; care < last; care++)
      for (let end = resident + careSize[care]!; resident < end; resident++, person++, row++) {
        householdStart[row] = person;
        age[person] = homes.careAges[resident]!;
        household[person] = row;
        area[person] = a;
        careHome[person] = care;
      }
  }
  areaStart[areas] = person;
  householdStart[row] = person;
  const districts = districtsOf(tables);
  const built = makePlaces(tables, { age, area, areaStart, careHome, ...districts }, seed);
  const placeArea = Uint16Array.from(built.placeArea);
  return {
    people,
    age,
    household,
    area,
    unit: built.unit,
    role: built.role,
    householdStart,
    unitStart: withEnd(built.unitStart, built.filled),
    members: built.members.slice(0, built.filled),
    unitPlace: Int32Array.from(built.unitPlace),
    unitKind: Uint8Array.from(built.unitKind),
    placeStart: withEnd(built.placeStart, built.unitStart.length),
    placeArea,
    areaStart,
    areaPlace: firstOf(placeArea, areas),
    areaCodes: tables.areas.map(({ code }) => code),
    ...districts,
    contacts: tables.contacts,
    withinUnit: tables.withinUnit,
    community: tables.community,
  };
}

function withEnd(starts: readonly number[], end: number): Int32Array {
  const all = new Int32Array(starts.length + 1);
  all.set(starts);
  all[starts.length] = end;
  return all;
}

/** Residents of each care home, as equal as can be. */
function careHomesOf(tables: CityTables, residents: number): Int32Array {
  if (!tables.careHomes || residents === 0) return new Int32Array(0);
  const homes = Math.max(1, Math.round(residents / tables.careHomes.size));
  return apportion(new Array<number>(homes).fill(1), residents);
}

/** How many homes stand in each area, drawn in proportion to people. */
function careHomesByArea(peopleOf: Int32Array, homes: number, seed: number): Int32Array {
  const counts = new Int32Array(peopleOf.length);
  const key = keyOf(seed, 1, PURPOSE.careHomes);
  const ends = Float64Array.from(peopleOf);
  for (let a = 1; a < ends.length; a++) ends[a]! += ends[a - 1]!;
  for (let home = 0; home < homes; home++) {
    const at = uniform(key, home) * ends.at(-1)!;
    const found = ends.findIndex((end) => at < end);
    counts[found < 0 ? ends.length - 1 : found]!++;
  }
  return counts;
}

/** Areas of one district must be neighbours in the list; throws `city-district-split` else. */
function districtsOf({ areas }: CityTables): Pick<City, 'districtFrom' | 'districtTo'> {
  const districtFrom = new Uint16Array(areas.length);
  const districtTo = new Uint16Array(areas.length);
  const seen = new Set<string>();
  for (let from = 0, to = 0; from < areas.length; from = to) {
    const name = areas[from]!.district;
    while (to < areas.length && areas[to]!.district === name) to++;
    if (name !== undefined && seen.has(name))
      throw new Error(
        `city-district-split: ${name} stands in two parts of the list of areas. Sort the areas by district.`,
      );
    if (name !== undefined) seen.add(name);
    districtFrom.fill(from, from, to);
    districtTo.fill(to, from, to);
  }
  return { districtFrom, districtTo };
}

function firstOf(placeArea: Uint16Array, areas: number): Int32Array {
  const first = new Int32Array(areas + 1);
  for (const a of placeArea) first[a + 1]!++;
  for (let a = 1; a <= areas; a++) first[a]! += first[a - 1]!;
  return first;
}
