import { pinyin } from 'pinyin-pro';
import type { Words } from '../../kernel/refusal.ts';
import { daysBetween } from '../../kernel/time.ts';

/** What a person in a list is known by. */
export interface Known {
  id: string;
  name?: string;
  sex?: string;
  age?: number;
  birth?: string;
  phone?: string;
  onset?: string;
  disease: string;
  area: string;
}

/** Names met lately: a list asks for each several times. Emptied when full, so that memory stays flat. */
const met = new Map<string, { syllables: string[]; letters: string }>();
const REMEMBERED = 20_000;

function nameOf(name: string): { syllables: string[]; letters: string } {
  const known = met.get(name);
  if (known) return known;
  const chinese = /\p{Script=Han}/u.test(name);
  const parts = chinese
    ? pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', surname: 'head' })
    : [name.normalize('NFD').replace(/\p{M}/gu, '')];
  const found = parts
    .flatMap((part) =>
      part
        .toLowerCase()
        .replaceAll('ü', 'v')
        .split(/[^a-z]+/),
    )
    .filter(Boolean);
  const entry = { syllables: found, letters: [...found.join('')].sort().join('') };
  if (met.size >= REMEMBERED) met.clear();
  met.set(name, entry);
  return entry;
}
/** Syllables of a name without tones: 王小明, "Wang Xiaoming" and "Xiaoming WANG" share their letters. */
export const syllables = (name: string): string[] => nameOf(name).syllables;
const letters = (name: string): string => nameOf(name).letters;
const digits = (phone: string): string => phone.replace(/\D/g, '').slice(-8);

export interface LikenessKeys {
  /** Letters of the name in any order: other scripts and swapped names fall together. */
  likeName: string | null;
  /** Last digits of the telephone: catches a new name. */
  likePhone: string | null;
  /** Initials, sex and age, one key a year of the spread: catches a mistyped letter. */
  likeInitials: string[];
}

/**
 * Blocking keys: two records are compared only when they share one. Each is a plain column of cases.cases, since a
 * database under row-level security uses its index for `=`, not for overlaps of lists.
 */
export function likenessKeys(known: Pick<Known, 'name' | 'phone' | 'sex' | 'age'>, spread = 0): LikenessKeys {
  const phone = known.phone && digits(known.phone).length >= 7 ? digits(known.phone) : null;
  if (!known.name) return { likeName: null, likePhone: phone, likeInitials: [] };
  const likeInitials: string[] = [];
  if (known.age !== undefined && known.sex) {
    const initials = syllables(known.name)
      .map((part) => part[0])
      .sort()
      .join('');
    for (let age = Math.floor(known.age) - spread; age <= Math.floor(known.age) + spread; age++)
      likeInitials.push(`${initials}|${known.sex[0]}|${age}`);
  }
  return { likeName: letters(known.name), likePhone: phone, likeInitials };
}
/** The keys as one list, each marked by its kind. */
const keyList = ({ likeName, likePhone, likeInitials }: LikenessKeys): string[] => [
  ...(likePhone ? [`t:${likePhone}`] : []),
  ...(likeName ? [`n:${likeName}`] : []),
  ...likeInitials.map((key) => `i:${key}`),
];

/**
 * log2 odds (Fellegi and Sunter 1969) that two records are one person, per field: agreement, disagreement.
 * m = agreement among true pairs, u = among others of one outbreak: name m .9 u .0005; one slip in the name m .05 u .0025;
 * telephone m .8 u .00001; sex m .98 u .5; age within one year m .95 u .04; birth m .95 u .0001;
 * onset within a week m .85 u .4; same area m .9 u .3.
 */
const ODDS = {
  name: [10.8, -3.3],
  slip: [4.3, 0],
  phone: [16.3, -2.3],
  sex: [1, -4.6],
  age: [4.6, -4.3],
  birth: [13.2, -4.3],
  onset: [1.1, -2],
  area: [1.6, 0],
} as const;
/** Odds at which a pair is shown: 2^13, about 8,000 to 1 for it before the base rate of duplicates. */
export const LIKELY = 13;

interface Likeness {
  odds: number;
  agree: string[];
  differ: string[];
}

