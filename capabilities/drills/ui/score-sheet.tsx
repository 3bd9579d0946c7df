import { Badge, Card, Status } from '../../../kit/parts.tsx';
import { number, percent } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { type ScoreLine, TRACKS } from '../model.ts';
import { words } from './words.ts';

/** A value in its unit. */
export const shown = (value: number | null, unit: ScoreLine['unit']): string =>
  value === null
    ? '–'
    : unit === 'share'
      ? percent(value, value > 0 && value < 1 ? 1 : 0)
      : `${number(value, { maximumFractionDigits: 1 })}${unit === 'hours' ? ' h' : ''}`;

/** What a line asks for. */
export const wanted = ({ target, unit }: ScoreLine): string =>
  [
    target?.atLeast === undefined ? '' : `≥ ${shown(target.atLeast, unit)}`,
    target?.atMost === undefined ? '' : `≤ ${shown(target.atMost, unit)}`,
  ]
    .filter(Boolean)
    .join(', ');

/** Four tracks of lines, each with its value, its target and whether it was met. */
export function ScoreSheet({ lines, foot }: { lines: readonly ScoreLine[]; foot?: string }) {
  const t = useWords(words);
  const judged = lines.filter(({ passed }) => passed !== null);
  const passed = judged.filter((line) => line.passed);
  return (
    <Card
      title={t('sheet')}
      actions={
        <Badge tone={passed.length === judged.length ? 'good' : 'warn'}>
          {t('score', { count: judged.length, passed: passed.length, judged: judged.length })}
        </Badge>
      }
    >
      <div className="drill-sheet">
        {TRACKS.map((track) => (
          <section key={track}>
            <h3>{t(`track.${track}`)}</h3>
            <ul>
              {lines
                .filter((line) => line.track === track && line.value !== null)
                .map((line) => (
                  <li key={line.id}>
                    <span className="drill-line">{say(line.names)}</span>
                    <span className="drill-value">
                      <strong>{shown(line.value, line.unit)}</strong>
                      {line.target && <small>{wanted(line)}</small>}
                    </span>
                    <span className="drill-mark">
                      {line.passed === null ? (
                        <span className="small muted">{t('noTarget')}</span>
                      ) : (
                        <Status tone={line.passed ? 'good' : 'bad'}>{t(line.passed ? 'passed' : 'missed')}</Status>
                      )}
                    </span>
                  </li>
                ))}
            </ul>
            <Nothing lines={lines.filter((line) => line.track === track && line.value === null)} />
          </section>
        ))}
      </div>
      {foot && <p className="small muted">{foot}</p>}
    </Card>
  );
}

/** What could not be judged because nothing of the kind happened. */
function Nothing({ lines }: { lines: readonly ScoreLine[] }) {
  const t = useWords(words);
  if (lines.length === 0) return null;
  return <p className="small muted">{t('nothing', { what: lines.map(({ names }) => say(names)).join(' · ') })}</p>;
}
