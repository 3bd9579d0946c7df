import type { City } from './city/city.ts';

/**
 * 16 bytes a person, so that one look into memory finds all: word 0 the unit and the role, word 1 the place in the household, its size and
 * the area, word 2 the infector, word 3 the day of infection and the end of a hold. Three views of one buffer.
 */
export interface Records {
  word: Int32Array;
  infectedOn: Int16Array;
  heldUntil: Uint16Array;
}

/** Infected by nobody in the city; never infected. */
export const OUTSIDE = -1;
export const NEVER = -1;

/** Where each thing of a person is in its view. */
export const unitAt = (person: number): number => person * 4;
export const homeAt = (person: number): number => person * 4 + 1;
export const infectorAt = (person: number): number => person * 4 + 2;
export const infectedAt = (person: number): number => person * 8 + 6;
export const heldAt = (person: number): number => person * 8 + 7;

const ROLE_BITS = 2;
/** The unit (-1: none) and the role (see ROLE) of word 0. */
export const unitOf = (word: number): number => word >> ROLE_BITS;
export const roleOf = (word: number): number => word & 3;

const PLACE_BITS = 8;
const MOST_AT_HOME = 255;
/** The place in the household, its size, the area of word 1. */
export const placeAtHome = (word: number): number => word & MOST_AT_HOME;
export const homeSize = (word: number): number => (word >>> PLACE_BITS) & MOST_AT_HOME;
export const areaOfHome = (word: number): number => word >>> (2 * PLACE_BITS);

/** The records of a city where nobody was infected yet. Throws for homes above 255. */
export function recordsOf(city: City): Records {
  const buffer = new ArrayBuffer(city.people * 16);
  const word = new Int32Array(buffer);
  const infectedOn = new Int16Array(buffer);
  const { householdStart, unit, role, area } = city;
  for (let home = 0; home + 1 < householdStart.length; home++) {
    const from = householdStart[home]!;
    const size = householdStart[home + 1]! - from;
    if (size > MOST_AT_HOME) throw new Error(`city-household: ${size} members. Give at most ${MOST_AT_HOME}.`);
    for (let i = 0; i < size; i++) {
      const person = from + i;
      word[person * 4] = (unit[person]! << ROLE_BITS) | role[person]!;
      word[person * 4 + 1] = i | (size << PLACE_BITS) | (area[person]! << (2 * PLACE_BITS));
      word[person * 4 + 2] = OUTSIDE;
      infectedOn[person * 8 + 6] = NEVER;
    }
  }
  return { word, infectedOn, heldUntil: new Uint16Array(buffer) };
}
