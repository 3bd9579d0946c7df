import { CityMap } from '../../../kit/charts.tsx';
import { useRows } from '../../../kit/client.tsx';
import { Card } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { PlaceRow } from '../../places/index.ts';
import type { RoundRow } from '../views.ts';
import { HUES, handsOf, stopsOf } from './moving.ts';
import { words } from './words.ts';

interface MapProps {
  row: RoundRow;
  /** Words for a visit's door. */
  doorOf(visit: string): string;
  onOpen(visit: string): void;
}

/** The rounds on the map: the communities behind, each person's way in the colour of the board, stops on top. */
export function RoundMap({ row, doorOf, onOpen }: MapProps) {
  const t = useWords(words);
  const communities = [
    ...new Set(row.sheet.tasks.map(({ household }) => household.split('.').slice(0, COMMUNITY).join('.'))),
  ];
  const places = useRows<PlaceRow>('places.places', { ids: communities, limit: communities.length });
  const { points } = row.sheet;
  const at = (point: number | undefined): [number, number][] => {
    const found = point === undefined ? undefined : points[point];
    return found ? [[found[1], found[0]]] : [];
  };
  const taskOf = (visit: string) => row.sheet.tasks.find((task) => task.visit === visit);
  const { busy } = handsOf(row);
  const stopOf = (visit: string) => row.lines.flatMap(({ stops }) => stops).find((stop) => stop.visit === visit);
  return (
    <Card title={t('map')}>
      <CityMap
        label={t('map')}
        areas={places.rows.flatMap(({ id, names, outline }) => (outline ? [{ id, label: say(names), outline }] : []))}
        lines={busy.map((goer, n) => ({
          id: goer.id,
          label: goer.name,
          colour: 1 + (n % HUES),
          path: [
            ...at(goer.point),
            ...stopsOf(row, goer.id).flatMap(({ visit, leg }) => {
              const task = taskOf(visit);
              return at(leg === 'delivery' ? task?.to : task?.point);
            }),
          ],
        }))}
        points={row.sheet.tasks.flatMap((task) => {
          const out = row.left.some(({ visit }) => visit === task.visit);
          const begins = stopOf(task.visit)?.begins;
          const over = row.begun[task.visit];
          return at(task.point).map((point) => ({
            id: task.visit,
            label: `${begins ? `${when(begins, 'time')} ` : ''}${doorOf(task.visit)}`,
            point,
            tone: over
              ? ('plain' as const)
              : out
                ? ('bad' as const)
                : task.urgent
                  ? ('warn' as const)
                  : ('life' as const),
          }));
        })}
        onOpen={(id) => taskOf(id) && !row.begun[id] && onOpen(id)}
        height={420}
      />
      <p className="small muted">{t('mapHelp')}</p>
    </Card>
  );
}

/** Labels of a path down to its community. */
const COMMUNITY = 6;
