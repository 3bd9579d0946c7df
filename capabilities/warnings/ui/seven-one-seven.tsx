import { startOf } from '../../../kernel/time.ts';
import { Status } from '../../../kit/parts.tsx';
import { cityZoneNow, day, length, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import type { AlertRow } from '../views.ts';
import { words } from './words.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
// 7-1-7 (Frieden et al. 2021): days from emergence to detection, to notification, to a complete early response
const TARGETS = { detect: 7 * DAY, notify: DAY, respond: 7 * DAY };

/** The three times of 7-1-7 as far as they have run: kept, running, or missed. */
export function SevenOneSeven({ row, now }: { row: AlertRow; now: string }) {
  const t = useWords(words);
  const ended = row.stage === 'discarded';
  const emerged = row.emergedOn ? startOf(row.emergedOn, cityZoneNow()) : undefined;
  const parts = [
    {
      id: 'detect' as const,
      from: emerged,
      to: row.detectedAt,
      said: row.emergedOn ? `${day(row.emergedOn)} → ${when(row.detectedAt)}` : t('emergedUnknown'),
    },
    {
      id: 'notify' as const,
      from: row.detectedAt,
      to: row.notifiedAt ?? undefined,
      said: row.notifiedAt ? when(row.notifiedAt) : t('notYet'),
    },
    {
      id: 'respond' as const,
      from: row.notifiedAt ?? undefined,
      to: row.respondedAt ?? undefined,
      said: row.respondedAt ? when(row.respondedAt) : t('notYet'),
    },
  ];
  return (
    <ol className="seven" aria-label={t('seven')}>
      {parts.map(({ id, from, to, said }) => {
        const until = to ?? (ended ? undefined : now);
        const ms = from && until ? Math.max(0, Date.parse(until) - Date.parse(from)) : undefined;
        const late = ms !== undefined && ms > TARGETS[id];
        const tone = ms === undefined ? 'plain' : late ? 'bad' : to ? 'good' : 'info';
        return (
          <li key={id}>
            <span className="small muted">{t(`seven.${id}`)}</span>
            <strong>{ms === undefined ? '–' : length(ms)}</strong>
            <Status tone={tone}>
              {ms === undefined ? t('waits') : late ? t('missed') : to ? t('kept') : t('running')}
            </Status>
            <span className="bar" aria-hidden="true">
              <i className={tone} style={{ width: `${Math.min(100, ((ms ?? 0) / TARGETS[id]) * 100)}%` }} />
            </span>
            <span className="small muted">{said}</span>
          </li>
        );
      })}
    </ol>
  );
}
