import { draw, further, keyOf, PURPOSE, uniform, unit } from '../draws.ts';
import { aliasOf, choose } from '../sampling.ts';
import { type CityTables, KIND, ROLE } from './tables.ts';

/** The people to be placed, sorted by area. */
export interface Settled {
  age: Uint8Array;
  area: Uint16Array;
  areaStart: Int32Array;
  /** Care home of each person, -1 for all others; homes are numbered along the areas. */
  careHome: Int32Array;
  districtFrom: Uint16Array;
  districtTo: Uint16Array;
}

/** Columns of units and places, growing while they are built. */
class Builder {
  readonly unit: Int32Array;
  readonly members: Int32Array;
  readonly role: Uint8Array;
  readonly unitStart: number[] = [];
  readonly unitPlace: number[] = [];
  readonly unitKind: number[] = [];
  readonly placeStart: number[] = [];
  readonly placeArea: number[] = [];
  filled = 0;

  constructor(people: number, most: number) {
    this.unit = new Int32Array(people).fill(-1);
    this.members = new Int32Array(most);
    this.role = new Uint8Array(people);
  }
  place(area: number): void {
    this.placeStart.push(this.unitStart.length);
    this.placeArea.push(area);
  }
  openUnit(kind: number): void {
    this.unitPlace.push(this.placeStart.length - 1);
    this.unitKind.push(kind);
    this.unitStart.push(this.filled);
  }
  join(person: number, role: number): void {
    this.role[person] = role;
    this.unit[person] = this.unitStart.length - 1;
    this.members[this.filled++] = person;
  }
}

/**
 * Care homes, schools and workplaces, area by area. Pupils go to a school near home, sorted into classes by age; workers commute by the
 * table's shares; the staff of homes and schools come first from those who work in the area. Units of a place are of equal size to one person.
 */
export function makePlaces(tables: CityTables, settled: Settled, seed: number): Builder {
  const { age, areaStart } = settled;
  const areas = areaStart.length - 1;
  const pupils = pupilsByLevel(tables, settled, seed);
  const taken = new Uint8Array(age.length);
  for (const list of pupils) for (const person of list) taken[person] = 1;
  const workers = workersByArea(tables, settled, taken, seed);
  const built = new Builder(age.length, age.length);
  const next = new Int32Array(pupils.length);
  const sizes = aliasOf(tables.workplaces.length > 0 ? tables.workplaces.map(({ size, workers: w }) => w / size) : [1]);
  const sizeKey = keyOf(seed, 0, PURPOSE.workplaces);
  let firms = 0;
  for (let area = 0; area < areas; area++) {
    let free = workers.start[area]!;
    const end = workers.start[area + 1]!;
    const hire = (count: number): void => {
      for (const last = Math.min(end, free + count); free < last; free++) built.join(workers.list[free]!, ROLE.works);
    };
    openCareHomes(tables, settled, area, built, hire);
    pupils.forEach((list, level) => {
      const { classSize, schoolSize } = tables.schools[level]!;
      // a school opens where its first pupil lives and takes the following pupils, from this area and the next
      while (next[level]! < list.length && settled.area[list[next[level]!]!]! <= area) {
        const schools = Math.max(1, Math.round((list.length - next[level]!) / schoolSize));
        const size = Math.ceil((list.length - next[level]!) / schools);
        const chosen = list.subarray(next[level]!, next[level]! + size).slice();
        next[level]! += size;
        chosen.sort((a, b) => age[a]! - age[b]! || a - b);
        built.place(area);
        const classes = Math.max(1, Math.round(size / classSize));
        for (let n = 0; n < classes; n++) {
          built.openUnit(KIND.school);
          for (
            let i = Math.floor((n * chosen.length) / classes);
            i < Math.floor(((n + 1) * chosen.length) / classes);
            i++
          )
            built.join(chosen[i]!, ROLE.learns);
          hire(tables.staffPerClass);
        }
      }
    });
    while (free < end) {
      const size = Math.min(end - free, tables.workplaces[choose(sizes, draw(sizeKey, firms++))]!.size);
      built.place(area);
      const teams = Math.max(1, Math.round(size / tables.teamSize));
      const from = free;
      for (let n = 0; n < teams; n++) {
        built.openUnit(KIND.work);
        hire(Math.floor(((n + 1) * size) / teams) - (free - from));
      }
    }
  }
  return built;
}

