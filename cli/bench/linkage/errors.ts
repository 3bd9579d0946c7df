import type { Person } from '../../../engines/linkage/index.ts';
import { type Chance, chanceFrom } from '../../../kernel/chance.ts';
import * as names from './names.ts';
import { addressOf, mobile, type Resident, residents } from './people.ts';

/**
 * How often a second record of a person differs, per record. Sources: name errors 5 to 15 %, dates of birth 3 to 7 %,
 * telephones and addresses that changed or are missing a quarter to a third, as published for health registers
 * (Christen 2012, ch. 2; Bohensky et al. 2010); not fitted to the matcher.
 */
export const RATES = {
  homophone: 0.05,
  wrongCharacter: 0.02,
  swappedCharacters: 0.005,
  lostCharacter: 0.005,
  inPinyin: 0.03,
  typo: 0.07,
  noDiacritics: 0.5,
  swappedNames: 0.08,
  noMiddleName: 0.4,
  initial: 0.03,
  newFamilyName: 0.01,
  noBirth: 0.02,
  onlyYear: 0.02,
  swappedDay: 0.01,
  wrongDigit: 0.025,
  firstOfJanuary: 0.005,
  noPhone: 0.2,
  otherPhone: 0.12,
  phoneDigit: 0.02,
  noAddress: 0.2,
  moved: 0.1,
  shortAddress: 0.25,
  noSex: 0.02,
  wrongSex: 0.005,
  noDocument: 0.7,
  documentDigit: 0.01,
} as const;

export interface Synthesis {
  register: Resident[];
  asked: Person[];
  /** Id in the register of the person each new record is of; undefined when she is not there. */
  truth: (string | undefined)[];
}

/** Characters by reading, of the characters the names are made of: what a hand slips to on an input method. */
export function homophones(reading: (character: string, family: boolean) => string): Map<string, string[]> {
  const byReading = new Map<string, string[]>();
  for (const character of new Set([
    ...names.WOMEN,
    ...names.MEN,
    ...names.RARE_FAMILIES,
    ...names.FAMILIES.map(([name]) => name),
  ])) {
    const key = reading(character, false);
    byReading.set(key, [...(byReading.get(key) ?? []), character]);
  }
  return byReading;
}

/** The second record of a person. */
export function spoiled(
  one: Resident,
  chance: Chance,
  reading: (character: string, family: boolean) => string,
  alike: Map<string, string[]>,
): Person {
  const hit = (rate: number): boolean => chance.next() < rate;
  const other = { family: one.family, given: one.given };
  if (hit(RATES.newFamilyName)) other.family = one.chinese ? '林' : `${names.TAIL_STARTS[chance.below(60)]}berg`;
  const name = one.chinese ? chineseName(other, hit, chance, reading, alike) : latinName(other, hit, chance);
  const birth = hit(RATES.noBirth) ? undefined : spoiledBirth(one.birth as string, hit, chance);
  const phone = hit(RATES.noPhone)
    ? undefined
    : hit(RATES.otherPhone)
      ? mobile(chance, one.chinese)
      : one.phone && hit(RATES.phoneDigit)
        ? digitOff(one.phone, chance)
        : one.phone;
  const address = hit(RATES.noAddress)
    ? undefined
    : hit(RATES.moved)
      ? addressOf(chance, one.chinese)
      : one.address && hit(RATES.shortAddress)
        ? shortened(one.address, one.chinese)
        : one.address;
  const sex = hit(RATES.noSex) ? undefined : hit(RATES.wrongSex) ? (one.sex === 'male' ? 'female' : 'male') : one.sex;
  const idNumber = hit(RATES.noDocument)
    ? undefined
    : one.idNumber && hit(RATES.documentDigit)
      ? digitOff(one.idNumber, chance)
      : one.idNumber;
  return { id: `q-${one.id}`, name, sex, birth, phone, address, idNumber };
}

type Hit = (rate: number) => boolean;

function chineseName(
  of: { family: string; given: string },
  hit: Hit,
  chance: Chance,
  reading: (character: string, family: boolean) => string,
  alike: Map<string, string[]>,
): string {
  const characters = [...of.given];
  const at = chance.below(characters.length);
  if (hit(RATES.homophone)) {
    const choices = (alike.get(reading(characters[at] as string, false)) ?? []).filter(
      (each) => each !== characters[at],
    );
    if (choices.length > 0) characters[at] = choices[chance.below(choices.length)] as string;
  }
  if (hit(RATES.wrongCharacter))
    characters[at] = [...names.WOMEN, ...names.MEN][chance.below(names.WOMEN.length + names.MEN.length)] as string;
  if (characters.length === 2 && hit(RATES.swappedCharacters)) characters.reverse();
  if (characters.length === 2 && hit(RATES.lostCharacter)) characters.splice(at, 1);
  if (!hit(RATES.inPinyin)) return of.family + characters.join('');
  const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const family = upper([...of.family].map((each) => reading(each, true)).join(''));
  const given = upper(characters.map((each) => reading(each, false)).join(''));
  return hit(0.5) ? `${family} ${given}` : `${given} ${family.toUpperCase()}`;
}

