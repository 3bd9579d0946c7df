import type * as z from 'zod';
import { newId, useCommand, useNow, useSession } from '../../../kit/client.tsx';
import { type FieldLook, Form } from '../../../kit/form.tsx';
import { useWords } from '../../../kit/words.ts';
import { DiseasePick } from '../../editions/ui/index.ts';
import { PlacePick } from '../../places/ui/index.ts';
import * as model from '../model.ts';
import { type Key, words } from './words.ts';

export type Act = 'declare' | 'followUp' | 'test' | 'result' | 'withdraw';

const CODES = {
  followUp: 'FollowUpArrival',
  test: 'RecordArrivalTest',
  result: 'RecordArrivalResult',
  withdraw: 'WithdrawArrival',
};
const SCHEMAS: Record<Exclude<Act, 'declare'>, z.ZodType> = {
  followUp: model.followUp,
  test: model.recordTest,
  result: model.recordResult,
  withdraw: model.withdrawArrival,
};

/** Forms of arrivals. Loaded when one is opened. */
export default function ArrivalForm({
  act,
  id,
  onDone,
}: {
  act: Act;
  id?: string | undefined;
  onDone(saved: boolean): void;
}) {
  return act === 'declare' ? <Declare onDone={onDone} /> : <Other act={act} id={id ?? ''} onDone={onDone} />;
}

function Declare({ onDone }: { onDone(saved: boolean): void }) {
  const t = useWords(words);
  const { area, can, account } = useSession();
  const declare = useCommand('arrivals.DeclareArrival');
  const own = can('resident');
  const named = (part: 'level' | 'way', values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${part}.${value}` as Key) }));
  return (
    <Form
      schema={model.declareArrival}
      command={declare}
      initial={{
        id: `arrival-${newId()}`,
        way: own ? 'web' : 'phone',
        ...(own ? { to: area, name: account?.name } : {}),
      }}
      only={['name', 'phone', 'to', 'from', 'level', 'leftOn', 'arrivesOn', 'disease', ...(own ? [] : ['way'])]}
      fields={{
        name: { label: t('name'), half: true },
        phone: { label: t('phone'), as: 'tel', half: true },
        to: { label: t('to'), pick: PlacePick, hint: t('toHint') },
        from: { label: t('from'), hint: t('fromHint'), as: 'text' },
        level: { label: t('level'), as: 'radio', options: named('level', model.LEVELS) },
        leftOn: { label: t('leftOn'), as: 'day', half: true },
        arrivesOn: { label: t('arrivesOn'), as: 'day', half: true },
        disease: { label: t('disease'), pick: DiseasePick },
        way: { label: t('way'), as: 'radio', options: named('way', model.WAYS) },
      }}
      submit={t('send')}
      onDone={() => onDone(true)}
      onCancel={() => onDone(false)}
    />
  );
}

function Other({ act, id, onDone }: { act: Exclude<Act, 'declare'>; id: string; onDone(saved: boolean): void }) {
  const t = useWords(words);
  const now = useNow();
  const run = useCommand(`arrivals.${CODES[act]}`);
  const named = (part: 'how' | 'result', values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${part}.${value}` as Key) }));
  const fields: Record<typeof act, Record<string, FieldLook>> = {
    followUp: {
      how: { label: t('how'), as: 'radio', options: named('how', ['phone', 'door', 'message']) },
      note: { label: t('note'), as: 'long' },
    },
    test: { at: { label: t('at'), as: 'instant' }, where: { label: t('where'), as: 'text', hint: t('testHint') } },
    result: {
      result: { label: t('result'), as: 'radio', options: named('result', ['negative', 'positive', 'invalid']) },
    },
    withdraw: { reason: { label: t('reason'), as: 'long' } },
  };
  return (
    <Form
      schema={SCHEMAS[act]}
      command={run}
      initial={{ id, ...(act === 'test' ? { at: now } : {}) }}
      only={Object.keys(fields[act])}
      fields={fields[act]}
      submit={t(act)}
      onDone={() => onDone(true)}
      onCancel={() => onDone(false)}
    />
  );
}
