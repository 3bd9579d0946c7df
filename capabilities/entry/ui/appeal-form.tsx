import { newId, useCommand, useNow, useRows } from '../../../kit/client.tsx';
import { type FieldLook, Form } from '../../../kit/form.tsx';
import { Waiting } from '../../../kit/parts.tsx';
import { picking } from '../../../kit/pick.tsx';
import { useWords } from '../../../kit/words.ts';
import type { PersonRow } from '../../people/index.ts';
import { HouseholdPick, PersonPick } from '../../people/ui/index.ts';
import { appealRefusedEntry, DEMANDS, DOORS } from '../model.ts';
import { type Key, words } from './words.ts';

/** The appeal of somebody turned away: of one's own household, or by the desk for anybody. */
export function AppealForm({ home, onDone, onCancel }: { home?: string; onDone(): void; onCancel?(): void }) {
  const t = useWords(words);
  const now = useNow(60_000);
  const command = useCommand('entry.AppealRefusedEntry');
  const members = useRows<PersonRow>('people.persons', { within: home ?? 'none', limit: 50, purpose: 'own' });
  if (home && members.loading) return <Waiting rows={6} />;
  const choices = (prefix: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${prefix}.${value}` as Key) }));
  const whose: Record<string, FieldLook> = home
    ? {
        person: {
          label: t('person'),
          as: 'radio',
          options: members.rows.map(({ id, name }) => ({ value: id, label: name ?? id })),
        },
      }
    : {
        household: { label: t('household'), pick: HouseholdPick },
        person: {
          label: t('person'),
          render: (control, near) => <PersonPick {...picking(control)} household={near?.household} />,
        },
      };
  return (
    <Form
      schema={appealRefusedEntry}
      command={command}
      submit={t('send')}
      onDone={onDone}
      {...(onCancel ? { onCancel } : {})}
      initial={{ id: newId(), at: now, said: '', ...(home ? { household: home } : {}) }}
      only={[...(home ? [] : ['household']), 'person', 'door', 'name', 'demand', 'at', 'said']}
      fields={{
        ...whose,
        door: { label: t('door'), as: 'radio', options: choices('door', DOORS) },
        name: { label: t('name') },
        demand: { label: t('demand'), as: 'radio', options: choices('demand', DEMANDS) },
        at: { label: t('at'), as: 'instant' },
        said: { label: t('said'), as: 'long' },
      }}
    />
  );
}
