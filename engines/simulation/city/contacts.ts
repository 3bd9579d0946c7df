import type { City } from './city.ts';
import { KIND } from './tables.ts';

export const SETTINGS = ['household', 'school', 'work', 'care', 'community'] as const;
export type Setting = (typeof SETTINGS)[number];

/** What a city's people meet, to be compared with surveys and published matrices. */
export interface ContactReport {
  /** Contacts a day by setting, averaged over all people. */
  mean: Record<Setting, number>;
  /** Share of people who take part in the setting. */
  part: Record<Setting, number>;
  /** Different people met a day when there is nobody but the household. */
  otherMembers: number;
  /** Contacts a day of one of group i with group j, all settings: row-major, groups x groups. */
  matrix: Record<Setting, Float64Array>;
  groups: number;
}

/**
 * Expected contacts by setting and age group, from who sits with whom; `ageFrom` are the youngest ages of the groups. At most about
 * `most` people are looked at, evenly spread. Community contacts are with anybody in proportion.
 */
export function contactsOf(city: City, ageFrom: readonly number[], most = 200_000): ContactReport {
  const groups = ageFrom.length;
  const groupOf = Uint8Array.from({ length: 256 }, (_, age) =>
    Math.max(
      0,
      ageFrom.findLastIndex((from) => from <= age),
    ),
  );
  const share = new Float64Array(groups);
  for (const age of city.age) share[groupOf[age]!]! += 1 / city.people;
  const each = <T>(make: () => T) => Object.fromEntries(SETTINGS.map((name) => [name, make()])) as Record<Setting, T>;
  const matrix = each(() => new Float64Array(groups * groups));
  const mean = each(() => 0);
  const part = each(() => 0);
  const seen = new Float64Array(groups);
  let otherMembers = 0;
  let looked = 0;
  const stride = Math.max(1, Math.floor(city.people / most));
  for (let person = 0; person < city.people; person += stride) {
    const own = groupOf[city.age[person]!]!;
    looked++;
    seen[own]!++;
    const meet = (setting: Setting, other: number, contacts: number): void => {
      mean[setting] += contacts;
      matrix[setting][own * groups + groupOf[city.age[other]!]!]! += contacts;
    };
    const home = city.household[person]!;
    const from = city.householdStart[home]!;
    const to = city.householdStart[home + 1]!;
    otherMembers += to - from - 1;
    if (to - from > 1) part.household++;
    for (let other = from; other < to; other++)
      if (other !== person) meet('household', other, city.contacts.household / (to - from - 1));
    const unit = city.unit[person]!;
    if (unit >= 0) {
      const setting = SETTING_OF_KIND[city.unitKind[unit]!]!;
      const { within, around } = unitRates(city, unit);
      const place = city.unitPlace[unit]!;
      if (within + around > 0) part[setting]++;
      const [mine, end] = [city.unitStart[unit]!, city.unitStart[unit + 1]!];
      const [first, last] = [city.unitStart[city.placeStart[place]!]!, city.unitStart[city.placeStart[place + 1]!]!];
      for (let i = mine; i < end; i++)
        if (city.members[i] !== person) meet(setting, city.members[i]!, within / (end - mine - 1));
      const others = last - first - (end - mine);
      // a campus of thousands is looked at in steps
      const step = Math.max(1, Math.floor(others / 200));
      const met = around > 0 ? Math.ceil((mine - first) / step) + Math.ceil((last - end) / step) : 0;
      if (met > 0) {
        for (let i = first; i < mine; i += step) meet(setting, city.members[i]!, around / met);
        for (let i = end; i < last; i += step) meet(setting, city.members[i]!, around / met);
      }
    }
    mean.community += city.contacts.community;
    part.community++;
    for (let j = 0; j < groups; j++) matrix.community[own * groups + j]! += city.contacts.community * share[j]!;
  }
  for (const setting of SETTINGS) {
    mean[setting] /= looked;
    part[setting] /= looked;
    for (let i = 0; i < groups; i++)
      for (let j = 0; j < groups; j++) matrix[setting][i * groups + j]! /= Math.max(1, seen[i]!);
  }
  return { mean, part, otherMembers: otherMembers / looked, matrix, groups };
}

export const SETTING_OF_KIND: Setting[] = [];
SETTING_OF_KIND[KIND.school] = 'school';
SETTING_OF_KIND[KIND.work] = 'work';
SETTING_OF_KIND[KIND.care] = 'care';

/** Contacts a day of a member of a unit within it and with the rest of its place. Who has only one of both has all contacts there. */
export function unitRates(city: City, unit: number): { within: number; around: number } {
  const place = city.unitPlace[unit]!;
  const size = city.unitStart[unit + 1]! - city.unitStart[unit]!;
  const whole = city.unitStart[city.placeStart[place + 1]!]! - city.unitStart[city.placeStart[place]!]!;
  const all = city.contacts[SETTING_OF_KIND[city.unitKind[unit]!]!];
  if (whole < 2) return { within: 0, around: 0 };
  if (size < 2) return { within: 0, around: all };
  if (whole === size) return { within: all, around: 0 };
  return { within: all * city.withinUnit, around: all * (1 - city.withinUnit) };
}
