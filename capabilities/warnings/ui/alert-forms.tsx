import type * as z from 'zod';
import type { Words } from '../../../kernel/refusal.ts';
import { newId, useCommand } from '../../../kit/client.tsx';
import { type Control, type FieldLook, Form } from '../../../kit/form.tsx';
import { Row, Stack } from '../../../kit/page.tsx';
import { Button } from '../../../kit/parts.tsx';
import { CasePick } from '../../cases/ui/index.tsx';
import * as model from '../model.ts';

export type Act =
  | 'reopen'
  | 'verify'
  | 'notify'
  | 'assess'
  | 'discard'
  | 'issue'
  | 'link'
  | 'complete'
  | 'done'
  | 'skip';

const w = (en: string, zh: string): Words => ({ en, zh });
const LONG = (en: string, zh: string): FieldLook => ({ label: w(en, zh), as: 'long' });
interface Look {
  schema: z.ZodType;
  command: string;
  fields: Record<string, FieldLook>;
}
const LOOKS: Record<Act, Look> = {
  reopen: { schema: model.reopenAlert, command: 'ReopenAlert', fields: { reason: LONG('Reason', '理由') } },
  verify: {
    schema: model.verifyAlert,
    command: 'VerifyAlert',
    fields: {
      how: LONG('How it was verified', '核实经过'),
      emergedOn: { label: w('First day of what it is about', '事件起始日期'), as: 'day' },
    },
  },
  notify: { schema: model.notifyAlert, command: 'NotifyAlert', fields: { to: { label: w('To whom', '通报对象') } } },
  assess: {
    schema: model.assessAlert,
    command: 'AssessAlert',
    fields: {
      risk: {
        label: w('Risk', '风险'),
        options: {
          low: w('Low', '低'),
          moderate: w('Moderate', '中'),
          high: w('High', '高'),
          'very-high': w('Very high', '极高'),
        },
      },
      grounds: LONG('Grounds', '依据'),
    },
  },
  discard: {
    schema: model.discardAlert,
    command: 'DiscardAlert',
    fields: {
      because: {
        label: w('Because', '原因'),
        options: {
          'data-fault': w('Fault of the data', '数据故障'),
          'expected-event': w('Expected event', '预期事件'),
          'known-outbreak': w('Known outbreak', '已知疫情'),
          'not-confirmed': w('Not confirmed', '未证实'),
          other: w('Other', '其他'),
        },
      },
      reason: LONG('Reason', '理由'),
    },
  },
  issue: {
    schema: model.issueWarning,
    command: 'IssueWarning',
    fields: {
      form: {
        label: w('Form', '形式'),
        options: {
          'health-risk-notice': w('Health-risk notice (public)', '健康风险提示（公众）'),
          'warning-information': w('Warning information (departments, clinics)', '预警信息（部门、医疗机构）'),
          'decision-advice': w('Decision advice (government)', '预警决策建议（政府）'),
        },
      },
      to: { label: w('To', '发送对象') },
      zh: LONG('Text in Chinese', '中文'),
      en: LONG('Text in English', '英文'),
    },
  },
  link: {
    schema: model.linkCases,
    command: 'LinkCases',
    fields: { cases: { label: w('Cases', '病例'), render: (control) => <CasesPick {...control} /> } },
  },
  complete: { schema: model.completeResponse, command: 'CompleteResponse', fields: { note: LONG('Note', '说明') } },
  done: { schema: model.stepDone, command: 'RecordStepDone', fields: { result: LONG('Result', '结果') } },
  skip: { schema: model.stepSkipped, command: 'SkipStep', fields: { reason: LONG('Reason', '理由') } },
};

/** Several cases, found one after the other. */
function CasesPick({ id, value, onChange, invalid, describedBy }: Control) {
  const chosen: string[] = Array.isArray(value) ? value : [];
  return (
    <Stack gap="tight">
      <CasePick
        key={chosen.length}
        id={id}
        value={undefined}
        invalid={invalid}
        {...(describedBy ? { describedBy } : {})}
        onChange={(one) => one && onChange([...new Set([...chosen, one])])}
      />
      <Row>
        {chosen.map((one) => (
          <Button key={one} size="small" icon="close" onClick={() => onChange(chosen.filter((each) => each !== one))}>
            {one}
          </Button>
        ))}
      </Row>
    </Stack>
  );
}

/** Forms of all acts on an alert. Loaded when one is opened. */
export default function ActForm({
  act,
  id,
  action,
  onDone,
}: {
  act: Act;
  id: string;
  action?: string | undefined;
  onDone(saved: boolean): void;
}) {
  const { schema, command, fields } = LOOKS[act];
  const run = useCommand(`warnings.${command}`);
  return (
    <Form
      schema={schema}
      command={run}
      fields={fields}
      only={Object.keys(fields)}
      submit={w('Record', '登记')}
      initial={{ id, ...(action ? { action } : {}), ...(act === 'issue' ? { warning: newId() } : {}) }}
      onDone={() => onDone(true)}
      onCancel={() => onDone(false)}
    />
  );
}
