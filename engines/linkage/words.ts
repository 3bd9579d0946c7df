import type { Words } from '../../kernel/refusal.ts';
import type { Said } from './model/weights.ts';
import type { Field } from './person.ts';

/**
 * From `review` on a pair is shown to a worker, from `sure` on a result may be filed without a look: odds of 2^10 and 2^18 on the starting
 * model, before it is asked how many there are to choose from. Where there is enough to estimate from, `thresholds`
 * gives better ones. Always shown beside the weight.
 */
export const STARTING_SHOWN = { review: 10, sure: 18 } as const;

/** Field names as a worker reads them. */
export const FIELD_WORDS: Record<Field, Words> = {
  han: { en: 'name', zh: '姓名' },
  latin: { en: 'name', zh: '姓名' },
  cross: { en: 'name in two scripts', zh: '姓名（中文与拼音）' },
  sex: { en: 'sex', zh: '性别' },
  birth: { en: 'date of birth', zh: '出生日期' },
  year: { en: 'year of birth or age', zh: '出生年份或年龄' },
  phone: { en: 'telephone', zh: '电话' },
  address: { en: 'address', zh: '住址' },
  id: { en: 'identity number', zh: '证件号码' },
  day: { en: 'day of the event', zh: '事件日期' },
};

/** What each level means, in a few words. */
export const LEVEL_WORDS: Record<string, Words> = {
  same: { en: 'same', zh: '相同' },
  sound: { en: 'same sound', zh: '同音' },
  order: { en: 'other order', zh: '顺序不同' },
  near: { en: 'near', zh: '相近' },
  slip: { en: 'one slip', zh: '一处笔误' },
  given: { en: 'same given name only', zh: '仅名相同' },
  family: { en: 'same family name only', zh: '仅姓相同' },
  short: { en: 'short form', zh: '简写' },
  part: { en: 'one part the same', zh: '部分相同' },
  swapped: { en: 'day and month exchanged', zh: '日月颠倒' },
  digit: { en: 'one digit off', zh: '一位数字不同' },
  year: { en: 'same year only', zh: '仅年份相同' },
  about: { en: 'a year apart', zh: '相差一年' },
  room: { en: 'same home', zh: '同一住处' },
  building: { en: 'same building', zh: '同一楼栋' },
  numbers: { en: 'same building and room numbers', zh: '楼栋与房号相同' },
  street: { en: 'same street or estate', zh: '同一街道或小区' },
  differ: { en: 'different', zh: '不同' },
};

/** Bits with their sign, one decimal. */
export const bits = (weight: number): string => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`;

/** Why two records look like one person, heaviest field first: `name same +12.1, telephone different −2.6`. */
export function why(said: readonly Said[]): Words {
  const sorted = [...said].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const one = ({ field, level, weight }: Said, language: 'en' | 'zh'): string =>
    `${FIELD_WORDS[field][language]}${language === 'en' ? ' ' : ''}${(LEVEL_WORDS[level] as Words)[language]} ${bits(weight)}`;
  return {
    en: sorted.map((each) => one(each, 'en')).join(', '),
    zh: sorted.map((each) => one(each, 'zh')).join('，'),
  };
}
