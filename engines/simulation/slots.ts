import type { City } from './city/city.ts';
import { unitRates } from './city/contacts.ts';
import { areaOfHome, homeAt, homeSize, placeAtHome, type Records, unitAt, unitOf } from './records.ts';

/**
 * The infectious, one slot of 16 words (a cache line) each: what a sweep needs of a person without looking anywhere else. Whole numbers
 * and rates are two views of one buffer; the last slot fills the place of one that leaves.
 */
export interface Slots {
  count: number;
  whole: Int32Array;
  rate: Float32Array;
}
/** Words of a slot. Rates are attempts a day at infectiousness 1, cumulative over household, unit, place, community. */
export const SLOT = {
  person: 0,
  from: 1,
  until: 2,
  homeFrom: 3,
  homeSize: 4,
  unitFrom: 5,
  unitTo: 6,
  placeFrom: 7,
  placeTo: 8,
  area: 9,
  home: 10,
  unit: 11,
  place: 12,
  total: 13,
} as const;
export const WORDS = 16;

export function emptySlots(slots: number): Slots {
  const buffer = new ArrayBuffer(slots * WORDS * 4);
  return { count: 0, whole: new Int32Array(buffer), rate: new Float32Array(buffer) };
}

/** Room for one more; its first word. */
export function openSlot(slots: Slots): number {
  const at = slots.count * WORDS;
  if (at === slots.whole.length) {
    const buffer = new ArrayBuffer(at * 4 * 2);
    const longer = new Int32Array(buffer);
    longer.set(slots.whole);
    slots.whole = longer;
    slots.rate = new Float32Array(buffer);
  }
  slots.count++;
  return at;
}

/** Empties the slot that begins at a word. */
export function closeSlot(slots: Slots, at: number): void {
  const last = --slots.count * WORDS;
  if (at !== last) slots.whole.copyWithin(at, last, last + WORDS);
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
  const [whole, rate] = [new Int32Array(buffer), new Float32Array(buffer)];
  for (let unit = 0; unit < units; unit++) {
    const at = unit * UNIT_WORDS;
    const place = city.unitPlace[unit]!;
    const { within, around } = unitRates(city, unit);
    const weight = weights[city.unitKind[unit]!]!;
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
  return { whole, rate };
}

/** Fills a slot with where a person is to be found; returns the words of the unit in the table, -1 without one. */
export function place(slots: Slots, at: number, { word }: Records, units: UnitTable, person: number): number {
  const { whole } = slots;
  const home = word[homeAt(person)]!;
  whole[at + SLOT.person] = person;
  whole[at + SLOT.homeFrom] = person - placeAtHome(home);
  whole[at + SLOT.homeSize] = homeSize(home);
  whole[at + SLOT.area] = areaOfHome(home);
  const unit = unitOf(word[unitAt(person)]!);
  if (unit < 0) return -1;
  const row = unit * UNIT_WORDS;
  whole[at + SLOT.unitFrom] = units.whole[row + UNIT.from]!;
  whole[at + SLOT.unitTo] = units.whole[row + UNIT.to]!;
  whole[at + SLOT.placeFrom] = units.whole[row + UNIT.placeFrom]!;
  whole[at + SLOT.placeTo] = units.whole[row + UNIT.placeTo]!;
  return row;
}

/** Sets the cumulative rates of a slot. */
export function setRates(
  slots: Slots,
  at: number,
  home: number,
  within: number,
  around: number,
  community: number,
): void {
  slots.rate[at + SLOT.home] = home;
  slots.rate[at + SLOT.unit] = home + within;
  slots.rate[at + SLOT.place] = home + within + around;
  slots.rate[at + SLOT.total] = home + within + around + community;
}