function latinName(of: { family: string; given: string }, hit: Hit, chance: Chance): string {
  let [first = '', ...middle] = of.given.split(' ');
  let family = of.family;
  if (hit(RATES.typo)) {
    if (chance.next() < 0.5) first = typo(first, chance);
    else family = typo(family, chance);
  }
  if (hit(RATES.initial)) first = `${first.charAt(0)}.`;
  if (hit(RATES.noMiddleName)) middle = [];
  const name = hit(RATES.swappedNames) ? [family, first, ...middle].join(' ') : [first, ...middle, family].join(' ');
  return hit(RATES.noDiacritics)
    ? name.normalize('NFD').replace(/\p{M}/gu, '').replace(/ø/g, 'o').replace(/Ł/g, 'L').replace(/ı/g, 'i')
    : name;
}

/** One letter left out, doubled, exchanged with its neighbour, or another in its place. */
function typo(word: string, chance: Chance): string {
  const at = chance.below(word.length);
  const letter = String.fromCharCode(97 + chance.below(26));
  const kind = chance.below(4);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1) || word;
  if (kind === 1) return word.slice(0, at) + letter + word.slice(at);
  if (kind === 2) return word.slice(0, at) + letter + word.slice(at + 1);
  return at + 1 < word.length ? word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2) : word;
}

function spoiledBirth(birth: string, hit: Hit, chance: Chance): string {
  const [year = '', month = '', day = ''] = birth.split('-');
  if (hit(RATES.onlyYear)) return year;
  if (hit(RATES.firstOfJanuary)) return `${year}-01-01`;
  if (hit(RATES.swappedDay) && Number(day) <= 12) return `${year}-${day}-${month}`;
  if (!hit(RATES.wrongDigit)) return birth;
  for (;;) {
    const at = [2, 3, 5, 6, 8, 9][chance.below(6)] as number;
    const wrong = birth.slice(0, at) + chance.below(10) + birth.slice(at + 1);
    const [, m, d] = wrong.split('-').map(Number);
    if (wrong !== birth && m && d && m <= 12 && d <= 28) return wrong;
  }
}

function digitOff(number: string, chance: Chance): string {
  for (;;) {
    const at = 4 + chance.below(number.length - 4);
    if (/\d/.test(number[at] as string))
      return number.slice(0, at) + ((Number(number[at]) + 1 + chance.below(9)) % 10) + number.slice(at + 1);
  }
}

/** As people write it in a hurry: without the district, with strokes instead of 栋 and 单元; without the flat. */
const shortened = (address: string, chinese: boolean): string =>
  chinese
    ? address.replace(/^.*?街道/, '').replace(/(\d+)栋(\d+)单元(\d+)室/, '$1-$2-$3')
    : address
        .replace(/^Flat (\d+), /, (_all, flat) => (Number(flat) % 2 ? `Apt ${flat} ` : ''))
        .replace('Street', 'St')
        .replace('Road', 'Rd');

/**
 * A register of `count` people and `asked` new records with their truth; the same for the same seed. Half of the new
 * records are of people of the register, a sixth of people who are not in it while others of their home are, a third of strangers.
 */
export function synthesis(
  seed: string,
  count: number,
  asked: number,
  reading: (character: string, family: boolean) => string,
): Synthesis {
  const chance = chanceFrom(`${seed}/asked`);
  const alike = homophones(reading);
  const register: Resident[] = [];
  const outside: Resident[] = [];
  const [missing, strangers] = [Math.floor(asked / 6), Math.floor(asked / 3)];
  const every = Math.max(2, Math.floor(count / (missing + 1)));
  let n = 0;
  for (const one of residents(seed, count + missing + strangers)) {
    n++;
    if (register.length < count && (n % every !== 0 || outside.length >= missing)) register.push(one);
    else outside.push(one);
  }
  const records: [Person, string | undefined][] = outside.map((one) => [
    spoiled(one, chance, reading, alike),
    undefined,
  ]);
  const drawn = new Set<number>();
  while (records.length < asked) {
    const row = chance.below(register.length);
    if (drawn.has(row)) continue;
    drawn.add(row);
    const one = register[row] as Resident;
    records.push([spoiled(one, chance, reading, alike), one.id]);
  }
  for (let n = records.length - 1; n > 0; n--) {
    const m = chance.below(n + 1);
    [records[n], records[m]] = [records[m] as (typeof records)[number], records[n] as (typeof records)[number]];
  }
  return { register, asked: records.map(([person]) => person), truth: records.map(([, id]) => id) };
}
