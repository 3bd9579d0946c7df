import type { Person } from '../../../engines/linkage/index.ts';
import { checkOf } from '../../../engines/linkage/index.ts';
import { type Chance, chanceFrom } from '../../../kernel/chance.ts';
import * as names from './names.ts';

/** A person of the synthetic city, with parts that errors are made from. */
export interface Resident extends Person {
  /** Family and given name, apart. */
  family: string;
  given: string;
  /** Written in characters. */
  chinese: boolean;
  household: number;
}

/** Picks by weight, through running sums. */
function picker<T>(items: readonly T[], weightOf: (item: T, n: number) => number): (chance: Chance) => T {
  const sums: number[] = [];
  let total = 0;
  for (const [n, item] of items.entries()) {
    total += weightOf(item, n);
    sums.push(total);
  }
  return (chance) => {
    const drawn = chance.next() * total;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) > drawn) high = middle;
      else low = middle + 1;
    }
    return items[low] as T;
  };
}
const byRank = (_item: unknown, n: number): number => 1 / (n + 20);
const families = picker(names.FAMILIES, ([, share]) => share);
const latinFamilies = picker(names.LATIN_FAMILIES, ([, share]) => share);
const women = picker(names.WOMEN, byRank);
const men = picker(names.MEN, byRank);
const latinWomen = picker(names.LATIN_WOMEN, byRank);
const latinMen = picker(names.LATIN_MEN, byRank);
const of = <T>(chance: Chance, list: readonly T[]): T => list[chance.below(list.length)] as T;

function familyName(chance: Chance, chinese: boolean): string {
  const drawn = chance.next();
  if (chinese)
    return drawn < 0.86
      ? families(chance)[0]
      : drawn < 0.998
        ? of(chance, names.RARE_FAMILIES)
        : of(chance, names.COMPOUND_FAMILIES);
  if (drawn < 0.17) return latinFamilies(chance)[0];
  return of(chance, names.TAIL_STARTS) + of(chance, names.TAIL_ENDS);
}
function givenName(chance: Chance, chinese: boolean, female: boolean): string {
  if (chinese) {
    const one = female ? women : men;
    return one(chance) + (chance.next() < 0.84 ? one(chance) : '');
  }
  const one = female ? latinWomen : latinMen;
  return one(chance) + (chance.next() < 0.3 ? ` ${one(chance)}` : '');
}

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
const birthday = (chance: Chance, year: number): string =>
  `${year}-${pad(1 + chance.below(12))}-${pad(1 + chance.below(28))}`;
export const mobile = (chance: Chance, chinese: boolean): string =>
  chinese
    ? `1${of(chance, ['38', '39', '50', '86', '37', '59', '77', '88'])}${pad(chance.below(1e8), 8)}`
    : `+44 7${pad(chance.below(1e9), 9)}`;
export function addressOf(chance: Chance, chinese: boolean): string {
  if (!chinese)
    return `Flat ${1 + chance.below(40)}, ${1 + chance.below(240)} ${of(chance, names.STREETS)}${of(chance, ['', 'field', 'wood', ' Hill', ' View'])} ${of(chance, ['Street', 'Road', 'Lane', 'Avenue'])}`;
  const estate = of(chance, names.ESTATES_A) + of(chance, names.ESTATES_A) + of(chance, names.ESTATES_B);
  const room = `${1 + chance.below(32)}${pad(1 + chance.below(8))}`;
  return `${of(chance, names.DISTRICTS)}${estate}${1 + chance.below(24)}栋${1 + chance.below(4)}单元${room}室`;
}
function citizenId(chance: Chance, birth: string, female: boolean): string {
  const sequence = 2 * chance.below(500) + (female ? 0 : 1);
  const digits = `44030${1 + chance.below(9)}${birth.replaceAll('-', '')}${pad(sequence, 3)}`;
  return digits + checkOf(digits);
}

/**
 * The people of a city, household by household: one to six live together, share an address, half of them one
 * telephone, children bear the father's family name; one birth in eighty is a twin. Half of the households are Chinese.
 * Fields are as complete as registers are: telephone 88 %, address 92 %, identity number 70 % of the Chinese.
 */
export function* residents(seed: string, count: number): Generator<Resident> {
  const chance = chanceFrom(seed);
  let made = 0;
  for (let household = 0; made < count; household++) {
    const chinese = chance.next() < 0.5;
    const size = 1 + of(chance, [0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 5]);
    const address = addressOf(chance, chinese);
    const shared = chance.next() < 0.5 ? mobile(chance, chinese) : undefined;
    const head = 1940 + chance.below(60);
    const father = familyName(chance, chinese);
    let before: { birth: string; female: boolean; given: string } | undefined;
    for (let n = 0; n < size && made < count; n++, made++) {
      const child = n >= 2;
      const twin = child && before !== undefined && n >= 3 && chance.next() < 0.025;
      const female = n === 1 ? true : n === 0 ? size === 1 && chance.next() < 0.5 : chance.next() < 0.5;
      const birth = twin
        ? (before?.birth as string)
        : birthday(
            chance,
            child ? Math.min(2021, head + 22 + chance.below(15)) : head + (n === 0 ? 0 : chance.below(7) - 3),
          );
      const family = n === 0 || child || (!chinese && chance.next() < 0.7) ? father : familyName(chance, chinese);
      let given = givenName(chance, chinese, female);
      // Brothers and sisters often share one character.
      if (chinese && child && before && given.length === 2 && before.given.length === 2 && chance.next() < 0.3)
        given = before.given[0] + given.slice(1);
      if (child) before = { birth, female, given };
      const own = chance.next() < 0.88;
      const known = chance.next() < 0.92;
      const document = chinese && chance.next() < 0.7;
      yield {
        id: `p${made}`,
        household,
        chinese,
        family,
        given,
        name: chinese ? family + given : `${given} ${family}`,
        sex: female ? 'female' : 'male',
        birth,
        ...(own ? { phone: shared && (child || chance.next() < 0.5) ? shared : mobile(chance, chinese) } : {}),
        ...(known ? { address } : {}),
        ...(document ? { idNumber: citizenId(chance, birth, female) } : {}),
      };
    }
  }
}
