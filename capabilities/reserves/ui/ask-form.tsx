import { useMemo } from 'react';
import type * as z from 'zod';
import { newId, useCommand, useSession } from '../../../kit/client.tsx';
import { toast } from '../../../kit/dialog.tsx';
import { type FieldLook, Form } from '../../../kit/form.tsx';
import { AreaPick } from '../../places/ui/index.ts';
import * as model from '../model.ts';
import type { Asked } from './asked.ts';
import { type Key, words } from './words.ts';

const both = (key: Key) => ({ en: words.en[key], zh: words.zh[key] });
const named = (of: string): Record<string, FieldLook> => ({
  [`${of}.en`]: { label: both('english'), half: true },
  [`${of}.zh`]: { label: both('chinese'), half: true },
});
const AREA: FieldLook = { label: both('area'), pick: AreaPick };

interface Shape {
  command: string;
  schema: z.ZodObject;
  only: string[];
  fields: Record<string, FieldLook>;
}

const SHAPES: Record<Asked['form'], Shape> = {
  site: {
    command: 'RegisterSite',
    schema: model.registerSite,
    only: ['area', 'names', 'kind', 'tier', 'rooms', 'leadHours'],
    fields: {
      area: AREA,
      names: { label: both('names') },
      ...named('names'),
      kind: {
        label: both('kind'),
        as: 'radio',
        options: { hospital: both('kind.hospital'), isolation: both('kind.isolation') },
      },
      tier: { label: both('tier'), half: true },
      rooms: { label: both('rooms'), half: true },
      leadHours: { label: both('hours') },
    },
  },
  conversion: {
    command: 'PlanConversion',
    schema: model.planConversion,
    only: ['how', 'rooms', 'readyAt', 'note'],
    fields: {
      how: {
        label: both('how'),
        as: 'radio',
        options: { convert: both('how.convert'), swap: both('how.swap'), expand: both('how.expand') },
      },
      rooms: { label: both('rooms'), half: true },
      readyAt: { label: both('ready'), as: 'instant', half: true },
      note: { label: both('note'), as: 'long' },
    },
  },
  converted: {
    command: 'EndConversion',
    schema: model.endConversion,
    only: ['outcome'],
    fields: { outcome: { label: both('state'), as: 'radio', options: { done: both('done'), dropped: both('drop') } } },
  },
  testing: {
    command: 'RegisterTesting',
    schema: model.registerTesting,
    only: ['area', 'names', 'kind', 'samplers', 'swabsPerSampler', 'tubes'],
    fields: {
      area: AREA,
      names: { label: both('names') },
      ...named('names'),
      kind: {
        label: both('kind'),
        as: 'radio',
        options: { sampling: both('kind.sampling'), laboratory: both('kind.laboratory') },
      },
      samplers: { label: both('samplers'), half: true, shown: ({ kind }) => kind === 'sampling' },
      swabsPerSampler: { label: both('perSampler'), half: true, shown: ({ kind }) => kind === 'sampling' },
      tubes: { label: both('tubes'), shown: ({ kind }) => kind === 'laboratory' },
    },
  },
  round: {
    command: 'PlanTesting',
    schema: model.planTesting,
    only: ['area', 'day', 'people', 'perTube'],
    fields: {
      area: AREA,
      day: { label: both('day'), as: 'day' },
      people: { label: both('people'), half: true },
      perTube: { label: both('perTube'), half: true },
    },
  },
  drop: {
    command: 'DropTesting',
    schema: model.dropTesting,
    only: ['reason'],
    fields: { reason: { label: both('reason') } },
  },
  target: {
    command: 'SetReserveTarget',
    schema: model.setTarget,
    only: ['area', 'item', 'unit', 'target'],
    fields: {
      area: AREA,
      item: { label: both('item') },
      ...named('item'),
      unit: { label: both('unit') },
      ...named('unit'),
      target: { label: both('target') },
    },
  },
  receive: {
    command: 'ReceiveStock',
    schema: model.receiveStock,
    only: ['batch', 'quantity', 'expiresOn'],
    fields: {
      batch: { label: both('batch') },
      quantity: { label: both('quantity'), half: true },
      expiresOn: { label: both('expiresOn'), as: 'day', half: true },
    },
  },
  issue: {
    command: 'IssueStock',
    schema: model.issueStock,
    only: ['quantity', 'to'],
    fields: { quantity: { label: both('quantity') }, to: { label: both('to') } },
  },
};

/** One form for each command of this page; the server's refusal stands in it. */
export default function AskForm({ asked, onDone }: { asked: Asked; onDone(): void }) {
  const { area } = useSession();
  const { command: name, schema, only, fields } = SHAPES[asked.form];
  const command = useCommand(`reserves.${name}`);
  const fresh = useMemo(() => newId(), []);
  // a command takes no word it does not know, so each form begins with its own only
  const known = { id: asked.id ?? fresh, area: asked.area ?? area, plan: asked.plan ?? fresh };
  const initial = Object.fromEntries(Object.entries(known).filter(([key]) => key in schema.shape));
  return (
    <Form
      schema={schema}
      command={command}
      initial={initial}
      only={only}
      submit={both('save')}
      onDone={() => {
        toast(both(asked.form === 'round' ? 'planOk' : 'done2'));
        onDone();
      }}
      fields={fields}
    />
  );
}
