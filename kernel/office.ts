import type { Role } from './actor.ts';
import type { Level } from './place.ts';
import type { Words } from './refusal.ts';

/** Roles as an office is spoken of; oversight says them again in a resident's words. */
export const ROLE_WORDS: Record<Role, Words> = {
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
export const LEVEL_WORDS: Record<Level | 'floor', Words> = {
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

/** An office as it is called: `street`, `officer` is `Street control office`, `街道防控办`. Unknown keys stay as they are. */
export function officeWords(level: string | null | undefined, role: string | null | undefined): Words {
  const parts = [
    level ? ((LEVEL_WORDS as Record<string, Words>)[level] ?? { en: level, zh: level }) : undefined,
    role ? ((ROLE_WORDS as Record<string, Words>)[role] ?? { en: role, zh: role }) : undefined,
  ].filter((part): part is Words => part !== undefined);
  return { en: parts.map(({ en }) => en).join(' '), zh: parts.map(({ zh }) => zh).join('') };
}
