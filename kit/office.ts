import { LEVEL_WORDS, officeWords, ROLE_WORDS } from '../kernel/office.ts';
import { LEVELS, type Level } from '../kernel/place.ts';
import type { Words } from '../kernel/refusal.ts';
import { say, useLanguage } from './words.ts';

const named = (table: Record<string, Words>, key: string | null | undefined): string =>
  key ? say(table[key] ?? key) : '';

/** Roles and levels in the reader's words: `office('street', 'officer')` is `Street control office`, `街道防控办`. */
export function useOffice(): {
  role(role: string | null | undefined): string;
  level(level: string | null | undefined): string;
  office(level: string | null | undefined, role: string | null | undefined): string;
} {
  useLanguage();
  const role = (key: string | null | undefined) => named(ROLE_WORDS, key);
  const level = (key: string | null | undefined) => named(LEVEL_WORDS, key);
  return {
    role,
    level,
    office: (at, who) => say(officeWords(at, who)),
  };
}

/** Choices of a form: levels from `from` to `to`. */
export const levelChoices = (from: Level, to: Level): { value: Level; label: Words }[] =>
  LEVELS.slice(LEVELS.indexOf(from), LEVELS.indexOf(to) + 1).map((value) => ({ value, label: LEVEL_WORDS[value] }));
