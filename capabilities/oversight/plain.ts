import type { Purpose, Role } from '../../kernel/actor.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { ReadRow } from './views.ts';
import { WRITES, type WriteRow } from './writes.ts';

/** Roles and purposes in a resident's words. */
export const ROLE_WORDS: Record<Role, Words> = {
  resident: { en: 'resident', zh: '居民' },
  volunteer: { en: 'volunteer', zh: '志愿者' },
  grid: { en: 'neighbourhood worker', zh: '社区网格员' },
  desk: { en: 'service desk', zh: '服务热线' },
  investigator: { en: 'disease investigator', zh: '流调人员' },
  officer: { en: 'control officer', zh: '防控人员' },
  reviewer: { en: 'appeals reviewer', zh: '申诉复核员' },
  hq: { en: 'headquarters', zh: '指挥部' },
  overseer: { en: 'overseer', zh: '监督员' },
  supply: { en: 'supply officer', zh: '保供人员' },
  trainer: { en: 'trainer', zh: '教员' },
  admin: { en: 'administrator', zh: '管理员' },
  system: { en: 'Tandem itself', zh: '系统自动' },
};
export const PURPOSE_WORDS: Record<Purpose, Words> = {
  control: { en: 'to control the outbreak', zh: '用于疫情防控' },
  livelihood: { en: 'to serve daily life', zh: '用于民生保障' },
  care: { en: 'for medical care', zh: '用于医疗救助' },
  oversight: { en: 'to oversee the offices', zh: '用于监督' },
  own: { en: 'your own matter', zh: '本人事务' },
  exercise: { en: 'for an exercise', zh: '用于演练' },
};
/** What a list shows of somebody, by view. */
const READ_WORDS: Record<string, Words> = {
  'people.persons': { en: 'names, phone and groups of your household', zh: '家庭成员姓名、电话、类别' },
  'people.careSlots': { en: 'your care appointments', zh: '诊疗安排' },
  'people.proxies': { en: 'your proxies', zh: '代办人' },
  'stays.orders': { en: 'a stay order', zh: '隔离决定' },
  'stays.appeals': { en: 'an appeal', zh: '申诉' },
  'cases.cases': { en: 'a case record', zh: '病例信息' },
  'contacts.contacts': { en: 'a contact record', zh: '密接信息' },
  'contacts.followUps': { en: 'a follow-up', zh: '随访记录' },
  'requests.requests': { en: 'your request', zh: '您的诉求' },
  'requests.refusals': { en: 'a refusal of care', zh: '就医被拒记录' },
  'visits.cards': { en: 'your household card', zh: '住户卡' },
  'visits.proofs': { en: 'the proof of a visit', zh: '上门服务凭证' },
  'zones.households': { en: 'your household in a zone', zh: '风险区内住户信息' },
  'oversight.writes': { en: 'who wrote about your household', zh: '您家信息的写入记录' },
  'oversight.samples': { en: 'which reads were checked', zh: '抽查的查询记录' },
};

/** What an office looked at, by view, in an overseer's words; a view without words keeps its name. */
export const VIEW_WORDS: Record<string, Words> = {
  'cases.cases': { en: 'cases', zh: '病例' },
  'contacts.contacts': { en: 'contacts', zh: '密切接触者' },
  'contacts.followUps': { en: 'follow-up of contacts', zh: '密接随访' },
  'oversight.samples': { en: 'reads drawn for checking', zh: '抽查的查询' },
  'oversight.writes': { en: 'who wrote about a household', zh: '住户信息写入记录' },
  'people.careSlots': { en: 'care appointments', zh: '诊疗安排' },
  'people.households': { en: 'households', zh: '住户' },
  'people.persons': { en: 'persons', zh: '居民个人信息' },
  'people.proxies': { en: 'proxies', zh: '代办人' },
  'people.samePersons': { en: 'persons entered twice', zh: '重复登记的居民' },
  'requests.refusals': { en: 'refusals of care', zh: '拒诊记录' },
  'requests.requests': { en: 'requests in full', zh: '诉求全文' },
  'rounds.rounds': { en: 'rounds', zh: '排班' },
  'stays.appeals': { en: 'appeals', zh: '申诉' },
  'stays.orders': { en: 'stay orders', zh: '隔离令' },
  'visits.cards': { en: 'household cards', zh: '住户卡' },
  'visits.proofs': { en: 'proofs of visits', zh: '上门凭证' },
  'visits.visits': { en: 'visits', zh: '上门任务' },
  'zones.households': { en: 'households in a zone', zh: '风险区住户' },
};

/** One line of "who read, who wrote", ready to be said in either language. */
export interface TraceLine {
  id: string;
  at: string;
  name: string;
  org: string;
  role: Words;
  purpose: Words;
  what: Words;
}

const own = (words: Record<string, Words>, key: string): Words => words[key] ?? { en: key, zh: key };
export const readLine = ({ id, at, name, org, role, purpose, view }: ReadRow): TraceLine => ({
  id,
  at,
  name,
  org,
  role: own(ROLE_WORDS, role),
  purpose: own(PURPOSE_WORDS, purpose),
  what: own(READ_WORDS, view),
});
export const writeLine = ({ id, at, name, org, role, purpose, what }: WriteRow): TraceLine => ({
  id,
  at,
  name,
  org,
  role: own(ROLE_WORDS, role),
  purpose: own(PURPOSE_WORDS, purpose),
  what: own(WRITES, what),
});
