import { useState } from 'react';
import { ancestorAt, type Level } from '../../../kernel/place.ts';
import { Segments } from '../../../kit/filters.tsx';
import { useOffice } from '../../../kit/office.ts';
import { PickMany } from '../../../kit/pick.tsx';
import { useWords } from '../../../kit/words.ts';
import { HouseholdPick } from '../../people/ui/index.ts';
import { PlacePick, usePlaceName } from '../../places/ui/index.ts';
import { words } from './words.ts';

const SIZES = ['household', 'unit', 'building'] as const;
const AROUND: Level[] = ['community', 'estate'];
const BUILDINGS: Level[] = ['building', 'estate'];

/** The places of a zone, smallest first; a unit is known by any household in it. */
export function ScopePick({ id, value, onChange }: { id: string; value: string[]; onChange(value: string[]): void }) {
  const t = useWords(words);
  const { level } = useOffice();
  const place = usePlaceName();
  const [size, setSize] = useState<(typeof SIZES)[number]>('building');
  const [inside, setInside] = useState<string>();
  return (
    <div className="stack tight">
      <Segments
        label={t('unit')}
        value={size}
        onChange={(to) => setSize(to as (typeof SIZES)[number])}
        choices={SIZES.map((each) => ({ value: each, label: level(each) }))}
      />
      <PickMany value={value} onChange={onChange} name={(path) => place(path)}>
        {(add) =>
          size === 'building' ? (
            <div className="side-by-side">
              <PlacePick label={t('inside')} levels={AROUND} value={inside} onChange={setInside} />
              <PlacePick
                key={inside}
                id={id}
                label={level('building')}
                levels={BUILDINGS}
                within={inside}
                offered={inside !== undefined}
                value={undefined}
                onChange={add}
              />
            </div>
          ) : (
            <HouseholdPick
              id={id}
              value={undefined}
              onChange={(path) => add(path && (size === 'unit' ? ancestorAt(path, 'unit') : path))}
            />
          )
        }
      </PickMany>
    </div>
  );
}
