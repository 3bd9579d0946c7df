import { useState } from 'react';
import { dayOf } from '../../../kernel/time.ts';
import { newId, useCommand, useGet, useNow, useSession } from '../../../kit/client.tsx';
import { Form } from '../../../kit/form.tsx';
import { levelChoices, useOffice } from '../../../kit/office.ts';
import { AreaPick } from '../../places/ui/index.ts';
import type { Choices } from '../library.ts';
import { AREA_UNITS, enterLocalRule, type MEASURES } from '../model.ts';

const MEASURE: Record<(typeof MEASURES)[number], { en: string; zh: string }> = {
  none: { en: 'Nothing', zh: '无' },
  tests: { en: 'Tests', zh: '检测' },
  monitor: { en: 'Health monitoring', zh: '健康监测' },
  home: { en: 'Home isolation', zh: '居家隔离' },
  central: { en: 'Facility', zh: '集中隔离' },
  turnBack: { en: 'Turned back', zh: '劝返' },
  close: { en: 'Closed', zh: '关闭、封控' },
  restrict: { en: 'Movement limited', zh: '限制出行' },
  refuse: { en: 'Refused', zh: '拒绝' },
  checkpoint: { en: 'Checkpoint', zh: '检查点' },
};
const ON = {
  person: { en: 'Persons', zh: '人员' },
  zone: { en: 'Areas', zh: '区域' },
  travel: { en: 'Travel', zh: '出行' },
  care: { en: 'Care', zh: '就医' },
  checkpoint: { en: 'Checkpoints', zh: '检查点' },
  venue: { en: 'Venues', zh: '场所' },
};

/** A rule as published, put into the words the comparison needs. Loaded when opened. */
export default function RuleForm({ area, onDone }: { area: string; onDone(): void }) {
  const enter = useCommand('editions.EnterLocalRule');
  const now = useNow();
  const { level } = useOffice();
  const { zone } = useSession();
  const [id] = useState(newId);
  const { data } = useGet<Choices>('/api/editions/choices');
  return (
    <Form
      schema={enterLocalRule}
      command={enter}
      onDone={onDone}
      onCancel={onDone}
      submit={{ en: 'Enter and compare', zh: '录入并比对' }}
      only={['disease', 'area', 'source', 'rule']}
      initial={{
        id,
        area,
        rule: {
          id,
          text: '',
          issuer: { name: '', level: 'district', kind: 'government' },
          on: 'person',
          audience: 'anyone',
          phases: [{ measure: 'central', days: 0 }],
          from: dayOf(now, zone ?? 'Asia/Shanghai'),
        },
      }}
      fields={{
        disease: { label: { en: 'Disease', zh: '疾病' }, half: true, as: 'select', options: data?.diseases ?? [] },
        area: { label: { en: 'Area', zh: '区域' }, half: true, pick: AreaPick },
        source: { label: { en: 'Where it was found', zh: '来源' } },
        rule: { label: { en: 'Rule', zh: '规定' } },
        'rule.id': { as: 'hidden' },
        'rule.text': { label: { en: 'As published', zh: '原文' }, as: 'long' },
        'rule.issuer': { label: { en: 'Issuer', zh: '发布单位' } },
        'rule.issuer.name': { label: { en: 'Name', zh: '名称' }, half: true },
        'rule.issuer.level': {
          label: { en: 'Level', zh: '层级' },
          half: true,
          options: levelChoices('country', 'household'),
        },
        'rule.issuer.kind': { as: 'hidden' },
        'rule.on': { label: { en: 'Bears on', zh: '对象' }, options: ON, half: true },
        'rule.audience': {
          label: { en: 'Whom', zh: '人群' },
          options: {
            anyone: { en: 'Anyone', zh: '所有人' },
            student: { en: 'Students', zh: '学生' },
            crew: { en: 'Drivers and crew', zh: '司乘人员' },
          },
          half: true,
        },
        'rule.personClass': {
          label: { en: 'Class of the edition, if named', zh: '方案类别（如有）' },
          half: true,
          as: 'select',
          options: data?.personClasses ?? [],
        },
        'rule.area': { label: { en: 'From which areas', zh: '来自何种区域' } },
        'rule.area.level': {
          label: { en: 'Risk level', zh: '风险级别' },
          half: true,
          as: 'select',
          options: [{ value: 'any', label: { en: 'Any', zh: '不限' } }, ...(data?.zoneLevels ?? [])],
        },
        'rule.area.name': { label: { en: 'Name', zh: '名称' }, half: true },
        'rule.area.unit': {
          label: { en: 'Unit', zh: '单元' },
          half: true,
          options: AREA_UNITS.map((unit) => ({ value: unit, label: level(unit) })),
        },
        'rule.phases': { label: { en: 'What is done, in order', zh: '依次采取的措施' } },
        'rule.phases.measure': { label: { en: 'Measure', zh: '措施' }, options: MEASURE, half: true },
        'rule.phases.days': { label: { en: 'Days', zh: '天数' }, half: true },
        'rule.tests': { label: { en: 'Test days, if fixed', zh: '检测日（如规定）' } },
        'rule.reason': { label: { en: 'Reason given', zh: '理由' } },
        'rule.from': { label: { en: 'From', zh: '自' }, as: 'day', half: true },
      }}
    />
  );
}
