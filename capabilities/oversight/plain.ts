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

/** Why an attempt was refused, in an overseer's words; a refusal without words keeps its name. */
export const REFUSED_WORDS: Record<string, Words> = {
  'purpose-refused': { en: 'for a purpose that is not served', zh: '用途不允许' },
  'no-such-power': { en: 'no such power exists', zh: '没有这种权力' },
  'command-unknown': { en: 'no such act exists', zh: '没有这种操作' },
  'not-permitted': { en: 'not permitted to this role or area', zh: '超出岗位或辖区' },
  'input-invalid': { en: 'incomplete or wrongly filled in', zh: '填写不完整或有误' },
  'reviewer-not-independent': { en: 'reviewer not independent', zh: '复核人不独立' },
  'place-stricter': { en: 'stricter than the edition', zh: '严于现行方案' },
  'child-alone': { en: 'a child alone', zh: '儿童单独隔离' },
  'measure-no-authority': { en: 'no authority for this measure', zh: '无权采取该措施' },
  'measure-needs-approval': { en: 'approval from above lacking', zh: '缺上级批准' },
  'measure-wrong-class': { en: 'measure not for this class of disease', zh: '措施不适用于该类传染病' },
  'measure-unknown': { en: 'no measure of the law', zh: '非法定措施' },
  'stay-without-evidence': { en: 'a stay without evidence', zh: '无证据隔离' },
  'zone-without-evidence': { en: 'a zone without evidence', zh: '无证据划区' },
  'class-requires-nothing': { en: 'the edition asks no stay of this class', zh: '方案不要求此类人员隔离' },
  'level-unused': { en: 'a level the edition does not use', zh: '方案未设该级别' },
  'value-own-signature': { en: 'signed by the same person', zh: '自己签批自己' },
  'evidence-missing': { en: 'no evidence', zh: '缺证据' },
  'evidence-unknown': { en: 'evidence not on record', zh: '证据不存在' },
  'evidence-about-other': { en: 'evidence about somebody else', zh: '证据属于他人' },
  'evidence-of-other-class': { en: 'evidence of another class', zh: '证据属于另一类别' },
  'evidence-fallen': { en: 'evidence that has fallen', zh: '证据已失效' },
  'evidence-incomplete': { en: 'evidence incomplete', zh: '证据不全' },
  'evidence-invalid': { en: 'evidence wrongly given', zh: '证据填写有误' },
  'evidence-not-new': { en: 'no new evidence', zh: '无新证据' },
  'authority-missing': { en: 'no authority named', zh: '未写明决定机关' },
  'exit-blocked': { en: 'an exit is blocked', zh: '出口被堵' },
  'exit-unseen': { en: 'an exit nobody looked at', zh: '出口未查看' },
  'evidence-in-future': { en: 'evidence from the future', zh: '证据时间在未来' },
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
