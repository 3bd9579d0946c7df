import type * as z from 'zod';
import type { Words } from '../../../kernel/refusal.ts';
import type { FieldLook } from '../../../kit/form.tsx';
import { ContactPick } from '../../contacts/ui/index.ts';
import { DiseasePick } from '../../editions/ui/index.ts';
import { HouseholdPick } from '../../people/ui/index.ts';
import { AreaPick, PlacePick } from '../../places/ui/index.ts';
import * as model from '../model.ts';
import { linkCases } from '../model-import.ts';
import { CasePick } from './index.tsx';

export type Act =
  | 'report'
  | 'classify'
  | 'notify'
  | 'core'
  | 'finish'
  | 'isolate'
  | 'treat'
  | 'outcome'
  | 'correct'
  | 'discard'
  | 'reinstate'
  | 'link';

const w = (en: string, zh: string): Words => ({ en, zh });
const named = (list: Record<string, [string, string]>): Record<string, Words> =>
  Object.fromEntries(Object.entries(list).map(([key, [en, zh]]) => [key, w(en, zh)]));
export const CLASS = named({
  unclassified: ['Unclassified', '未分类'],
  suspected: ['Suspected', '疑似'],
  probable: ['Probable (clinically diagnosed)', '临床诊断'],
  confirmed: ['Confirmed', '确诊'],
  asymptomatic: ['Asymptomatic', '无症状感染'],
});
const SEVERITY = named({
  mild: ['Mild', '轻型'],
  ordinary: ['Ordinary', '普通型'],
  severe: ['Severe', '重型'],
  critical: ['Critical', '危重型'],
});
export const KINDS = named({
  laboratory: ['Laboratory', '实验室'],
  clinical: ['Clinical', '临床'],
  epidemiological: ['Epidemiological', '流行病学'],
  'line-list': ['List of another body', '其他机构名单'],
  review: ['Review', '复核'],
});
export const OUTCOME = named({
  alive: ['Alive', '存活'],
  recovered: ['Recovered', '痊愈'],
  discharged: ['Discharged', '出院'],
  died: ['Died', '死亡'],
  lost: ['Lost to follow-up', '失访'],
});
export const FOUND = named({
  hospital: ['Hospital', '医院'],
  'fever-clinic': ['Fever clinic', '发热门诊'],
  laboratory: ['Laboratory', '实验室'],
  screening: ['Screening', '筛查'],
  'contact-tracing': ['Contact tracing', '接触者追踪'],
  'self-report': ['Self-report', '自报'],
  sentinel: ['Sentinel', '哨点'],
  'other-system': ['Other system', '其他系统'],
  unknown: ['Not known', '不详'],
});
const ORIGIN = named({ local: ['Locally', '本土'], imported: ['Imported', '输入'], unknown: ['Not known', '不详'] });
const SEX = named({ male: ['Male', '男'], female: ['Female', '女'], other: ['Other', '其他'] });
const KNOWN = named({
  known: ['Known', '已明确'],
  unknown: ['Not known', '未明确'],
  'under-investigation': ['Under investigation', '调查中'],
});

const EVIDENCE: Record<string, FieldLook> = {
  evidence: { label: w('Evidence', '证据') },
  'evidence.kind': { label: w('Kind', '类型'), options: KINDS, half: true },
  'evidence.at': { label: w('Found at', '取得时间'), as: 'instant', half: true },
  'evidence.signer': { label: w('Signed by (name)', '签署人（姓名）'), half: true },
  'evidence.note': { label: w('Note', '说明'), half: true },
};
const at = (en: string, zh: string): FieldLook => ({ label: w(en, zh), as: 'instant', half: true });
const REASON: Record<string, FieldLook> = { reason: { label: w('Reason', '原因'), as: 'long' } };

interface Look {
  schema: z.ZodType;
  command: string;
  only: string[];
  submit: Words;
  fields: Record<string, FieldLook>;
  bad?: boolean;
}
export const FACTS: Record<string, FieldLook> = {
  id: { label: w('Case id', '病例编号'), half: true },
  disease: { label: w('Disease', '疾病'), half: true, pick: DiseasePick },
  area: { label: w('Area', '地区'), half: true, pick: AreaPick },
  household: { label: w('Household', '家庭'), half: true, pick: HouseholdPick },
  name: { label: w('Name', '姓名'), half: true },
  sex: { label: w('Sex', '性别'), options: SEX, half: true },
  age: { label: w('Age', '年龄'), half: true },
  phone: { label: w('Telephone', '电话'), as: 'tel', half: true },
  onset: { label: w('Onset', '发病日期'), as: 'day', half: true },
  detectedOn: { label: w('First specimen or diagnosis', '首次采样或诊断'), as: 'day', half: true },
  reportedOn: { label: w('Reported on', '报告日期'), as: 'day', half: true },
  classification: { label: w('Classification', '分类'), options: CLASS, half: true },
  severity: { label: w('Severity', '严重程度'), options: SEVERITY, half: true },
  origin: { label: w('Infection acquired', '感染来源地'), options: ORIGIN, half: true },
  source: { label: w('How found', '发现方式'), options: FOUND, half: true },
  infector: { label: w('Infector', '传染源病例'), half: true, pick: CasePick },
  hospital: { label: w('Hospital', '医院'), half: true },
  placeOfInfection: { label: w('Place of infection', '感染地点'), half: true },
  occupation: { label: w('Occupation', '职业'), half: true },
  contact: { label: w('Was contact', '原接触者'), half: true, pick: ContactPick },
};
/** Facts that may be corrected here; changes are sent as a difference. */
export const CORRECTABLE = [
  'area',
  'name',
  'sex',
  'age',
  'phone',
  'onset',
  'detectedOn',
  'reportedOn',
  'isolatedOn',
  'treatedOn',
  'origin',
  'source',
  'infector',
  'hospital',
  'placeOfInfection',
  'occupation',
];
const correction = model.reportCase
  .pick(Object.fromEntries(CORRECTABLE.map((key) => [key, true])) as never)
  .extend({ reason: model.discardCase.shape.reason });

