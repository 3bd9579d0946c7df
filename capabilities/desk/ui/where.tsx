import { useCallback, useState } from 'react';
import type { Row } from '../../../kernel/capability.ts';
import { ancestorAt } from '../../../kernel/place.ts';
import { useRows } from '../../../kit/client.tsx';
import { say, useWords } from '../../../kit/words.ts';
import { Chooser } from './chooser.tsx';
import { words } from './words.ts';

/** What the intake needs of a household's board row. */
export interface Household extends Row {
  name: string;
  phone: string | null;
  people: { id: string; name: string }[];
  proxies: { id: string; name: string }[];
}
interface Place extends Row {
  names: { zh: string; en: string };
  level: string;
}

/** `e1.b3.u1.h502` of a household path. */
export const doorOf = (path: string): string => {
  const community = ancestorAt(path, 'community');
  return community && path !== community ? path.slice(community.length + 1) : path;
};

/** By name, pinyin, end of the telephone, or door. */
export function HouseholdChooser({ onChoose }: { onChoose(row: Household | undefined): void }) {
  const t = useWords(words);
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState('');
  const found = useRows<Household>('people.households', q.trim().length > 0 ? { q: q.trim(), limit: 8 } : undefined);
  const query = useCallback((text: string) => setQ(text), []);
  return (
    <Chooser
      autoFocus
      label={t('household')}
      value={chosen}
      onQuery={query}
      options={
        q
          ? found.rows.map((row) => ({
              id: row.id,
              label: `${row.name} ${doorOf(row.id)}`.trim(),
              hint: [row.phone, ancestorAt(row.id, 'community')].filter(Boolean).join(' · '),
            }))
          : []
      }
      onChoose={(option) => {
        setChosen(option?.label ?? '');
        onChoose(found.rows.find((row) => row.id === option?.id));
      }}
    />
  );
}

/** An area, estate or building by its name. */
export function PlaceChooser({ onChoose, label }: { onChoose(id: string | undefined): void; label?: string }) {
  const t = useWords(words);
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState('');
  const found = useRows<Place>('places.places', q.trim().length > 0 ? { q: q.trim(), limit: 8 } : undefined);
  const query = useCallback((text: string) => setQ(text), []);
  return (
    <Chooser
      label={label ?? t('placeFind')}
      value={chosen}
      onQuery={query}
      options={
        q ? found.rows.map((row) => ({ id: row.id, label: say(row.names), hint: `${row.level} ${row.id}` })) : []
      }
      onChoose={(option) => {
        setChosen(option?.label ?? '');
        onChoose(option?.id);
      }}
    />
  );
}