function openCareHomes(
  tables: CityTables,
  settled: Settled,
  area: number,
  built: Builder,
  hire: (n: number) => void,
): void {
  const care = tables.careHomes;
  if (!care) return;
  const end = settled.areaStart[area + 1]!;
  // residents are the last persons of their area
  let first = end;
  while (first > settled.areaStart[area]! && settled.careHome[first - 1]! >= 0) first--;
  for (let person = first; person < end; ) {
    let last = person;
    while (last < end && settled.careHome[last] === settled.careHome[person]) last++;
    built.place(area);
    const wards = Math.max(1, Math.round((last - person) / care.wardSize));
    const from = person;
    const residents = last - person;
    for (let n = 0; n < wards; n++) {
      built.openUnit(KIND.care);
      const until = from + Math.floor(((n + 1) * residents) / wards);
      const inWard = until - person;
      for (; person < until; person++) built.join(person, ROLE.learns);
      hire(Math.round(inWard * care.staff));
    }
  }
}

const groupOfAge = (tables: CityTables): Uint8Array => {
  const groups = new Uint8Array(256);
  for (let age = 0; age < 256; age++) groups[age] = tables.ageFrom.findLastIndex((from) => from <= age);
  return groups;
};

/** Persons of each school level who attend, in the order of persons, so that schools are near. */
function pupilsByLevel(tables: CityTables, { age, careHome }: Settled, seed: number): Int32Array[] {
  const key = keyOf(seed, 0, PURPOSE.attendance);
  const group = groupOfAge(tables);
  const levelOf = Int8Array.from({ length: 256 }, (_, a) =>
    tables.schools.findIndex((each) => each.fromAge <= a && a <= each.toAge),
  );
  const level = new Int8Array(age.length).fill(-1);
  const counts = new Int32Array(tables.schools.length);
  for (let person = 0; person < age.length; person++) {
    const at = levelOf[age[person]!]!;
    if (at < 0 || careHome[person]! >= 0) continue;
    if (uniform(key, person) >= tables.attendance[group[age[person]!]!]!) continue;
    level[person] = at;
    counts[at]!++;
  }
  const lists = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let person = 0; person < age.length; person++) {
    const at = level[person]!;
    if (at >= 0) lists[at]![counts[at]!++] = person;
  }
  return lists;
}

/** Workers sorted by the area they work in (counting sort). */
function workersByArea(
  tables: CityTables,
  settled: Settled,
  taken: Uint8Array,
  seed: number,
): { list: Int32Array; start: Int32Array } {
  const { age, area, areaStart, careHome } = settled;
  const works = keyOf(seed, 0, PURPOSE.employment);
  const goes = keyOf(seed, 0, PURPOSE.commute);
  const group = groupOfAge(tables);
  const { own, district } = tables.commute;
  const at = new Int32Array(age.length).fill(-1);
  const start = new Int32Array(areaStart.length);
  for (let person = 0; person < age.length; person++) {
    if (taken[person] === 1 || careHome[person]! >= 0) continue;
    const mine = group[age[person]!]!;
    // shares of all people of that age: those at school are already taken
    if (uniform(works, person) * (1 - tables.attendance[mine]!) >= tables.employment[mine]!) continue;
    const drawn = draw(goes, person);
    const u = unit(drawn);
    let where = area[person]!;
    if (u >= own) {
      // to where somebody lives: dense areas draw more workers
      const near = u < own + district;
      const from = areaStart[near ? settled.districtFrom[where]! : 0]!;
      const to = areaStart[near ? settled.districtTo[where]! : areaStart.length - 1]!;
      where = area[from + Math.floor(unit(further(drawn, 1)) * (to - from))]!;
    }
    at[person] = where;
    start[where + 1]!++;
  }
  for (let i = 1; i < start.length; i++) start[i]! += start[i - 1]!;
  const fill = start.slice();
  const list = new Int32Array(start.at(-1)!);
  for (let person = 0; person < age.length; person++) {
    const where = at[person]!;
    if (where >= 0) list[fill[where]!++] = person;
  }
  return { list, start };
}
