import { useState } from 'react';
import * as z from 'zod';
import { refuse } from '../../../kernel/refusal.ts';
import { dayOf } from '../../../kernel/time.ts';
import { newId, useCommand, useNow } from '../../../kit/client.tsx';
import { type Control, Form } from '../../../kit/form.tsx';
import { cityZoneNow } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { AreaPick, usePlaceName } from '../../places/ui/index.ts';
import { type ChannelRow, recordCounts, type SeriesRow } from '../../signals/index.ts';
import { useSubjectName } from '../../signals/ui/index.ts';
import { type Done, faultWords, named } from './sent.ts';
import { words } from './words.ts';

/** As the command takes it, but lines may stay empty: they are not sent. */
const entered = recordCounts.omit({ lines: true }).extend({
  lines: z.array(recordCounts.shape.lines.element.extend({ value: z.number().optional() })).max(2000),
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
  const known = series.map(({ area, subject }) => ({ area, subject }));
  const first = channel.subjects.map((subject) => ({ area: channel.area, subject }));
  return (
    <Form
      schema={entered}
      initial={{
        channel: channel.id,
        sending: `hand-${newId()}`,
        via: 'hand',
        day: dayOf(now, cityZoneNow()),
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
        const lines = values.lines.filter(({ value }) => value !== undefined);
        if (lines.length === 0) return refuse('counts-none', 0, { en: words.en.nothing, zh: words.zh.nothing });
        const outcome = await record.run({ ...values, lines });
        if (!outcome.ok) return named(outcome.refusal, place);
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

type Entered = { area: string; subject: string; value?: number };

/** A number beside each place and subject; a place that was never counted is added below. */
function Lines({ control, channel }: { control: Control; channel: ChannelRow }) {
  const t = useWords(words);
  const place = usePlaceName();
  const subject = useSubjectName();
  const [area, setArea] = useState<string>();
  const lines = control.value as Entered[];
  const add = (path: string | undefined) => {
    setArea(undefined);
    const fresh = channel.subjects
      .filter((each) => !lines.some((line) => line.area === path && line.subject === each))
      .map((each) => ({ area: path as string, subject: each }));
    if (path) control.onChange([...lines, ...fresh]);
  };
  return (
    <div className="count-lines">
      {lines.map((line, i) => (
        <label key={`${line.area} ${line.subject}`}>
          <span>
            {place(line.area)} <span className="muted">{subject(line.subject)}</span>
          </span>
          <input
            type="number"
            step="any"
            id={i === 0 ? control.id : undefined}
            value={line.value ?? ''}
            onChange={(event) => {
              const value = event.target.valueAsNumber;
              const { value: _before, ...rest } = line;
              control.onChange(lines.with(i, Number.isNaN(value) ? rest : { ...rest, value }));
            }}
          />
        </label>
      ))}
      <AreaPick key={lines.length} label={t('addPlace')} value={area} within={channel.area} onChange={add} />
    </div>
  );
}
