import type * as z from 'zod';
import type { Words } from '../../../kernel/refusal.ts';
import { dayOf } from '../../../kernel/time.ts';
import { newId, useCommand, useNow, useSession } from '../../../kit/client.tsx';
import { type FieldLook, Form } from '../../../kit/form.tsx';
import { picking } from '../../../kit/pick.tsx';
import { cityZoneNow } from '../../../kit/when.ts';
import { CasePick } from '../../cases/ui/index.tsx';
import { MemberPick } from '../../crew/ui/index.ts';
import { DiseasePick } from '../../editions/ui/index.ts';
import { HouseholdPick } from '../../people/ui/index.ts';
import { AreaPick } from '../../places/ui/index.ts';
import * as model from '../model.ts';

export type Act = 'list' | 'check' | 'notify' | 'transfer' | 'expose' | 'assign' | 'reclassify' | 'close';

const w = (en: string, zh: string): Words => ({ en, zh });
const half = (en: string, zh: string, more: FieldLook = {}): FieldLook => ({ label: w(en, zh), half: true, ...more });
const CLASSES = {
  'contact.close': w('Close contact', '密切接触者'),
  'contact.secondary': w('Secondary contact', '密接的密接'),
  'contact.general': w('Casual contact', '一般接触者'),
  'exposed.place.person': w('Exposed at an implicated venue', '涉疫场所暴露人员'),
};
const KIND = half('Class', '类别', {
  options: Object.entries(CLASSES).map(([value, label]) => ({ value, label })),
  as: 'select',
});

