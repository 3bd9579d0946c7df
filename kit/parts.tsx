/* biome-ignore-all lint/suspicious/noArrayIndexKey: fixed lists that are drawn as a whole */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import type { Refusal as Refused, Words } from '../kernel/refusal.ts';
import { Icon, type IconName } from './icon.tsx';
import { words } from './kit-words.ts';
import { headOf } from './refusal-head.ts';
import { Spark } from './spark.tsx';
import { number } from './when.ts';
import { say, useWords } from './words.ts';

export type Tone = 'plain' | 'info' | 'good' | 'warn' | 'bad' | 'control' | 'life';
export type Text = Words | string | number;
export const text = (value: Text | undefined | null): string =>
  typeof value === 'number' ? number(value) : say(value);

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `main` once a screen; `quiet` beside others; `bad` for what hurts. */
  look?: 'main' | 'plain' | 'quiet' | 'bad';
  size?: 'small' | 'normal' | 'large';
  icon?: IconName;
  busy?: boolean;
  /** A key shown on the button; the page listens for it with useKey. */
  hint?: string;
}
export function Button({
  look = 'plain',
  size = 'normal',
  icon,
  busy,
  hint,
  children,
  className,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={`button ${look} ${size} ${className ?? ''}`}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
      {hint && <KeyHint>{hint}</KeyHint>}
    </button>
  );
}

