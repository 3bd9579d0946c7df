import { useEffect, useState } from 'react';
import { Segments } from '../../../kit/filters.tsx';
import type { PickProps } from '../../../kit/pick.tsx';
import { useWords } from '../../../kit/words.ts';
import { PlacePick } from '../../places/ui/index.ts';
import { words } from './words.ts';

/** At home unless a facility is chosen. */
export function StayPlace({ household, ...pick }: PickProps & { household: string | undefined }) {
  const t = useWords(words);
  const [away, setAway] = useState(pick.value !== undefined && pick.value !== household);
  const { value, onChange } = pick;
  // The home is the household's, also when another household is chosen afterwards.
  useEffect(() => {
    if (!away && value !== household) onChange(household);
  }, [away, household, value, onChange]);
  return (
    <div className="stack tight">
      <Segments
        label={t('place')}
        value={away ? 'central' : 'home'}
        onChange={(to) => {
          setAway(to === 'central');
          onChange(to === 'central' ? undefined : household);
        }}
        choices={[
          { value: 'home', label: t('home') },
          { value: 'central', label: t('central') },
        ]}
      />
      {away && <PlacePick {...pick} />}
    </div>
  );
}
