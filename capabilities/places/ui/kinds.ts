import { LEVELS, type Level, levelOf, type PlacePath } from '../../../kernel/place.ts';
import type { Words } from '../../../kernel/refusal.ts';

export const KINDS: Record<string, Words> = {
  area: { en: 'Area', zh: '行政区域' },
  estate: { en: 'Estate', zh: '小区' },
  building: { en: 'Building', zh: '楼栋' },
  unit: { en: 'Unit', zh: '单元' },
  dormitory: { en: 'Dormitory', zh: '宿舍' },
  hotel: { en: 'Hotel', zh: '酒店' },
  site: { en: 'Building site', zh: '工地' },
  school: { en: 'School', zh: '学校' },
  hospital: { en: 'Hospital', zh: '医院' },
  office: { en: 'Office', zh: '办公楼' },
  market: { en: 'Market', zh: '市场' },
  'care-home': { en: 'Care home', zh: '养老院' },
};
export const EXITS: Record<string, Words> = {
  'unit-door': { en: 'Unit door', zh: '单元门' },
  gate: { en: 'Gate', zh: '大门' },
  stair: { en: 'Stair', zh: '楼梯' },
  'fire-lane': { en: 'Fire lane', zh: '消防通道' },
};

const HOUSES = ['dormitory', 'hotel', 'school', 'hospital', 'office', 'market', 'care-home'];
const KINDS_AT: Partial<Record<Level, string[]>> = {
  estate: ['estate', 'site', ...HOUSES],
  building: ['building', ...HOUSES],
  unit: ['unit'],
};
/** What may be registered at a level, the usual first. */
export const kindsAt = (level: Level): string[] => KINDS_AT[level] ?? ['area'];

/** The level of what lies directly in a place; undefined where doors begin: households are registered with their people. */
export function levelBelow(path: PlacePath): Level | undefined {
  const level = LEVELS[LEVELS.indexOf(levelOf(path)) + 1];
  return level === 'household' ? undefined : level;
}

const DIGITS: Partial<Record<Level, number>> = { province: 2, city: 2, district: 2, street: 3, community: 3 };
/** Digits of an area's own part of the statistical code; undefined for estates, buildings and units, which are counted. */
export const digitsAt = (level: Level): number | undefined => DIGITS[level];
const LETTERS: Partial<Record<Level, string>> = { estate: 'e', building: 'b', unit: 'u' };
/** The path of number `n` directly in a place: building 3 of an estate ends in `b3`. */
export const pathBelow = (parent: PlacePath, level: Level, n: string): PlacePath =>
  `${parent}.${LETTERS[level] ?? ''}${LETTERS[level] ? Number(n) : n}`;
