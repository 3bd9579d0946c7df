import { useState } from 'react';
import { newId, useCommand, useGet } from '../../../kit/client.tsx';
import { Form } from '../../../kit/form.tsx';
import { PickMany } from '../../../kit/pick.tsx';
import { CasePick } from '../../cases/ui/index.tsx';
import type { Choices } from '../../editions/index.ts';
import { type Proposal, proposeZone } from '../model.ts';
import { ScopePick } from './scope-pick.tsx';

const chosen = (value: unknown): string[] => (Array.isArray(value) ? value.filter(Boolean) : []);

/** Proposes or amends. It may be saved incomplete; the checklist then says what is missing. Loaded when opened. */
export default function ProposalForm({ proposal, onDone }: { proposal?: Proposal; onDone(id: string): void }) {
  const propose = useCommand('zones.ProposeZone');
  const amend = useCommand('zones.AmendProposal');
  const { data } = useGet<Choices>('/api/editions/choices');
  const [id] = useState(newId);
  const amending = proposal !== undefined;
  return (
    <Form
      schema={proposeZone}
      initial={proposal ?? { id, scope: [], evidence: [], alternatives: [] }}
      onCancel={() => onDone('')}
      submit={amending ? { en: 'Save the changes', zh: '保存修改' } : { en: 'Save the proposal', zh: '保存建议' }}
      only={[
        ...(amending ? [] : ['disease']),
        'level',
        'scope',
        'evidence',
        'aim',
        'alternatives',
        'leastHarm',
        'largerReason',
        'expectedCost',
        'explanation',
        'hotline',
        'supplies',
      ]}
      onSubmit={async (values) => {
        const { id: own, disease: _disease, ...changes } = values;
        const outcome = amending ? await amend.run({ id: own, changes }) : await propose.run(values);
        if (!outcome.ok) return outcome.refusal;
        onDone(own);
        return undefined;
      }}
      fields={{
        disease: { label: { en: 'Disease', zh: '疾病' }, half: true, as: 'select', options: data?.diseases ?? [] },
        level: {
          label: { en: 'Level of the edition', zh: '方案级别' },
          half: true,
          as: 'select',
          options: data?.zoneLevels ?? [],
        },
        scope: {
          label: { en: 'Smallest units that suffice', zh: '足够的最小单元' },
          hint: {
            en: 'A floor is its households; a unit is found by any household in it.',
            zh: '楼层请列出各户；单元可由其中任一户查找。',
          },
          render: ({ id, value, onChange }) => <ScopePick id={id} value={chosen(value)} onChange={onChange} />,
        },
        evidence: {
          label: { en: 'Cases inside', zh: '区内病例' },
          render: ({ id, value, onChange }, near) => (
            <PickMany value={chosen(value)} onChange={onChange} name={(each) => each}>
              {(add) => <CasePick id={id} disease={near?.disease} value={undefined} onChange={add} />}
            </PickMany>
          ),
        },
        aim: { label: { en: 'Aim', zh: '目的' }, as: 'long' },
        alternatives: { label: { en: 'What else was considered', zh: '考虑过的其他措施' } },
        'alternatives.measure': { label: { en: 'Measure', zh: '措施' } },
        'alternatives.whyNot': { label: { en: 'Why it does not do', zh: '不采用的理由' } },
        leastHarm: { label: { en: 'Why this does the least harm', zh: '为何影响最小' }, as: 'long' },
        largerReason: { label: { en: 'Why larger than the smallest unit', zh: '为何大于最小单元' }, as: 'long' },
        expectedCost: { label: { en: 'What it costs those inside', zh: '对居民工作、上学、就医的影响' }, as: 'long' },
        explanation: { label: { en: 'Explanation to those inside', zh: '向居民的说明' } },
        'explanation.en': { label: 'English', as: 'long' },
        'explanation.zh': { label: '中文', as: 'long' },
        hotline: { label: { en: 'Help phone, day and night', zh: '24小时求助电话' }, as: 'tel', half: true },
        supplies: {
          label: { en: 'How food, water and medicine reach every door', zh: '食品、饮水、药品如何到户' },
          as: 'long',
        },
      }}
    />
  );
}
