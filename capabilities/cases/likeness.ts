import { pinyin } from 'pinyin-pro';
import {
  type Person,
  Register,
  STARTING_SHOWN as SAME_PERSON,
  type Similar,
  STARTING,
  similarOf,
  Weights,
  why,
} from '../../engines/linkage/index.ts';
import type { Words } from '../../kernel/refusal.ts';
import { nameReading } from '../people/index.ts';

/** What a case is known by when it is compared with others. */
export interface Known {
  id: string;
  name?: string;
  sex?: string;
  age?: number;
  birth?: string;
  phone?: string;
  onset?: string;
  reportedOn?: string;
  household?: string;
  address?: string;
  disease: string;
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
 * Blocking keys as plain columns of cases.cases, since a database under row-level security uses its index for `=`, not
 * for overlaps of lists. What shares one is compared by the engine.
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
  return { likeName: nameOf(known.name).letters, likePhone: phone, likeInitials };
}

/** A case as the engine knows people: compared within its disease, an age as a year of birth. */
export function personOf(known: Known): Person {
  const seen = known.onset ?? known.reportedOn;
  return {
    id: known.id,
    name: known.name,
    sex: known.sex,
    birth: known.birth,
    ...(known.age !== undefined && seen ? { bornAbout: Number(seen.slice(0, 4)) - Math.floor(known.age) } : {}),
    phone: known.phone,
    address: known.household ?? known.address,
    day: known.onset,
    group: known.disease,
  };
}

const WEIGHTS = new Weights(STARTING);
const MOST_SHOWN = 5;

/** Cases held to be compared with: those of the register that share a key, and those of a file already read. */
export class LikelySame {
  readonly #register = new Register({ reading: nameReading });

  /** Takes a case in; a second one of its id is not taken. */
  hold(known: Known): void {
    if (!this.#register.has(known.id)) this.#register.add(personOf(known));
  }

  /** The held cases that are likely of the same person, likeliest first. */
  like(known: Known, least: number = SAME_PERSON.review): Similar[] {
    return this.#register
      .ask(personOf(known), WEIGHTS, least, MOST_SHOWN + 1)
      .matches.filter(({ id }) => id !== known.id)
      .slice(0, MOST_SHOWN)
      .map(similarOf);
  }
}

/** Which of the cases may be of the same person, likeliest first, at most five. */
export function similarTo(known: Known, others: readonly Known[], least?: number): Similar[] {
  const same = new LikelySame();
  for (const other of others) same.hold(other);
  return same.like(known, least);
}

/** Why a row of a list is taken for a case that is there. */
export const likelyWords = (likely: Similar, where: 'file' | 'register'): Words => {
  const { en, zh } = why(likely.said);
  return {
    en: `Likely the same person as ${likely.id} (${where}), score ${likely.weight} (shown from ${SAME_PERSON.review}): ${en}.`,
    zh: `疑似与 ${likely.id}（${where === 'file' ? '本文件' : '病例库'}）为同一人，得分 ${likely.weight}（${SAME_PERSON.review} 起提示）：${zh}。`,
  };
};

/** Bits by which the best must lead. */
const CLEAR = 8;

/** Who a laboratory says a result is of. `id` is the specimen's. */
export type LaboratoryPerson = Omit<Known, 'reportedOn' | 'onset'> & { sampledOn?: string };

/** What becomes of a result: filed with one case, looked at by a person, or of nobody known. Candidates with their weights in every case. */
export type Filed =
  | { verdict: 'same'; case: string; candidates: Similar[] }
  | { verdict: 'review' | 'unknown'; candidates: Similar[] };

/**
 * Matches the person of a laboratory result with known cases of the disease. Filed without a look only where one case
 * weighs `sure` or more and no other comes within eight bits of it (one in 256): two brothers are a person's decision.
 * Thresholds are in bits; the default ones are shown with every weight.
 */
export function fileResult(
  result: LaboratoryPerson,
  cases: readonly Known[],
  thresholds: { review: number; sure: number } = SAME_PERSON,
): Filed {
  if (!(thresholds.review <= thresholds.sure))
    throw new Error(
      `laboratory-thresholds: review ${thresholds.review} is above sure ${thresholds.sure}. Give review at most sure.`,
    );
  const { sampledOn, ...person } = result;
  const same = new LikelySame();
  for (const each of cases) same.hold(each);
  const candidates = same.like({ ...person, reportedOn: sampledOn }, thresholds.review);
  const [best, next] = candidates;
  if (!best) return { verdict: 'unknown', candidates };
  const alone = !next || best.weight - next.weight >= CLEAR;
  return best.weight >= thresholds.sure && alone
    ? { verdict: 'same', case: best.id, candidates }
    : { verdict: 'review', candidates };
}