interface Look {
  schema: z.ZodType;
  command: string;
  only: string[];
  submit: Words;
  fields: Record<string, FieldLook>;
}
const LOOKS: Record<Act, Look> = {
  list: {
    schema: model.listContact,
    command: 'ListContact',
    only: [
      'id',
      'case',
      'disease',
      'class',
      'lastExposure',
      'criterion',
      'name',
      'phone',
      'sex',
      'age',
      'area',
      'household',
      'exposureNote',
    ],
    submit: w('List', '登记'),
    fields: {
      id: half('Contact id', '接触者编号'),
      case: half('Case', '病例', { pick: CasePick }),
      disease: half('Disease', '疾病', { pick: DiseasePick }),
      class: KIND,
      lastExposure: half('Last exposure', '末次接触', { as: 'day' }),
      criterion: half('Why a contact', '判定依据'),
      name: half('Name', '姓名'),
      phone: half('Telephone', '电话', { as: 'tel' }),
      sex: half('Sex', '性别', {
        options: { male: w('Male', '男'), female: w('Female', '女'), other: w('Other', '其他') },
      }),
      age: half('Age', '年龄'),
      area: half('Area', '地区', { pick: AreaPick }),
      household: half('Household', '家庭', { pick: HouseholdPick }),
      exposureNote: { label: w('Note', '备注'), as: 'long' },
    },
  },
  check: {
    schema: model.recordFollowUp,
    command: 'RecordFollowUp',
    only: ['day', 'outcome', 'temperature', 'symptoms', 'needs', 'note'],
    submit: w('Record', '登记'),
    fields: {
      day: half('Day', '日期', { as: 'day' }),
      outcome: half('Result', '结果', {
        options: {
          'seen-well': w('Seen, well', '已访，正常'),
          'seen-ill': w('Seen, ill', '已访，有症状'),
          'not-reached': w('Not reached', '未联系上'),
          refused: w('Refused', '拒绝'),
        },
      }),
      temperature: half('Temperature', '体温', { unit: w('°C', '℃') }),
      symptoms: { label: w('Symptoms', '症状'), as: 'lines' },
      needs: { label: w('Needs help with', '需要帮助') },
      note: { label: w('Note', '备注') },
    },
  },
  notify: {
    schema: model.notifyContact,
    command: 'NotifyContact',
    only: ['at', 'channel', 'reached', 'note'],
    submit: w('Record', '登记'),
    fields: {
      at: half('At', '时间', { as: 'instant' }),
      channel: half('How', '方式', {
        options: {
          phone: w('Telephone', '电话'),
          visit: w('Visit', '上门'),
          sms: w('SMS', '短信'),
          letter: w('Letter', '书面'),
          app: w('App', '应用'),
        },
      }),
      reached: half('Reached', '已联系上'),
      note: { label: w('Note', '备注') },
    },
  },
  transfer: {
    schema: model.transferContact,
    command: 'TransferContact',
    only: ['at', 'to', 'authority'],
    submit: w('Record', '登记'),
    fields: {
      at: half('At', '时间', { as: 'instant' }),
      to: half('To', '去向'),
      authority: half('Authority', '接收单位'),
    },
  },
  expose: {
    schema: model.addExposure,
    command: 'AddExposure',
    only: ['case', 'lastExposure', 'note'],
    submit: w('Add', '追加'),
    fields: {
      case: half('Case', '病例', { pick: CasePick }),
      lastExposure: half('Last exposure', '末次接触', { as: 'day' }),
      note: { label: w('Note', '备注') },
    },
  },
  assign: {
    schema: model.assignFollowUp,
    command: 'AssignFollowUp',
    only: ['owner'],
    submit: w('Assign', '指派'),
    fields: {
      owner: {
        label: w('Who checks', '随访人'),
        render: (control) => (
          <MemberPick
            {...picking(control)}
            value={control.value?.id}
            onChange={(id) => !id && control.onChange(undefined)}
            onRow={(member) => member && control.onChange({ id: member.id, name: member.name })}
          />
        ),
      },
    },
  },
  reclassify: {
    schema: model.reclassifyContact,
    command: 'ReclassifyContact',
    only: ['class', 'evidence'],
    submit: w('Reclassify', '调整'),
    fields: {
      class: KIND,
      evidence: { label: w('Evidence', '证据') },
      'evidence.kind': half('Kind', '类型', {
        options: {
          laboratory: w('Laboratory', '实验室'),
          clinical: w('Clinical', '临床'),
          epidemiological: w('Epidemiological', '流行病学'),
          'line-list': w('List', '名单'),
          review: w('Review', '复核'),
        },
      }),
      'evidence.at': half('Found at', '取得时间', { as: 'instant' }),
      'evidence.signer': half('Signed by (name)', '签署人'),
      'evidence.note': half('Note', '说明'),
    },
  },
  close: {
    schema: model.closeContact,
    command: 'CloseContact',
    only: ['reason', 'case', 'note'],
    submit: w('Close', '结案'),
    fields: {
      reason: half('Reason', '原因', {
        options: {
          'follow-up-ended': w('Follow-up ended', '随访期满'),
          'became-case': w('Became a case', '转为病例'),
          'case-discarded': w('Case discarded', '病例排除'),
          'not-exposed': w('Was not exposed', '未暴露'),
          died: w('Died', '死亡'),
          lost: w('Lost', '失访'),
          'handed-over': w('Handed over', '移交'),
          'no-rule': w('No rule', '无规定'),
        },
      }),
      case: half('Case', '病例', { pick: CasePick }),
      note: { label: w('Note', '备注') },
    },
  },
};

/** Forms of all acts on a contact. Loaded when one is opened. */
export default function ActForm({
  act,
  initial,
  onDone,
  onCancel = onDone,
}: {
  act: Act;
  initial: Record<string, unknown>;
  onDone(): void;
  onCancel?(): void;
}) {
  const { schema, command, only, submit, fields } = LOOKS[act];
  const now = useNow();
  const { account, zone } = useSession();
  const run = useCommand(`contacts.${command}`);
  const today = dayOf(now, zone ?? cityZoneNow());
  const start: Record<Act, Record<string, unknown>> = {
    list: { id: newId().slice(0, 8), area: initial.area, class: 'contact.close', lastExposure: today },
    check: { day: initial.nextDue ?? today, outcome: 'seen-well', symptoms: [] },
    notify: { at: now, channel: 'phone', reached: true },
    transfer: { at: now },
    expose: { lastExposure: today },
    assign: { owner: { id: initial.ownerId, name: initial.ownerName } },
    reclassify: { class: initial.class, evidence: { at: now, signer: account?.name } },
    close: {},
  };
  return (
    <Form
      schema={schema}
      command={run}
      fields={fields}
      only={only}
      submit={submit}
      initial={{ ...(act === 'list' ? {} : { id: initial.id }), ...start[act] }}
      onDone={onDone}
      onCancel={onCancel}
    />
  );
}