export const LOOKS: Record<Act, Look> = {
  report: {
    schema: model.reportCase,
    command: 'ReportCase',
    only: [
      'id',
      'disease',
      'area',
      'name',
      'sex',
      'age',
      'phone',
      'onset',
      'detectedOn',
      'reportedOn',
      'classification',
      'severity',
      'origin',
      'source',
      'infector',
      'hospital',
      'household',
      'contact',
    ],
    submit: w('Report', '报告'),
    fields: FACTS,
  },
  classify: {
    schema: model.classifyCase,
    command: 'ClassifyCase',
    only: ['classification', 'severity', 'evidence'],
    submit: w('Classify', '分类'),
    fields: { ...FACTS, ...EVIDENCE },
  },
  notify: {
    schema: model.notifyCase,
    command: 'NotifyCase',
    only: ['at', 'to', 'reference'],
    submit: w('Record', '登记'),
    fields: {
      at: at('Reported at', '直报时间'),
      to: { label: w('To', '报告对象'), half: true },
      reference: { label: w('Number', '编号') },
    },
  },
  core: {
    schema: model.recordCore,
    command: 'RecordCoreInvestigation',
    only: [
      'symptoms',
      'onset',
      'occupation',
      'workplace',
      'places',
      'contactsNamed',
      'sourceOfInfection',
      'infector',
      'note',
    ],
    submit: w('Record', '登记'),
    fields: {
      symptoms: { label: w('Symptoms', '症状'), as: 'lines' },
      onset: { label: w('Onset', '发病日期'), as: 'day', half: true },
      occupation: { label: w('Occupation', '职业'), half: true },
      workplace: { label: w('Work or school', '工作或学校'), half: true },
      places: { label: w('Where while infectious', '传染期活动轨迹') },
      'places.place': { label: w('Place', '地点'), half: true },
      'places.path': { label: w('Registered place', '登记地点'), half: true, pick: PlacePick },
      'places.from': at('From', '起'),
      'places.to': at('To', '止'),
      'places.what': { label: w('What', '活动') },
      contactsNamed: { label: w('Contacts named', '提及接触者人数'), half: true },
      sourceOfInfection: { label: w('Source of infection', '传染源'), options: KNOWN, half: true },
      infector: { label: w('Infector', '传染源病例'), half: true, pick: CasePick },
      note: { label: w('Note', '备注'), as: 'long' },
    },
  },
  finish: {
    schema: model.reportInvestigation,
    command: 'ReportInvestigation',
    only: ['summary', 'sourceOfInfection', 'infector'],
    submit: w('Report', '提交'),
    fields: {
      summary: { label: w('Summary', '摘要'), as: 'long' },
      sourceOfInfection: { label: w('Source of infection', '传染源'), options: KNOWN, half: true },
      infector: { label: w('Infector', '传染源病例'), half: true, pick: CasePick },
    },
  },
  isolate: {
    schema: model.isolateCase,
    command: 'IsolateCase',
    only: ['at', 'where'],
    submit: w('Record', '登记'),
    fields: { at: at('Isolated at', '隔离时间'), where: { label: w('Where', '地点'), half: true } },
  },
  treat: {
    schema: model.treatCase,
    command: 'TreatCase',
    only: ['at', 'hospital'],
    submit: w('Record', '登记'),
    fields: { at: at('In care at', '收治时间'), hospital: { label: w('Hospital', '医院'), half: true } },
  },
  outcome: {
    schema: model.recordOutcome,
    command: 'RecordOutcome',
    only: ['outcome', 'on', 'note'],
    submit: w('Record', '登记'),
    fields: {
      outcome: { label: w('Outcome', '转归'), options: OUTCOME, half: true },
      on: { label: w('On', '日期'), as: 'day', half: true },
      note: { label: w('Note', '备注') },
    },
  },
  correct: {
    schema: correction,
    command: 'CorrectCase',
    only: [...CORRECTABLE, 'reason'],
    submit: w('Correct', '更正'),
    fields: {
      ...FACTS,
      isolatedOn: { label: w('Isolated on', '隔离日期'), as: 'day', half: true },
      treatedOn: { label: w('In care on', '收治日期'), as: 'day', half: true },
      ...REASON,
    },
  },
  discard: {
    schema: model.discardCase,
    command: 'DiscardCase',
    only: ['reason'],
    submit: w('Discard', '排除'),
    fields: REASON,
    bad: true,
  },
  reinstate: {
    schema: model.reinstateCase,
    command: 'ReinstateCase',
    only: ['reason'],
    submit: w('Reinstate', '恢复'),
    fields: REASON,
  },
  link: {
    schema: linkCases,
    command: 'LinkCases',
    only: ['from', 'exposure', 'on', 'certainty', 'evidence'],
    submit: w('Link', '关联'),
    fields: {
      from: { label: w('Infected by', '传染自'), half: true, pick: CasePick },
      exposure: { label: w('Exposure', '暴露方式'), half: true },
      on: { label: w('On', '日期'), as: 'day', half: true },
      certainty: {
        label: w('Certainty', '确信度'),
        half: true,
        options: named({ low: ['Low', '低'], medium: ['Medium', '中'], high: ['High', '高'] }),
      },
      ...EVIDENCE,
    },
  },
};
