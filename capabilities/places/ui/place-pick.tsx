import { ancestorAt, type Level, parentOf } from '../../../kernel/place.ts';
import { useOffice } from '../../../kit/office.ts';
import { type PickProps, RowPick } from '../../../kit/pick.tsx';
import { say, useWords } from '../../../kit/words.ts';
import { doorQuery } from '../names.ts';
import type { PlaceRow } from '../views.ts';
import { usePlaceName } from './place-names.ts';

const words = { en: { find: 'Name or code' }, zh: { find: '名称或代码' } };

/** An area, estate or building by its name or code; its value is the place path. */
export function PlacePick({ levels, ...rest }: PickProps & { levels?: readonly Level[]; offered?: boolean }) {
  const t = useWords(words);
  const { level } = useOffice();
  const place = usePlaceName();
  return (
    <RowPick<PlaceRow>
      placeholder={t('find')}
      {...rest}
      view="places.places"
      where={levels ? { level: [...levels] } : undefined}
      query={doorQuery}
      of={(row) => {
        const around = ancestorAt(row.id, 'community') === row.id ? parentOf(row.id) : ancestorAt(row.id, 'community');
        const inside = around && around !== row.id;
        return {
          id: row.id,
          title: inside && row.level === 'building' ? place(row.id, { under: 'door' }) : say(row.names),
          note: [level(row.level), inside ? place(around) : row.code].filter(Boolean).join(' · '),
        };
      }}
    />
  );
}

const AREAS: Level[] = ['province', 'city', 'district', 'street', 'community'];
/** An area of administration, from the province to the community. */
export const AreaPick = (props: PickProps) => <PlacePick {...props} levels={AREAS} />;
