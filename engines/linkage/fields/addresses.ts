import { hashOf, mix } from '../hash.ts';

/** An address in parts; 0 where a part is not written. */
export interface Home {
  /** Bigrams of the street, estate or area in 64 bits (Bloom 1970), low and high word. */
  low: number;
  high: number;
  building: number;
  unit: number;
  room: number;
  /** 1: a place path, 2: free text, 0: absent. Only two of one kind are compared. */
  kind: 0 | 1 | 2;
}
export const NO_HOME: Home = { low: 0, high: 0, building: 0, unit: 0, room: 0, kind: 0 };

const PLACE_PATH = /^[a-z]{2}(\.[a-z0-9-]+)+$/;
const PARTS: [keyof Pick<Home, 'building' | 'unit' | 'room'>, RegExp][] = [
  ['room', /([a-z]?\d+[a-z]?)(?:室|房|号房|户)/],
  ['room', /(?:flat|apartment|apt|room|rm|suite|ste|unit|#)\.?\s*#?([a-z]?\d+[a-z]?)\b/],
  ['unit', /([a-z]|\d+|[一二三四五六七八九十]+)单元/],
  ['building', /([a-z]|\d+|[一二三四五六七八九十]+)(?:号楼|栋|幢|座|号院|楼)/],
];
/** `3-2-502`, `3-502` at the end: building, unit, room. */
const DASHED = /(\d+[a-z]?)-(?:(\d+)-)?(\d+[a-z]?)$/;
const CHINESE_DIGIT = '零一二三四五六七八九';

/** 十二 as 12, 05 as 5: the same number in two ways of writing. */
function number(text: string): number {
  const ten = text.indexOf('十');
  const plain =
    ten >= 0
      ? String(
          (CHINESE_DIGIT.indexOf(text[ten - 1] ?? '一') || 1) * 10 +
            Math.max(0, CHINESE_DIGIT.indexOf(text[ten + 1] ?? '零')),
        )
      : text.replace(/[一二三四五六七八九]/g, (digit) => String(CHINESE_DIGIT.indexOf(digit)));
  return hashOf(plain.replace(/^0+(?=\d)/, '')) | 1;
}

function signed(street: string): [number, number] {
  let [low, high] = [0, 0];
  for (let i = 0; i + 1 < street.length; i++) {
    const bit = mix(street.charCodeAt(i), street.charCodeAt(i + 1)) & 63;
    if (bit < 32) low |= 1 << bit;
    else high |= 1 << (bit - 32);
  }
  return [low, high];
}

/** Takes an address apart: a place path by its letters, Chinese by 栋 单元 室, others by flat and house number. */
export function homeOf(address: string | undefined): Home {
  if (!address) return NO_HOME;
  const home: Home = { ...NO_HOME, kind: PLACE_PATH.test(address) ? 1 : 2 };
  let street: string;
  if (home.kind === 1) {
    const segments = address.split('.');
    street = '';
    for (const segment of segments) {
      const [, kind, rest] = /^([buh])(\d.*)$/.exec(segment) ?? [];
      if (kind && rest) home[kind === 'b' ? 'building' : kind === 'u' ? 'unit' : 'room'] = number(rest);
      else if (!/^p\d+$/.test(segment)) street += segment;
    }
  } else {
    let rest = address.normalize('NFKC').toLowerCase().trim();
    for (const [part, pattern] of PARTS) {
      if (home[part] !== 0) continue;
      const found = pattern.exec(rest);
      if (!found) continue;
      home[part] = number(found[1] as string);
      rest = rest.replace(found[0], ' ');
    }
    const dashed = home.room === 0 ? DASHED.exec(rest.trim()) : null;
    if (dashed) {
      home.building = number(dashed[1] as string);
      if (dashed[2]) home.unit = number(dashed[2]);
      home.room = number(dashed[3] as string);
      rest = rest.replace(dashed[0], '');
    }
    // What number is left: of the house, or behind 栋 the room.
    const [left] = /[a-z]?\d+[a-z]?/.exec(rest.replace(/\d+(?:st|nd|rd|th)\b/g, '')) ?? [];
    if (left && home.building === 0) home.building = number(left);
    else if (left && home.room === 0) home.room = number(left);
    street = rest.replace(/[^\p{L}]/gu, '');
  }
  [home.low, home.high] = signed(street);
  return home;
}

function bits(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Share of bigrams in common (Dice) from which two streets are one; counted on 64 bits, so a little high for long texts. */
const SAME_STREET = 0.8;

/**
 * Level of two homes given by their words, from 1: room (street, building, unit and room agree), building, numbers (building and room, street otherwise),
 * street, differ. A part one side lacks does not disagree, but a room needs both.
 */
export function addressLevel(a: Home, b: Home): number {
  const both = bits(a.low & b.low) + bits(a.high & b.high);
  const all = bits(a.low) + bits(a.high) + bits(b.low) + bits(b.high);
  const street = all > 0 && (2 * both) / all >= SAME_STREET;
  const building = a.building !== 0 && a.building === b.building && (a.unit === b.unit || a.unit === 0 || b.unit === 0);
  const room = a.room !== 0 && a.room === b.room;
  const noBuilding = a.building === 0 && b.building === 0;
  if (street && room && (building || noBuilding)) return 1;
  if (street && building) return a.room === 0 && b.room === 0 ? 1 : 2;
  if (building && room) return 3;
  return street ? 4 : 5;
}
