import type { Role } from '../kernel/actor.ts';
import { LEVELS, type Level } from '../kernel/place.ts';
import type { Words } from '../kernel/refusal.ts';
import { say, useLanguage } from './words.ts';

/** Roles as an office is spoken of; oversight says them again in a resident's words. */
const ROLE: Record<Role, Words> = {
  resident: { en: 'resident', zh: '居民' },
  volunteer: { en: 'volunteers', zh: '志愿者' },
  grid: { en: 'grid workers', zh: '网格员' },
  desk: { en: 'service desk', zh: '服务台' },
  investigator: { en: 'investigators', zh: '流调组' },
  officer: { en: 'control office', zh: '防控办' },
  reviewer: { en: 'reviewers', zh: '复核员' },
  hq: { en: 'headquarters', zh: '指挥部' },
  overseer: { en: 'oversight', zh: '督查组' },
  supply: { en: 'supply cell', zh: '保供组' },
  trainer: { en: 'exercise staff', zh: '演练组' },
  admin: { en: 'operations', zh: '系统运维' },
  system: { en: 'Tandem', zh: '系统' },
};
/** Levels of government and the parts of a building; rules also speak of a floor. */
const LEVEL: Record<Level | 'floor', Words> = {
  country: { en: 'Country', zh: '国家' },
  province: { en: 'Province', zh: '省' },
  city: { en: 'City', zh: '市' },
  district: { en: 'District', zh: '区' },
  street: { en: 'Street', zh: '街道' },
  community: { en: 'Community', zh: '社区' },
  estate: { en: 'Estate', zh: '小区' },
  building: { en: 'Building', zh: '楼栋' },
  unit: { en: 'Unit', zh: '单元' },
  floor: { en: 'Floor', zh: '楼层' },
  household: { en: 'Household', zh: '住户' },
};

const named = (table: Record<string, Words>, key: string | null | undefined): string =>
  key ? say(table[key] ?? key) : '';

/** Roles and levels in the reader's words: `office('street', 'officer')` is `Street control office`, `街道防控办`. */
export function useOffice(): {
  role(role: string | null | undefined): string;
  level(level: string | null | undefined): string;
  office(level: string | null | undefined, role: string | null | undefined): string;
} {
  const zh = useLanguage() === 'zh';
  const role = (key: string | null | undefined) => named(ROLE, key);
  const level = (key: string | null | undefined) => named(LEVEL, key);
  return {
    role,
    level,
    office: (at, who) => [level(at), role(who)].filter(Boolean).join(zh ? '' : ' '),
  };
}

/** Choices of a form: levels from `from` to `to`. */
export const levelChoices = (from: Level, to: Level): { value: Level; label: Words }[] =>
  LEVELS.slice(LEVELS.indexOf(from), LEVELS.indexOf(to) + 1).map((value) => ({ value, label: LEVEL[value] }));
