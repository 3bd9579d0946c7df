import type { UsedCommand } from '../../../kit/client.tsx';
import { type Control, Form } from '../../../kit/form.tsx';
import { PickMany } from '../../../kit/pick.tsx';
import { CasePick } from '../../cases/ui/index.tsx';
import { extendZone, liftZone, reviewZone, withdrawProposal } from '../model.ts';

const FORMS = {
  review: {
    schema: reviewZone,
    only: ['finding', 'note', 'plan'],
    submit: { en: 'Record the review', zh: '登记评估' },
    fields: {
      finding: {
        label: { en: 'Finding', zh: '结论' },
        as: 'radio',
        options: { keep: { en: 'Still needed', zh: '仍有必要' }, lift: { en: 'Lift now', zh: '立即解除' } },
      },
      note: { label: { en: 'Why', zh: '理由' }, as: 'long' },
      plan: { label: { en: 'Own plan of this zone, once written', zh: '本区“一地一策”' }, as: 'long' },
    },
  },
  extend: {
    schema: extendZone,
    only: ['evidence', 'reason'],
    submit: { en: 'Extend', zh: '延长' },
    fields: {
      evidence: {
        label: { en: 'New cases inside, later than all before', zh: '区内新增病例（晚于此前所有病例）' },
        render: ({ id, value, onChange }: Control) => (
          <PickMany value={value ?? []} onChange={onChange} name={(each) => each}>
            {(add) => <CasePick id={id} value={undefined} onChange={add} />}
          </PickMany>
        ),
      },
      reason: { label: { en: 'Reason', zh: '理由' }, as: 'long' },
    },
  },
  lift: {
    schema: liftZone,
    only: ['checklist', 'assessment'],
    submit: { en: 'Lift the zone', zh: '解除风险区' },
    fields: {
      checklist: { label: { en: 'Release checklist', zh: '解除条件' } },
      'checklist.noNewInfection': {
        label: { en: "No new infection for the edition's days", zh: '连续无新增达到方案天数' },
      },
      'checklist.cleanRound': { label: { en: 'Full round negative', zh: '全员检测阴性' } },
      'checklist.contactsMoved': { label: { en: 'Contacts moved or released', zh: '密接已转运或解除' } },
      'checklist.premisesClean': { label: { en: 'Premises disinfected', zh: '环境终末消毒合格' } },
      assessment: { label: { en: 'Assessment, when something is not met', zh: '未全部满足时的风险评估' }, as: 'long' },
    },
  },
  withdraw: {
    schema: withdrawProposal,
    only: ['reason'],
    submit: { en: 'Withdraw', zh: '撤回' },
    fields: { reason: { label: { en: 'Reason', zh: '理由' } } },
  },
} as const;
export type Act = keyof typeof FORMS;

/** Reviews, extends, lifts or withdraws. Loaded when opened: it brings the schemas with it. */
export default function ActForm({
  act,
  command,
  id,
  onDone,
}: {
  act: Act;
  command: UsedCommand;
  id: string;
  onDone(): void;
}) {
  const form = FORMS[act];
  return (
    <Form
      key={act}
      schema={form.schema}
      fields={form.fields as never}
      only={[...form.only]}
      initial={{ id }}
      command={command}
      submit={form.submit}
      onDone={onDone}
      onCancel={onDone}
    />
  );
}
