import { isWhole, swappedDay, yearOf } from '../fields/dates.ts';
import { phoneTail } from '../fields/phones.ts';
import { mix } from '../hash.ts';
import type { People } from './people.ts';

/** The passes of blocking: two people are compared when they share a key of one. Each catches what another misses. */
export const PASSES = {
  /** All letters of the name, in any order and script, and the year of birth. */
  nameYear: { en: 'name by sound and year of birth', zh: '姓名读音与出生年份' },
  /** Last eight digits. */
  phone: { en: 'telephone', zh: '电话' },
  /** Whole date, also with day and month exchanged: any name. */
  birth: { en: 'date of birth', zh: '出生日期' },
  /** Letters of the name alone; common names exceed the cap. */
  name: { en: 'name by sound', zh: '姓名读音' },
  /** Building, unit, room and the sound of the family name: any street. */
  room: { en: 'building, room and family name', zh: '楼栋房号与姓氏' },
  /** Sound of the family name with year and month of birth. */
  familyMonth: { en: 'family name and month of birth', zh: '姓氏与出生年月' },
  /** Letters of the name and the day in the year: a year mistaken. */
  nameDay: { en: 'name by sound and birthday', zh: '姓名读音与生日' },
  /** First letters, sex and year of birth. */
  initials: { en: 'initials, sex and year of birth', zh: '首字母、性别与出生年份' },
  /** Number of an identity document. */
  document: { en: 'identity document', zh: '证件号码' },
} as const;
export type Pass = keyof typeof PASSES;
export const PASS_NAMES = Object.keys(PASSES) as Pass[];

/** Keys one person has at most, over all passes, when asked for (more than when held). */
export const MOST_KEYS = 24;
/** Keys one person is held under at most. */
export const HELD_KEYS = 11;

/** Keys of a person, and the pass of each. */
export interface Keys {
  count: number;
  hash: Uint32Array;
  pass: Uint8Array;
}
export const newKeys = (): Keys => ({ count: 0, hash: new Uint32Array(MOST_KEYS), pass: new Uint8Array(MOST_KEYS) });

/**
 * Writes the keys of person `i` into `keys`. `asking`: with neighbouring years where only an age is known, and with day
 * and month exchanged; people are held under the plain keys only. `wanted`: the passes, as bits in the order of
 * `PASS_NAMES`.
 */
export function keysOf(people: People, i: number, asking: boolean, wanted: number, keys: Keys): void {
  keys.count = 0;
  const group = people.groupOf(i);
  const put = (pass: number, value: number): void => {
    if (!(wanted & (1 << pass))) return;
    const hash = mix(mix(value, group), pass + 1);
    for (let k = 0; k < keys.count; k++) if (keys.hash[k] === hash) return;
    keys.hash[keys.count] = hash;
    keys.pass[keys.count++] = pass;
  };
  const birth = people.birth[i] as number;
  const year = people.yearOf(i);
  const spread = asking && birth === 0 ? 1 : 0;
  const phone = people.phone[i] as number;
  if (phone > 0) put(1, phoneTail(phone));
  if (birth > 0 && isWhole(birth)) {
    put(2, birth);
    const swapped = asking ? swappedDay(birth) : 0;
    if (swapped > 0) put(2, swapped);
  }
  const document = people.documentOf(i);
  if (document.head > 0) put(8, mix(document.head % 1_000_003, Math.floor(document.head / 1_000_003)) ^ document.tail);
  const name = people.nameOf(i);
  if (name.length === 0) return;
  const letters = people.names.letters(name);
  put(3, letters);
  const [family, last] = people.names.families(name);
  const home = people.homeOf(i);
  if (home.room !== 0) {
    const room = mix(mix(home.building, home.room), home.unit);
    put(4, mix(room, family));
    put(4, mix(room, last));
  }
  if (birth > 0 && isWhole(birth)) {
    const month = Math.floor(birth / 100);
    put(5, mix(month, family));
    put(5, mix(month, last));
    put(6, mix(letters, birth - yearOf(birth) * 10_000));
  }
  if (year === 0) return;
  const sex = people.sexOf(i);
  const initials = sex === 0 ? 0 : mix(people.names.initials(name), sex);
  for (let each = year - spread; each <= year + spread; each++) {
    put(0, mix(letters, each));
    if (sex !== 0) put(7, mix(initials, each));
  }
}
