import { useMemo } from 'react';
import { Row, Stack } from '../../../kit/page.tsx';
import { Button, Card, Refusal, Status } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { RoundRow } from '../views.ts';
import { type Held, heldFrom, isChanged, openOf, priced } from './moving.ts';
import { Changes } from './news.tsx';
import { words } from './words.ts';

interface PanelProps {
  row: RoundRow;
  held: Held;
  now: string;
  busy: boolean;
  onHold(held: Held | undefined): void;
  onConfirm(): void;
}

/** What a move would cost and whom it touches, before it is made. */
export function MovePanel({ row, held, now, busy, onHold, onConfirm }: PanelProps) {
  const t = useWords(words);
  const place = usePlaceName();
  const found = useMemo(() => priced(row, held, now), [row, held, now]);
  const door = (visit: string) =>
    place(row.sheet.tasks.find((task) => task.visit === visit)?.household ?? visit, { under: 'door' });
  const was = heldFrom(row, held.visit);
  const same = was.to === held.to && was.at === held.at;
  const others = openOf(row, held.to, held.visit);
  const toldAnew = isChanged(found)
    ? found.plan.lines
        .flatMap(({ stops }) => stops)
        .filter(({ visit, leg, told }) => {
          const old = row.lines.flatMap(({ stops }) => stops).find((stop) => stop.visit === visit && stop.leg === leg);
          return told && (old?.told?.from !== told.from || old.told.to !== told.to);
        }).length
    : 0;
  const minutes = isChanged(found) ? Math.round((found.after - found.before) * 60) : 0;
  return (
    <Card title={`${t('moving')}: ${door(held.visit)}`}>
      <Stack>
        <Row>
          <label>
            {t('to')}{' '}
            <select
              value={held.to ?? ''}
              onChange={(event) => onHold({ ...held, to: event.target.value || null, at: 0 })}
            >
              {row.sheet.goers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
              <option value="">{t('outside')}</option>
            </select>
          </label>
          {held.to !== null && (
            <label>
              {t('place')}{' '}
              <select value={held.at} onChange={(event) => onHold({ ...held, at: Number(event.target.value) })}>
                <option value={0}>{t('first')}</option>
                {others.map((visit, n) => (
                  <option key={visit} value={n + 1}>
                    {t('afterDoor', { door: door(visit) })}
                  </option>
                ))}
              </select>
            </label>
          )}
        </Row>
        <div aria-live="polite">
          {same ? (
            <p>{t('nothing')}</p>
          ) : isChanged(found) ? (
            <>
              <p>
                <Status tone={minutes > 0 ? 'warn' : 'good'}>
                  {t('costs', { more: `${minutes > 0 ? '+' : minutes < 0 ? '−' : '±'}${Math.abs(minutes)}` })}
                </Status>{' '}
                <Changes changes={found.changes} />
              </p>
              {toldAnew > 0 && <p>{toldAnew === 1 ? t('toldAnewOne') : t('toldAnew', { n: toldAnew })}</p>}
            </>
          ) : (
            <Refusal refusal={found} />
          )}
        </div>
        <Row>
          <Button look="main" busy={busy} disabled={same || !isChanged(found)} onClick={onConfirm}>
            {t('doMove')}
          </Button>
          <Button onClick={() => onHold(undefined)}>{t('cancel')}</Button>
        </Row>
      </Stack>
    </Card>
  );
}
