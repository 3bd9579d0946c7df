import type { UsedCommand } from '../../../kit/client.tsx';
import { Form } from '../../../kit/form.tsx';
import { fileAppeal, liftStay, recordTest } from '../model.ts';

const FORMS = {
  lift: {
    schema: liftStay,
    only: ['reason', 'note'],
    submit: { en: 'End the stay', zh: '解除' },
    fields: {
      reason: {
        label: { en: 'Reason', zh: '原因' },
        options: {
          transferred: { en: 'Cared for elsewhere', zh: '转往他处' },
          'became-case': { en: 'Became a case', zh: '转为病例' },
          medical: { en: 'Medical', zh: '医疗原因' },
          error: { en: 'Error', zh: '命令有误' },
          died: { en: 'Died', zh: '去世' },
          'no-longer-needed': { en: 'No longer needed', zh: '已无必要' },
        },
      },
      note: { label: { en: 'Note', zh: '说明' } },
    },
  },
  test: {
    schema: recordTest,
    only: ['day', 'result', 'source'],
    submit: { en: 'Record', zh: '登记' },
    fields: {
      day: { label: { en: 'Test day', zh: '检测日' }, as: 'day', half: true },
      result: {
        label: { en: 'Result', zh: '结果' },
        as: 'radio',
        half: true,
        options: {
          negative: { en: 'Negative', zh: '阴性' },
          positive: { en: 'Positive', zh: '阳性' },
          inconclusive: { en: 'Inconclusive', zh: '待复核' },
        },
      },
      source: { label: { en: 'Laboratory', zh: '检测机构' } },
    },
  },
  appeal: {
    schema: fileAppeal,
    only: ['by', 'channel', 'grounds', 'medical', 'child', 'disability'],
    submit: { en: 'File the appeal', zh: '提交申诉' },
    fields: {
      by: { label: { en: 'Who appeals', zh: '申诉人' } },
      'by.name': { label: { en: 'Name', zh: '姓名' }, half: true },
      'by.phone': { label: { en: 'Phone', zh: '电话' }, as: 'tel', half: true },
      'by.account': { as: 'hidden' },
      'by.relation': {
        label: { en: 'Relation', zh: '关系' },
        options: {
          self: { en: 'Self', zh: '本人' },
          family: { en: 'Family', zh: '家人' },
          proxy: { en: 'Proxy', zh: '代理人' },
          guardian: { en: 'Guardian', zh: '监护人' },
          carer: { en: 'Carer', zh: '照护人' },
        },
      },
      channel: {
        label: { en: 'Channel', zh: '渠道' },
        as: 'radio',
        options: {
          app: { en: 'App', zh: '应用' },
          phone: { en: 'Telephone', zh: '电话' },
          paper: { en: 'Paper', zh: '书面' },
          door: { en: 'At the door', zh: '上门' },
          proxy: { en: 'Proxy', zh: '代理' },
        },
      },
      grounds: { label: { en: 'Grounds, in their own words', zh: '理由（原话）' } },
      medical: { label: { en: 'Medical: suspends at once', zh: '涉及就医：立即暂停' } },
      child: { label: { en: 'A child', zh: '涉及儿童' } },
      disability: { label: { en: 'A disability', zh: '涉及残障' } },
    },
  },
} as const;

/** Ends early, records a test or files an appeal. Loaded when opened: it brings the schemas with it. */
export default function ActForm({
  act,
  command,
  initial,
  onDone,
}: {
  act: keyof typeof FORMS;
  command: UsedCommand;
  initial: Record<string, unknown>;
  onDone(): void;
}) {
  const form = FORMS[act];
  return (
    <Form
      key={act}
      schema={form.schema}
      fields={form.fields as never}
      only={[...form.only]}
      initial={initial}
      command={command}
      submit={form.submit}
      onDone={onDone}
      onCancel={onDone}
    />
  );
}
