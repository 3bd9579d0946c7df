import * as z from 'zod';
import type { Account } from '../../../kernel/actor.ts';
import { newId, useCommand, useRows } from '../../../kit/client.tsx';
import { type FieldLook, Form } from '../../../kit/form.tsx';
import { useWords } from '../../../kit/words.ts';
import type { PersonRow, ProxyRow } from '../../people/index.ts';
import { type Choice, type Key, words } from './words.ts';

/** What becomes a request; being turned away at a door is an appeal of its own. */
type AskChoice = Exclude<Choice, 'door'>;

/** Request classes of protocols/city/request-classes.yaml behind each choice, and the answers they need. */
const ASKS: Record<AskChoice, { codes: string[]; attributes?: string[] }> = {
  food: { codes: ['food'] },
  medicine: { codes: ['medicine'], attributes: ['medicine', 'runsOutAt'] },
  trip: { codes: ['medical-trip'], attributes: ['neededAt', 'hospital'] },
  goods: { codes: ['daily-goods', 'infant-supplies'] },
  utilities: { codes: ['water', 'power', 'gas', 'heating'] },
  check: { codes: ['person-check'] },
  talk: { codes: ['psychological'] },
  rule: { codes: ['rule-exceeded'], attributes: ['rule'] },
  refused: { codes: ['care-refused'], attributes: ['hospital'] },
  exit: { codes: ['fire-exit-blocked'] },
  other: { codes: ['other'] },
};
const TIMES = ['neededAt', 'runsOutAt'];
const OPTIONAL = ['runsOutAt'];
const NEIGHBOUR = 'neighbour';

const text = (max: number) => z.string().trim().min(1).max(max);

function schemaOf(choice: AskChoice) {
  const { codes, attributes = [] } = ASKS[choice];
  return z.object({
    code: z.enum(codes as [string, ...string[]]),
    whom: z.string().min(1),
    name: z.string().trim().max(80).optional(),
    phone: z.string().trim().max(30).optional(),
    address: z.string().trim().max(300).optional(),
    ...Object.fromEntries(
      attributes.map((code) => [code, OPTIONAL.includes(code) ? z.string().optional() : text(1000)]),
    ),
    description: text(4000),
  });
}

/** The form behind a choice. What is asked for a neighbour is taken in the caller's place, with the neighbour's name. */
export default function AskForm({
  choice,
  home,
  account,
  onSent,
}: {
  choice: AskChoice;
  home: string;
  account: Account;
  onSent(id: string): void;
}) {
  const t = useWords(words);
  const take = useCommand('requests.TakeRequest');
  const members = useRows<PersonRow>('people.persons', { within: home, limit: 50, purpose: 'own' });
  const proxies = useRows<ProxyRow>('people.proxies', { within: home, limit: 20, purpose: 'own' });
  const { codes, attributes = [] } = ASKS[choice];
  const asProxy = proxies.rows.find((row) => row.account === account.id && row.standing);
  const whom = [
    { value: home, label: t('forHome') },
    ...members.rows.map((row) => ({ value: row.id, label: row.name ?? row.id })),
    { value: NEIGHBOUR, label: t('forNeighbour') },
  ];
  const forNeighbour = (values: any) => values.whom === NEIGHBOUR;
  const fields: Record<string, FieldLook> = {
    code: {
      label: t('kind'),
      as: codes.length > 1 ? 'radio' : 'hidden',
      options: codes.map((code) => ({ value: code, label: codes.length > 1 ? t(`code.${code}` as Key) : code })),
    },
    whom: { label: t('forWhom'), as: 'radio', options: whom },
    name: { label: t('neighbourName'), shown: forNeighbour },
    phone: { label: t('neighbourPhone'), as: 'tel', shown: forNeighbour },
    address: { label: t('neighbourPlace'), shown: forNeighbour },
    description: { label: t('describe'), hint: t('describeHint'), as: 'long' },
  };
  for (const code of attributes)
    fields[code] = { label: t(`field.${code}` as Key), as: TIMES.includes(code) ? 'instant' : 'text' };

  const submit = async (values: any) => {
    const id = newId();
    const neighbour = forNeighbour(values);
    const answers = Object.fromEntries(attributes.flatMap((code) => (values[code] ? [[code, values[code]]] : [])));
    const outcome = await take.run({
      id,
      class: values.code,
      channel: 'app',
      caller: { account: account.id, name: account.name },
      place: home,
      description: values.description,
      attributes: answers,
      beneficiary: neighbour
        ? { ...(values.name ? { name: values.name } : {}), ...(values.phone ? { phone: values.phone } : {}) }
        : { household: home, ...(values.whom === home ? {} : { person: values.whom }) },
      ...(neighbour && values.address ? { address: values.address } : {}),
      ...(!neighbour && asProxy ? { proxy: asProxy.id } : {}),
    });
    if (!outcome.ok) return outcome.refusal;
    onSent(id);
    return undefined;
  };
  return (
    <Form
      schema={schemaOf(choice)}
      fields={fields}
      initial={{ code: codes[0], whom: home }}
      submit={t('send')}
      onSubmit={submit}
    />
  );
}