/** A short word in a box. For states use Status, which also has a sign. */
export const Badge = ({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) => (
  <span className={`badge ${tone}`}>{children}</span>
);

const SIGNS: Record<Tone, IconName> = {
  plain: 'dot',
  info: 'info',
  good: 'check',
  warn: 'clock',
  bad: 'alert',
  control: 'dot',
  life: 'dot',
};
/** A state: sign, word and colour, never colour alone. */
export const Status = ({ tone = 'plain', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) => (
  <span className={`status ${tone}`}>
    <Icon name={icon ?? SIGNS[tone]} />
    {children}
  </span>
);

interface CardProps {
  title?: ReactNode;
  /** Right of the title. */
  actions?: ReactNode;
  /** Outbreak control or daily life: a line in the track's colour. */
  track?: 'control' | 'life';
  tone?: Tone;
  id?: string;
  flush?: boolean;
  children: ReactNode;
}
/** A part of a page with a heading. `flush` lets a table touch the edges. */
export function Card({ title, actions, track, tone, id, flush, children }: CardProps) {
  return (
    <section className={`card ${track ? `track-${track}` : ''} ${tone ?? ''} ${flush ? 'flush' : ''}`} id={id}>
      {(title || actions) && (
        <header>
          {title && <h2>{title}</h2>}
          {actions && <div className="row end">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

interface StatProps {
  label: ReactNode;
  value: number | string | null | undefined;
  unit?: ReactNode;
  /** Change against yesterday. `upIs` says whether a rise is good or bad. */
  change?: number;
  upIs?: 'good' | 'bad';
  /** Values by day for a spark line. */
  spark?: number[];
  track?: 'control' | 'life';
  tone?: Tone;
  note?: ReactNode;
  onOpen?(): void;
}
/** A big number with its change and recent days. */
export function Stat({ label, value, unit, change, upIs, spark, track, tone, note, onOpen }: StatProps) {
  const t = useWords(words);
  const swing =
    change === undefined || change === 0 || !upIs ? 'plain' : change > 0 === (upIs === 'good') ? 'good' : 'bad';
  const inner = (
    <>
      <span className="stat-label">{label}</span>
      <span className="stat-value">
        {typeof value === 'string' ? value : number(value)}
        {unit && <small>{unit}</small>}
      </span>
      {spark && spark.length > 1 && <Spark values={spark} />}
      {change !== undefined && (
        <span className={`stat-change ${swing}`}>
          <span aria-hidden="true">
            {change > 0 ? '▲' : change < 0 ? '▼' : '='} {change !== 0 && number(Math.abs(change))}
          </span>
          <span className="heard">
            {change === 0 ? t('same') : t(change > 0 ? 'up' : 'down', { n: number(Math.abs(change)) })}
          </span>
        </span>
      )}
      {note && <span className="stat-note">{note}</span>}
    </>
  );
  const look = `stat ${track ? `track-${track}` : ''} ${tone ?? ''}`;
  return onOpen ? (
    <button type="button" className={look} onClick={onOpen}>
      {inner}
    </button>
  ) : (
    <div className={look}>{inner}</div>
  );
}

/** Nothing to show, and what to do about it. */
export const Empty = ({
  title,
  children,
  icon = 'inbox',
}: {
  title: ReactNode;
  children?: ReactNode;
  icon?: IconName;
}) => (
  <div className="empty">
    <Icon name={icon} />
    <p>{title}</p>
    {children && <div>{children}</div>}
  </div>
);

/** Why something was not carried out: words, reasons, and the stable id for the help desk. */
export function Refusal({ refusal, onAgain }: { refusal: Refused | undefined; onAgain?(): void }) {
  const t = useWords(words);
  if (!refusal) return null;
  return (
    <div className="refusal" role="alert">
      <Icon name="alert" />
      <div>
        <p>{headOf(refusal, say)}</p>
        {refusal.because && refusal.because.length > 0 && (
          <ul aria-label={t('because')}>
            {refusal.because.map((item, i) => (
              <li key={`${item.refused}-${i}`}>
                {say(item.words)} <code>{item.refused}</code>
              </li>
            ))}
          </ul>
        )}
        <p className="small">
          {t('reference')} <code>{refusal.refused}</code>
        </p>
        {onAgain && (
          <Button size="small" onClick={onAgain}>
            {t('again')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** A message across the page. */
export const Banner = ({
  tone = 'info',
  icon,
  actions,
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  actions?: ReactNode;
  children: ReactNode;
}) => (
  <div className={`banner ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    <Icon name={icon ?? SIGNS[tone]} />
    <div>{children}</div>
    {actions && <div className="row end">{actions}</div>}
  </div>
);

/** Long work: how far, and a way to stop it. `total` unknown shows motion only. */
export function Progress({
  label,
  done,
  total,
  onCancel,
}: {
  label: ReactNode;
  done?: number;
  total?: number;
  onCancel?(): void;
}) {
  const t = useWords(words);
  return (
    <div className="progress">
      <div className="row between">
        <span>{label}</span>
        {total ? (
          <span className="numbers">{t('progress', { done: number(done ?? 0), total: number(total) })}</span>
        ) : null}
      </div>
      <progress
        max={total ?? undefined}
        value={total ? (done ?? 0) : undefined}
        aria-label={typeof label === 'string' ? label : undefined}
      />
      {onCancel && (
        <Button size="small" look="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      )}
    </div>
  );
}

export const KeyHint = ({ children }: { children: ReactNode }) => <kbd>{children}</kbd>;

/** Name and value pairs of a record. Pairs without a value show a dash. */
export const Facts = ({ items, columns }: { items: [ReactNode, ReactNode][]; columns?: 2 | 3 }) => (
  <dl className={`facts ${columns ? `columns-${columns}` : ''}`}>
    {items.map(([name, value], i) => (
      <div key={i}>
        <dt>{name}</dt>
        <dd>{value === undefined || value === null || value === '' ? '–' : value}</dd>
      </div>
    ))}
  </dl>
);

/** Grey shapes while rows come. */
export const Waiting = ({ rows = 4 }: { rows?: number }) => {
  const t = useWords(words);
  return (
    <div className="waiting" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, i) => (
        <i key={i} />
      ))}
    </div>
  );
};

export interface Moment {
  id: string;
  at: ReactNode;
  title: ReactNode;
  body?: ReactNode;
  tone?: Tone;
  icon?: IconName;
}
/** What happened, in order. */
export const Timeline = ({ moments, label }: { moments: Moment[]; label?: string }) => (
  <ol className="timeline" aria-label={label}>
    {moments.map((moment) => (
      <li key={moment.id} className={moment.tone ?? 'plain'}>
        <span className="knot">
          <Icon name={moment.icon ?? SIGNS[moment.tone ?? 'plain']} />
        </span>
        <div>
          <p className="timeline-title">{moment.title}</p>
          <p className="small muted">{moment.at}</p>
          {moment.body && <div>{moment.body}</div>}
        </div>
      </li>
    ))}
  </ol>
);
