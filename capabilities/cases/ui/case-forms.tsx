import { dayOf } from '../../../kernel/time.ts';
import { newId, useCommand, useNow, useSession } from '../../../kit/client.tsx';
import { Form } from '../../../kit/form.tsx';
import { type Act, CORRECTABLE, LOOKS } from './case-form-looks.ts';

/** Forms of all acts on a case. Loaded when one is opened: they bring the schemas. */
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
  const look = LOOKS[act];
  const now = useNow();
  const { account, zone } = useSession();
  const command = useCommand(`cases.${look.command}`);
  const proof = { evidence: { at: now, signer: account?.name } };
  const today = dayOf(now, zone ?? 'Asia/Shanghai');
  const start: Record<Act, Record<string, unknown>> = {
    report: {
      id: newId().slice(0, 8),
      area: initial.area,
      disease: initial.disease,
      reportedOn: today,
      classification: 'suspected',
      origin: 'unknown',
      source: 'hospital',
    },
    classify: { classification: initial.classification, severity: initial.severity, ...proof },
    notify: { at: now },
    isolate: { at: now },
    treat: { at: now, hospital: initial.hospital },
    outcome: { on: today },
    core: { onset: initial.onset, symptoms: [], places: [], occupation: initial.occupation },
    finish: {},
    discard: {},
    reinstate: {},
    link: { to: initial.id, ...proof },
    correct: Object.fromEntries(CORRECTABLE.map((key) => [key, initial[key]])),
  };
  const base = act === 'report' || act === 'link' || act === 'correct' ? {} : { id: initial.id };
  const correct = async (values: Record<string, unknown>) => {
    const changes = Object.fromEntries(
      CORRECTABLE.filter((key) => (values[key] ?? null) !== (initial[key] ?? null)).map((key) => [
        key,
        values[key] ?? null,
      ]),
    );
    const outcome = await command.run({ id: initial.id, changes, reason: values.reason });
    if (outcome.ok) onDone();
    return outcome.ok ? undefined : outcome.refusal;
  };
  return (
    <Form
      schema={look.schema}
      fields={look.fields}
      only={look.only}
      submit={look.submit}
      bad={look.bad}
      initial={{ ...base, ...start[act] }}
      onCancel={onCancel}
      {...(act === 'correct' ? { onSubmit: correct as never } : { command, onDone })}
    />
  );
}
