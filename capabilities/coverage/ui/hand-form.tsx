import { useMemo, useState } from 'react';
import * as z from 'zod';
import type { Refusal } from '../../../kernel/refusal.ts';
import { type Day, dayOf } from '../../../kernel/time.ts';
import { newId, useCommand, useNow } from '../../../kit/client.tsx';
import { type Control, Form } from '../../../kit/form.tsx';
import { cityZoneNow } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { AreaPick, usePlaceName } from '../../places/ui/index.ts';
import { type ChannelRow, recordCounts, type SeriesRow } from '../../signals/index.ts';
import { useSubjectName } from '../../signals/ui/index.ts';
import { type Done, faultWords, named } from './sent.ts';
import { words } from './words.ts';

/** A line as it is typed; empty ones are not sent. */
const typedLine = recordCounts.shape.lines.element.extend({ value: z.string().optional() });
type Typed = z.infer<typeof typedLine>;
type Measure = ChannelRow['measure'];

/** What was typed as a number; undefined for an empty line, null for what is no count (or, of a level, no measurement). */
function readValue(typed: string | undefined, measure: Measure): number | null | undefined {
  const text = typed?.normalize('NFKC').trim();
  if (!text) return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 && (measure === 'level' || Number.isInteger(value)) ? value : null;
}

/** The command's input as it is typed: every line a value or empty, one at least, and no day to come. */
const enteredOf = (measure: Measure, today: Day, say: (key: 'nothing' | 'wrongLines' | 'future') => string) =>
  recordCounts
    .omit({ lines: true })
    .extend({ lines: z.array(typedLine).max(2000) })
    .superRefine(({ day, lines }, context) => {
      const fault = (path: string, key: Parameters<typeof say>[0]) =>
        context.addIssue({ code: 'custom', path: [path], message: say(key) });
      if (day > today) fault('day', 'future');
      const values = lines.map(({ value }) => readValue(value, measure));
      if (values.includes(null)) fault('lines', 'wrongLines');
      else if (values.every((value) => value === undefined)) fault('lines', 'nothing');
    });

/** Counts typed in: a line for each place and subject the channel has sent before, empty ones left out. */
export function HandForm({
  channel,
  series,
  onDone,
}: {
  channel: ChannelRow;
  series: readonly SeriesRow[];
  onDone: Done;
}) {
  const t = useWords(words);
  const now = useNow();
  const record = useCommand('signals.RecordCounts');
  const place = usePlaceName();
  const today = dayOf(now, cityZoneNow());
  const entered = useMemo(() => enteredOf(channel.measure, today, t), [channel.measure, today, t]);
  const known = series.map(({ area, subject }) => ({ area, subject }));
  const first = channel.subjects.map((subject) => ({ area: channel.area, subject }));
  return (
    <Form
      schema={entered}
      initial={{
        channel: channel.id,
        sending: `hand-${newId()}`,
        via: 'hand',
        day: today,
        lines: known.length > 0 ? known : first,
      }}
      only={['day', 'lines', 'correction']}
      fields={{
        day: { label: t('countedOn'), as: 'day' },
        lines: {
          label: t('lines'),
          hint: t('linesHint'),
          render: (control) => <Lines control={control} channel={channel} />,
        },
        correction: { label: t('correction') },
      }}
      submit={t('record')}
      onSubmit={async (values) => {
        const lines = values.lines.flatMap((line) => {
          const value = readValue(line.value, channel.measure);
          return typeof value === 'number' ? [{ ...line, value }] : [];
        });
        const outcome = await record.run({ ...values, lines });
        if (!outcome.ok) return atField(named(outcome.refusal, place));
        const event = outcome.events[0];
        onDone(
          event === undefined
            ? t('known')
            : event.type === 'signals.CountsHeld'
              ? t('heldSaid', { fault: faultWords(event.data.fault, t) })
              : t('recorded'),
        );
        return undefined;
      }}
      onCancel={() => onDone(false)}
    />
  );
}

/** A day that the rules refuse is said beside the day. */
const atField = (refusal: Refusal): Refusal =>
  refusal.refused === 'counts-old' || refusal.refused === 'counts-future'
    ? { ...refusal, refused: 'field-invalid', value: 'day' }
    : refusal;

/** A number beside each place and subject; a place that was never counted is added below. What was typed stays as typed. */
function Lines({ control, channel }: { control: Control; channel: ChannelRow }) {
  const t = useWords(words);
  const place = usePlaceName();
  const subject = useSubjectName();
  const [area, setArea] = useState<string>();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const lines = control.value as Typed[];
  const add = (path: string | undefined) => {
    setArea(undefined);
    const fresh = channel.subjects
      .filter((each) => !lines.some((line) => line.area === path && line.subject === each))
      .map((each) => ({ area: path as string, subject: each }));
    if (path) control.onChange([...lines, ...fresh]);
  };
  return (
    <div className="count-lines">
      {lines.map((line, i) => {
        const wrong = readValue(line.value, channel.measure) === null && (control.invalid || left.has(i));
        const id = `${control.id}-${i}`;
        return (
          <label key={`${line.area} ${line.subject}`} className={wrong ? 'invalid' : undefined}>
            <span>
              {place(line.area)} <span className="muted">{subject(line.subject)}</span>
            </span>
            <input
              inputMode="decimal"
              autoComplete="off"
              id={i === 0 ? control.id : id}
              value={line.value ?? ''}
              aria-invalid={wrong || undefined}
              aria-describedby={wrong ? `${id}-wrong` : undefined}
              onBlur={() => setLeft(new Set([...left, i]))}
              onChange={({ target }) => {
                const { value: _before, ...rest } = line;
                control.onChange(lines.with(i, target.value === '' ? rest : { ...rest, value: target.value }));
              }}
            />
            {wrong && (
              <span className="error" id={`${id}-wrong`}>
                {t(channel.measure === 'count' ? 'noCount' : 'noLevel', { value: line.value ?? '' })}
              </span>
            )}
          </label>
        );
      })}
      <AreaPick key={lines.length} label={t('addPlace')} value={area} within={channel.area} onChange={add} />
    </div>
  );
}
