import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { levelOf } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';

/** Something written about a household; `id` is the event. It says who and what kind, never the content. */
export interface WriteRow extends Row {
  household: string;
  at: Instant;
  by: string;
  name: string;
  role: string;
  org: string;
  /** Event type. */
  what: string;
  purpose: string;
}

/** What was written, in a resident's words, by event type. */
export const WRITES: Record<string, Words> = {
  'people.HouseholdRegistered': { en: 'Your household was registered', zh: '登记了您的住户信息' },
  'people.HouseholdClosed': { en: 'Your household record was closed', zh: '注销了您的住户信息' },
  'people.MemberAdded': { en: 'A member was added', zh: '新增了家庭成员' },
  'people.MemberCorrected': { en: 'A member’s data was corrected', zh: '更正了成员信息' },
  'people.MemberRemoved': { en: 'A member was removed', zh: '移除了家庭成员' },
  'people.MemberMerged': { en: 'A member entered twice was merged', zh: '合并了重复登记的成员' },
  'people.MemberUnmerged': { en: 'A merge of two entries was undone', zh: '撤销了成员合并' },
  'people.VulnerabilityRecorded': { en: 'A special need was recorded', zh: '记录了特殊需要' },
  'people.VulnerabilityEnded': { en: 'A special need was ended', zh: '取消了特殊需要' },
  'people.ConsentRecorded': { en: 'Your consent was recorded', zh: '记录了您的同意' },
  'people.CareScheduled': { en: 'Regular care was scheduled', zh: '登记了定期诊疗' },
  'people.CareSlotConfirmed': { en: 'A care appointment was confirmed', zh: '落实了诊疗安排' },
  'people.CareSlotDone': { en: 'A care appointment was closed', zh: '记录了诊疗完成情况' },
  'people.CareCancelled': { en: 'Regular care was cancelled', zh: '取消了定期诊疗' },
  'people.ProxyGranted': { en: 'A proxy was named', zh: '登记了代办人' },
  'people.ProxyRevoked': { en: 'A proxy was ended', zh: '取消了代办人' },
  'people.ContactPreferenceSet': { en: 'How to reach you was set', zh: '设置了联系方式' },
  'people.HouseholdCheckedOn': { en: 'Somebody checked how you are', zh: '有人询问了您的情况' },
  'stays.StayOrdered': { en: 'A stay was ordered', zh: '作出了隔离决定' },
  'stays.TestRecorded': { en: 'A test result was recorded', zh: '记录了检测结果' },
  'stays.StayReconsidered': { en: 'A stay was looked at again', zh: '重新评估了隔离决定' },
  'stays.StayEnded': { en: 'A stay ended', zh: '解除了隔离' },
  'stays.AppealFiled': { en: 'An appeal was filed', zh: '提出了申诉' },
  'stays.AppealDecided': { en: 'An appeal was decided', zh: '答复了申诉' },
  'stays.GateOpened': { en: 'Your way out was opened for an emergency', zh: '因紧急情况放行' },
  'requests.RequestTaken': { en: 'Your request was taken', zh: '受理了您的诉求' },
  'requests.RequestDispatched': { en: 'Your request was sent to an office', zh: '转派了您的诉求' },
  'requests.RequestContacted': { en: 'An office contacted you', zh: '承办单位与您联系' },
  'requests.RequestHandedUp': { en: 'Your request was handed up', zh: '上报了您的诉求' },
  'requests.RequestReturned': { en: 'Your request was returned', zh: '退回了您的诉求' },
  'requests.RequestAnswered': { en: 'Your request was answered', zh: '答复了您的诉求' },
  'requests.CallBackRecorded': { en: 'You were called back', zh: '对您进行了回访' },
  'requests.RequestClosed': { en: 'Your request was closed', zh: '办结了您的诉求' },
  'requests.RequestReopened': { en: 'Your request was opened again', zh: '重新办理您的诉求' },
  'requests.CareRefused': { en: 'A refusal of care was recorded', zh: '记录了就医被拒' },
  'requests.CareRefusalReviewed': { en: 'A refusal of care was reviewed', zh: '核查了就医被拒' },
  'visits.VisitPlanned': { en: 'A visit was planned', zh: '安排了上门服务' },
  'visits.VisitAssigned': { en: 'A visit was given to somebody', zh: '指派了上门人员' },
  'visits.VisitDone': { en: 'A visit was done', zh: '完成了上门服务' },
  'visits.VisitFailed': { en: 'A visit failed', zh: '上门服务未完成' },
  'visits.SilenceFlagged': { en: 'Nobody had heard from you: a knock was ordered', zh: '长时间无联系，已安排敲门' },
  'contacts.ContactListed': { en: 'Somebody here was listed as a contact', zh: '列为密切接触者' },
  'contacts.ContactNotified': { en: 'A contact was told', zh: '告知了密切接触者' },
  'contacts.ContactReclassified': { en: 'A contact was classed anew', zh: '调整了密接判定' },
  'contacts.FollowUpRecorded': { en: 'A follow-up was recorded', zh: '记录了随访' },
  'contacts.ContactClosed': { en: 'A contact’s follow-up ended', zh: '结束了密接随访' },
  'cases.CaseReported': { en: 'A case was reported', zh: '报告了病例' },
  'cases.CaseClassified': { en: 'A case was classified', zh: '判定了病例分类' },
  'cases.CaseCorrected': { en: 'A case record was corrected', zh: '更正了病例信息' },
  'cases.CoreInvestigationRecorded': { en: 'An interview was recorded', zh: '记录了流行病学调查' },
  'cases.CaseDiscarded': { en: 'A case was ruled out', zh: '排除了病例' },
  'cases.CaseMerged': { en: 'Two reports of one person were merged', zh: '合并了同一人的两份报告' },
  'cases.CaseUnmerged': { en: 'A merge of two reports was undone', zh: '撤销了两份报告的合并' },
  'zones.GateOpened': { en: 'The gate was opened for an emergency', zh: '因紧急情况打开出入口' },
};

/** The household an event is about: its area when that is one, else the one its data names. */
function householdOf(event: Event): string | undefined {
  const named = [event.area, event.data?.household, event.data?.path].find(
    (path) => typeof path === 'string' && levelOf(path) === 'household',
  );
  return named as string | undefined;
}

const written: Folding<WriteRow> = {
  key: (event) => (householdOf(event) ? event.id : []),
  fold: (_row, event): WriteRow => {
    const household = householdOf(event) as string;
    const { id, name, role, org } = event.actor;
    return {
      id: event.id,
      area: household,
      household,
      at: event.happenedAt,
      by: id,
      name,
      role,
      org: org.name,
      what: event.type,
      purpose: event.purpose,
    };
  },
};

export const writes: View<WriteRow> = {
  columns: { household: 'text', at: 'instant', by: 'text', what: 'text' },
  reads: { resident: 'area', overseer: 'area' },
  subjects: (row) => [row.household],
  order: '-at',
  on: Object.fromEntries(Object.keys(WRITES).map((type) => [type, written])),
};
