import { useState } from 'react';
import type { Row as ViewRow } from '../../../kernel/capability.ts';
import { ancestorAt, type Level } from '../../../kernel/place.ts';
import { newId, useCommand, useRow } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { Segments } from '../../../kit/filters.tsx';
import { type FieldLook, Form } from '../../../kit/form.tsx';
import { useOffice } from '../../../kit/office.ts';
import { Card } from '../../../kit/parts.tsx';
import { picking, RowPick } from '../../../kit/pick.tsx';
import { say, useWords } from '../../../kit/words.ts';
import { MemberPick } from '../../crew/ui/index.ts';
import { HouseholdPick } from '../../people/ui/index.ts';
import type { QueueRow } from '../../requests/index.ts';
import * as model from '../../requests/index.ts';
import { useClasses } from './classes.ts';
import { words } from './words.ts';

export type ActionName =
  | 'dispatch'
  | 'contact'
  | 'answer'
  | 'handUp'
  | 'giveBack'
  | 'reopen'
  | 'reclassify'
  | 'withdraw'
  | 'add'
  | 'unmerge'
  | 'pause'
  | 'resume';
type Board = Omit<QueueRow, 'caller' | 'beneficiary' | 'proxy'>;

const COMMANDS = {
  contact: ['RecordContact', model.recordContact],
  answer: ['AnswerRequest', model.answerRequest],
  handUp: ['HandUpRequest', model.handUpRequest],
  giveBack: ['ReturnRequest', model.returnRequest],
  reopen: ['ReopenRequest', model.reopenRequest],
  reclassify: ['ReclassifyRequest', model.reclassifyRequest],
  withdraw: ['WithdrawRequest', model.withdrawRequest],
  add: ['AddToRequest', model.addToRequest],
  unmerge: ['UnmergeRequest', model.unmergeRequest],
  pause: ['PauseRequest', model.pauseRequest],
  resume: ['ResumeRequest', model.resumeRequest],
} as const;

/** The form of one act on a request. */
export function Action({ name, row, onDone }: { name: ActionName; row: Board; onDone(): void }) {
  const t = useWords(words);
  return (
    <Card title={t(name)}>
      {name === 'dispatch' ? <Dispatch row={row} onDone={onDone} /> : <Simple name={name} row={row} onDone={onDone} />}
    </Card>
  );
}

function Simple({ name, row, onDone }: { name: Exclude<ActionName, 'dispatch'>; row: Board; onDone(): void }) {
  const t = useWords(words);
  const { classes } = useClasses();
  const [command, schema] = COMMANDS[name];
  const used = useCommand(`requests.${command}`);
  const fields: Record<string, FieldLook> = {
    id: { as: 'hidden' },
    reason: { label: t(name === 'pause' ? 'pauseProof' : 'reason'), as: 'long' },
    why: {
      label: t('pauseWhy'),
      as: 'radio',
      options: Object.fromEntries(model.PAUSE_REASONS.map((value) => [value, t(`pause.${value}`)])),
    },
    until: { label: t('pauseUntil'), as: 'instant' },
    visit: { as: 'hidden' },
    basis: { label: t('basis') },
    what: { label: t('answerWhat'), as: 'long' },
    by: { as: 'hidden' },
    text: { label: t('text'), as: 'long' },
    note: { label: t('note') },
    reached: { label: t('reached') },
    channel: {
      label: t('how'),
      as: 'radio',
      options: Object.fromEntries(model.CONTACT_CHANNELS.map((value) => [value, t(`channel.${value}`)])),
    },
    class: {
      label: t('class'),
      as: 'select',
      options: classes.map((each) => ({ value: each.code, label: each.names })),
    },
    urgency: {
      label: t('urgency'),
      options: Object.fromEntries(model.URGENCIES.map((value) => [value, t(`urgency.${value}`)])),
    },
  };
  const only = Object.keys(schema.shape).filter((field) => !['id', 'visit', 'by', 'from', 'mediaUrl'].includes(field));
  const initial = {
    id: row.id,
    ...(name === 'reclassify' ? { class: row.class } : {}),
    ...(name === 'contact' ? { reached: true, channel: 'phone' } : {}),
  };
  return (
    <Form
      schema={schema}
      fields={fields}
      only={only}
      initial={initial}
      command={used}
      submit={t(name)}
      onCancel={onDone}
      onDone={() => {
        toast(t('done'));
        onDone();
      }}
    />
  );
}

interface Place extends ViewRow {
  names: { zh: string; en: string };
}

const LEVELS = ['community', 'street', 'district', 'city'] as const;

/** To an office of the place, at a level; perhaps to somebody who works there. */
function Dispatch({ row, onDone }: { row: Board; onDone(): void }) {
  const t = useWords(words);
  const { level: levelName } = useOffice();
  const command = useCommand('requests.DispatchRequest');
  const levels = LEVELS.filter((level) => ancestorAt(row.place, level) !== undefined);
  const [level, setLevel] = useState<Level>(levels.includes('street') ? 'street' : (levels.at(-1) ?? 'city'));
  const area = ancestorAt(row.place, level) ?? row.place;
  const place = useRow<Place>('places.places', area);
  const name = place.row ? say(place.row.names) : area;
  return (
    <>
      <Segments
        label={t('level')}
        value={level}
        onChange={(value) => setLevel(value as Level)}
        choices={levels.map((value) => ({ value, label: levelName(value) }))}
      />
      <Form
        key={`${level}-${name}`}
        schema={model.dispatchRequest}
        command={command}
        submit={t('dispatch')}
        onCancel={onDone}
        onDone={() => {
          toast(t('done'));
          onDone();
        }}
        initial={{ id: row.id, level, area, org: `desk@${area}`, orgName: name }}
        only={['orgName', 'assignee', 'note', ...(row.group === 'care' ? ['confirmed'] : [])]}
        fields={{
          orgName: { label: t('org') },
          note: { label: t('note') },
          confirmed: { label: t('confirmed') },
          assignee: {
            label: t('toWhom'),
            render: (control) => (
              <MemberPick
                {...picking(control)}
                within={area}
                value={control.value?.id}
                onChange={(id) => !id && control.onChange(undefined)}
                onRow={(member) => member && control.onChange({ id: member.id, name: member.name })}
              />
            ),
          },
        }}
      />
    </>
  );
}

/** Who refused care, where and why: for the record, and for the duty officer's clock. */
export function RefusalForm({ onDone, place }: { onDone(): void; place?: string }) {
  const t = useWords(words);
  const command = useCommand('requests.RecordCareRefusal');
  const { nameOf } = useClasses();
  return (
    <Form
      schema={model.recordCareRefusal}
      command={command}
      submit={t('recordRefusal')}
      onCancel={onDone}
      onDone={() => {
        toast(t('done'));
        onDone();
      }}
      bad
      initial={{ id: newId(), ...(place ? { place } : {}) }}
      only={['place', 'request', 'hospital', 'by', 'reason']}
      fields={{
        place: { label: t('place'), render: (control) => <HouseholdPick {...picking(control)} /> },
        request: {
          label: t('requests'),
          render: (control) => (
            <RowPick<QueueRow>
              {...picking(control)}
              view="requests.queue"
              where={{ state: [...model.OPEN_STAGES] }}
              order="-takenAt"
              offered
              of={(row) => ({ id: row.id, title: row.description.slice(0, 40), note: nameOf(row.class) })}
            />
          ),
        },
        hospital: { label: t('hospital') },
        by: { label: t('by') },
        reason: { label: t('reason'), as: 'long' },
      }}
    />
  );
}
