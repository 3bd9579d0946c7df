import type * as z from 'zod';
import { newId, useCommand, useGet } from '../../../kit/client.tsx';
import { type Control, type FieldLook, Form } from '../../../kit/form.tsx';
import { Waiting } from '../../../kit/parts.tsx';
import { say, useWords } from '../../../kit/words.ts';
import { PlacePick } from '../../places/ui/index.ts';
import * as model from '../model.ts';
import { type Key, words } from './words.ts';

export type Act = 'record' | 'raise' | 'fix' | 'pass' | 'fail';
/** What a form is opened on: an inspection for `raise`, a finding for the rest. */
export interface On {
  id: string;
  area: string;
}

const FORMS: Record<Act, { command: string; schema: z.ZodType; only: string[] }> = {
  record: { command: 'RecordInspection', schema: model.recordInspection, only: ['place', 'link', 'answers', 'note'] },
  raise: { command: 'RaiseFinding', schema: model.raiseFinding, only: ['what', 'severity', 'owner', 'dueAt'] },
  fix: { command: 'RecordFix', schema: model.recordFix, only: ['done', 'evidence'] },
  pass: { command: 'Recheck', schema: model.recheck, only: ['seen', 'evidence'] },
  fail: { command: 'Recheck', schema: model.recheck, only: ['seen', 'evidence', 'dueAt'] },
};

/** Forms of inspections. Loaded when one is opened. */
export default function InspectionForm({ act, on, onDone }: { act: Act; on?: On; onDone(saved: boolean): void }) {
  const t = useWords(words);
  const { command, schema, only } = FORMS[act];
  const run = useCommand(`inspections.${command}`);
  const named = (part: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${part}.${value}` as Key) }));
  const initial: Record<Act, Record<string, unknown>> = {
    record: { id: `inspection-${newId()}`, answers: [] },
    raise: { id: `finding-${newId()}`, inspection: on?.id, place: on?.area },
    fix: { id: on?.id },
    pass: { id: on?.id, passed: true },
    fail: { id: on?.id, passed: false },
  };
  const fields: Record<string, FieldLook> = {
    place: { label: t('place'), pick: PlacePick },
    link: { label: t('link'), as: 'radio', options: named('link', model.LINKS) },
    answers: {
      label: t('checklist'),
      render: (control, near) => <Checklist {...control} link={near.link as model.Link | undefined} />,
    },
    note: { label: t('note'), as: 'long' },
    what: { label: t('what'), as: 'long' },
    severity: { label: t('severity'), as: 'radio', options: named('severity', model.SEVERITIES) },
    owner: { label: t('owner'), as: 'radio', options: named('owner', model.OWNERS) },
    dueAt: { label: t(act === 'fail' ? 'newDue' : 'due'), as: 'instant' },
    done: { label: t('done'), as: 'long' },
    seen: { label: t('seen'), as: 'long' },
    evidence: { label: t('evidence'), hint: t('evidenceHint') },
  };
  return (
    <Form
      schema={schema}
      command={run}
      initial={initial[act]}
      only={only}
      fields={Object.fromEntries(only.map((name) => [name, fields[name] ?? {}]))}
      submit={t(act)}
      bad={act === 'fail'}
      onDone={() => onDone(true)}
      onCancel={() => onDone(false)}
    />
  );
}

type Answers = model.RecordInspection['answers'];

/** The questions of a link, one answer each. */
function Checklist({ id, value, onChange, link }: Control & { link: model.Link | undefined }) {
  const t = useWords(words);
  const lists = useGet<Record<model.Link, model.Question[]>>('/api/inspections/checklists').data;
  if (!link) return <p className="muted">{t('chooseLink')}</p>;
  if (!lists) return <Waiting rows={4} />;
  const questions = lists[link];
  // answers to another link's questions go when the link changes
  const answers = ((value ?? []) as Answers).filter(({ item }) => questions.some((question) => question.item === item));
  const put = (item: string, answer: string) =>
    onChange([
      ...answers.filter((other) => other.item !== item),
      ...(answer === '' ? [] : [{ item, answer: answer as Answers[number]['answer'] }]),
    ]);
  return (
    <div className="stack" id={id}>
      {questions.map(({ item, names }) => (
        <label key={item} className="field">
          <span>{say(names)}</span>
          <select
            value={answers.find((other) => other.item === item)?.answer ?? ''}
            onChange={(event) => put(item, event.target.value)}
          >
            <option value="">{t('notAnswered')}</option>
            {model.ANSWERS.map((answer) => (
              <option key={answer} value={answer}>
                {t(`answer.${answer}`)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
