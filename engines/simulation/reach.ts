import type { City } from './city/city.ts';
import { unitRates } from './city/contacts.ts';
import { mix, unit as unitInterval } from './draws.ts';

/** Where a contact happens, the low bits of what `aim` answers. */
export const AT = { home: 0, unit: 1, place: 2, community: 3 } as const;

/**
 * Whom one person meets: the household, the unit, the rest of its place, the area. Rates are attempts a day at infectiousness 1, cumulative
 * over household, unit, place, community.
 */
export interface Reach {
  whole: Int32Array;
  rate: Float64Array;
}
export const WHO = {
  person: 0,
  homeFrom: 1,
  homeSize: 2,
  unitFrom: 3,
  unitTo: 4,
  placeFrom: 5,
  placeTo: 6,
  area: 7,
} as const;
export const RATE = { home: 0, unit: 1, place: 2, total: 3 } as const;

export const emptyReach = (): Reach => ({ whole: new Int32Array(8), rate: new Float64Array(4) });

/** Two words a person that belong to the city: the unit (-1: none); the place in the household, its size and the area. */
type Addresses = Int32Array;
export const unitAt = (person: number): number => person * 2;

const PLACE_BITS = 8;
const MOST_AT_HOME = 255;
const addressed = new WeakMap<City, Addresses>();

/** The addresses of a city, made once. Throws for homes above 255. */
export function addressesOf(city: City): Addresses {
  const known = addressed.get(city);
  if (known) return known;
  const addresses = new Int32Array(city.people * 2);
  const { householdStart } = city;
  for (let home = 0; home + 1 < householdStart.length; home++) settle(city, addresses, home);
  addressed.set(city, addresses);
  return addresses;
}

// one household a call: a function called often is compiled early, a loop of its own late
function settle({ householdStart, unit, area }: City, addresses: Addresses, home: number): void {
  const from = householdStart[home]!;
  const size = householdStart[home + 1]! - from;
  if (size > MOST_AT_HOME) throw new Error(`city-household: ${size} members. Give at most ${MOST_AT_HOME}.`);
  for (let i = 0; i < size; i++) {
    addresses[(from + i) * 2] = unit[from + i]!;
    addresses[(from + i) * 2 + 1] = i | (size << PLACE_BITS) | (area[from + i]! << (2 * PLACE_BITS));
  }
}

/** Units as 8 words each: members from and to, those of the whole place, kind; contacts within (the own row among them) and around, weighted by setting. */
export interface UnitTable {
  whole: Int32Array;
  rate: Float32Array;
}
export const UNIT_WORDS = 8;
export const UNIT = { from: 0, to: 1, placeFrom: 2, placeTo: 3, kind: 4, within: 5, around: 6 } as const;

/** The table of a city; `weights`: what a contact counts by kind of unit. */
export function unitTable(city: City, weights: ArrayLike<number>): UnitTable {
  const units = city.unitKind.length;
  const buffer = new ArrayBuffer(units * UNIT_WORDS * 4);
  const table = { whole: new Int32Array(buffer), rate: new Float32Array(buffer) };
  for (let unit = 0; unit < units; unit++) fillUnit(city, table, unit, weights[city.unitKind[unit]!]!);
  return table;
}

function fillUnit(city: City, { whole, rate }: UnitTable, unit: number, weight: number): void {
  const at = unit * UNIT_WORDS;
  const place = city.unitPlace[unit]!;
  const { within, around } = unitRates(city, unit);
  whole[at + UNIT.from] = city.unitStart[unit]!;
  whole[at + UNIT.to] = city.unitStart[unit + 1]!;
  whole[at + UNIT.placeFrom] = city.unitStart[city.placeStart[place]!]!;
  whole[at + UNIT.placeTo] = city.unitStart[city.placeStart[place + 1]!]!;
  whole[at + UNIT.kind] = city.unitKind[unit]!;
  // whoever is chosen may be the person itself: such attempts are lost, so there are more of them
  const members = whole[at + UNIT.to]! - whole[at + UNIT.from]!;
  rate[at + UNIT.within] = within * weight * (members > 1 ? members / (members - 1) : 0);
  rate[at + UNIT.around] = around * weight;
}

/** Sets where a person is to be found; the words of the unit in the table, -1 without one. */
export function place(reach: Reach, addresses: Addresses, units: UnitTable, person: number): number {
  const { whole } = reach;
  const home = addresses[person * 2 + 1]!;
  whole[WHO.person] = person;
  whole[WHO.homeFrom] = person - (home & MOST_AT_HOME);
  whole[WHO.homeSize] = (home >>> PLACE_BITS) & MOST_AT_HOME;
  whole[WHO.area] = home >>> (2 * PLACE_BITS);
  const unit = addresses[person * 2]!;
  if (unit < 0) return -1;
  const row = unit * UNIT_WORDS;
  whole[WHO.unitFrom] = units.whole[row + UNIT.from]!;
  whole[WHO.unitTo] = units.whole[row + UNIT.to]!;
  whole[WHO.placeFrom] = units.whole[row + UNIT.placeFrom]!;
  whole[WHO.placeTo] = units.whole[row + UNIT.placeTo]!;
  return row;
}

/** Sets the cumulative rates. */
export function setRates({ rate }: Reach, home: number, within: number, around: number, community: number): void {
  rate[RATE.home] = home;
  rate[RATE.unit] = home + within;
  rate[RATE.place] = home + within + around;
  rate[RATE.total] = home + within + around + community;
}

/**
 * Where a word leads, times 4, plus the setting: a person's id at home and in the community, a row of `members` in a unit or place. The
 * cumulative rates choose the setting. In the unit and the community it may be the person itself.
 */
export function aim(city: City, { whole, rate }: Reach, word: number): number {
  const x = unitInterval(word) * rate[RATE.total]!;
  const u = unitInterval(mix(word + 0x51ed270b));
  if (x < rate[RATE.home]!) {
    const person = whole[WHO.person]!;
    const other = whole[WHO.homeFrom]! + floor(u * (whole[WHO.homeSize]! - 1));
    return ((other >= person ? other + 1 : other) << 2) | AT.home;
  }
  if (x < rate[RATE.unit]!) {
    const from = whole[WHO.unitFrom]!;
    return ((from + floor(u * (whole[WHO.unitTo]! - from))) << 2) | AT.unit;
  }
  if (x < rate[RATE.place]!) {
    const from = whole[WHO.placeFrom]!;
    const mine = whole[WHO.unitFrom]!;
    const end = whole[WHO.unitTo]!;
    const n = from + floor(u * (whole[WHO.placeTo]! - from - (end - mine)));
    return ((n < mine ? n : n + end - mine) << 2) | AT.place;
  }
  const area = whole[WHO.area]!;
  const { community } = city;
  let from = 0;
  let to = city.people;
  const v = unitInterval(mix(word + 0x2545f491));
  if (v < community.own) {
    from = city.areaStart[area]!;
    to = city.areaStart[area + 1]!;
  } else if (v < community.own + community.district) {
    from = city.areaStart[city.districtFrom[area]!]!;
    to = city.areaStart[city.districtTo[area]!]!;
  }
  return ((from + floor(u * (to - from))) << 2) | AT.community;
}

/** Of a number from 0 to 2^31: stays a whole number for the machine. */
const floor = (x: number): number => x | 0;

/** The same with a person in place of a row: whoever is met, times 4, plus the setting. */
export function met(members: Int32Array, aimed: number): number {
  const where = aimed & 3;
  return where === AT.unit || where === AT.place ? (members[aimed >>> 2]! << 2) | where : aimed;
}