/** How likely two records are the same case of one disease. Fields either lacks count nothing. */
function likeness(a: Known, b: Known): Likeness {
  const result: Likeness = { odds: 0, agree: [], differ: [] };
  if (a.disease !== b.disease) return { odds: -Infinity, agree: [], differ: ['disease'] };
  const weigh = (field: keyof typeof ODDS, agrees: boolean) => {
    result.odds += ODDS[field][agrees ? 0 : 1];
    if (field !== 'area' || agrees) (agrees ? result.agree : result.differ).push(field);
  };
  if (a.name && b.name) {
    const characters = /\p{Script=Han}/u.test(a.name) && /\p{Script=Han}/u.test(b.name);
    // 王晓明 for 王小明 is a slip of the pen as often as another person: the sound alone weighs less than the characters.
    if (a.name === b.name || (!characters && letters(a.name) === letters(b.name))) weigh('name', true);
    else if (letters(a.name) === letters(b.name) || oneSlip(syllables(a.name).join(''), syllables(b.name).join('')))
      result.odds += ODDS.slip[0];
    else weigh('name', false);
  }
  if (a.phone && b.phone) weigh('phone', digits(a.phone) === digits(b.phone));
  if (a.sex && b.sex) weigh('sex', a.sex === b.sex);
  if (a.birth && b.birth) weigh('birth', a.birth === b.birth);
  else if (a.age !== undefined && b.age !== undefined) weigh('age', Math.abs(a.age - b.age) <= 1);
  if (a.onset && b.onset) weigh('onset', Math.abs(daysBetween(a.onset, b.onset)) <= 7);
  if (a.area === b.area) weigh('area', true);
  return result;
}

/** One letter put in, left out, changed, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return (x.length <= 1 && y.length <= 1) || (x.length === 2 && y === `${x[1]}${x[0]}`);
}

export interface Likely {
  of: string;
  where: 'file' | 'register';
  odds: number;
  agree: string[];
  differ: string[];
}

/** Largest block compared pair by pair; a key shared by more records tells nobody apart. */
const LARGEST_BLOCK = 200;

/** Looks for the same person in the rows of a file already seen and in rows of the register that share a blocking key. */
export class LikelySame {
  #blocks = new Map<string, Known[]>();

  /** Takes rows of the register. */
  hold(known: Known): void {
    this.#add(known);
  }

  /** The likeliest match of a row, if any is likely; then remembers the row. */
  check(known: Known, register: ReadonlySet<string>): Likely | undefined {
    let best: Likely | undefined;
    const seen = new Set<string>([known.id]);
    for (const key of keyList(likenessKeys(known, 1))) {
      for (const other of this.#blocks.get(key) ?? []) {
        if (seen.has(other.id)) continue;
        seen.add(other.id);
        const like = likeness(known, other);
        if (like.odds >= LIKELY && like.odds > (best?.odds ?? -Infinity))
          best = { of: other.id, where: register.has(other.id) ? 'register' : 'file', ...like };
      }
    }
    this.#add(known);
    return best;
  }

  #add(known: Known): void {
    for (const key of keyList(likenessKeys(known))) {
      const block = this.#blocks.get(key);
      if (!block) this.#blocks.set(key, [known]);
      else if (block.length < LARGEST_BLOCK && !block.some((other) => other.id === known.id)) block.push(known);
    }
  }
}

const FIELD_ZH: Record<string, string> = {
  name: '姓名',
  phone: '电话',
  sex: '性别',
  age: '年龄',
  birth: '出生日期',
  onset: '发病日期',
  area: '地区',
  disease: '疾病',
};
export const likelyWords = (likely: Likely): Words => ({
  en: `Likely the same person as ${likely.of} (${likely.where}): same ${likely.agree.join(', ')}${likely.differ.length ? `; different ${likely.differ.join(', ')}` : ''}.`,
  zh: `疑似与 ${likely.of}（${likely.where === 'file' ? '本文件' : '病例库'}）为同一人：${likely.agree.map((field) => FIELD_ZH[field] ?? field).join('、')}相同${likely.differ.length ? `；${likely.differ.map((field) => FIELD_ZH[field] ?? field).join('、')}不同` : ''}。`,
});
