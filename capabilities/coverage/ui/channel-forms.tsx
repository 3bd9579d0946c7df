import { newId, useCommand, useSession } from '../../../kit/client.tsx';
import { type Control, Form } from '../../../kit/form.tsx';
import { useWords } from '../../../kit/words.ts';
import { AreaPick } from '../../places/ui/index.ts';
import {
  CHANNEL_KINDS,
  type ChannelRow,
  type FaultRow,
  registerChannel,
  releaseCounts,
  type SeriesRow,
  suspendChannel,
} from '../../signals/index.ts';
import { kindName, useSubjects } from '../../signals/ui/index.ts';
import { FileForm } from './file-form.tsx';
import { HandForm } from './hand-form.tsx';
import type { Done } from './sent.ts';
import { type Key, words } from './words.ts';

type Asked =
  | { act: 'register' }
  | { act: 'release'; fault: FaultRow }
  | { act: 'hand' | 'file' | 'suspend' | 'again'; channel: ChannelRow; series: readonly SeriesRow[] };

/** Forms of channels. Loaded when one is opened. */
export default function ChannelForms({ form, onDone }: { form: Asked; onDone: Done }) {
  if (form.act === 'register') return <Register onDone={onDone} />;
  if (form.act === 'again') return <Register before={form.channel} onDone={onDone} />;
  if (form.act === 'release') return <Release fault={form.fault} onDone={onDone} />;
  if (form.act === 'suspend') return <Suspend channel={form.channel} onDone={onDone} />;
  if (form.act === 'file') return <FileForm channel={form.channel} onDone={onDone} />;
  return <HandForm channel={form.channel} series={form.series} onDone={onDone} />;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

function Register({ before, onDone }: { before?: ChannelRow; onDone: Done }) {
  const t = useWords(words);
  const { area } = useSession();
  const subjects = useSubjects();
  const register = useCommand('signals.RegisterChannel');
  return (
    <Form
      schema={registerChannel}
      command={register}
      initial={before ? valuesOf(before) : { id: `channel-${newId()}`, area, expectedBy: 20, rhythm: 'day' }}
      only={['kind', 'names', 'area', 'subjects', 'measure', 'rhythm', 'weekdays', 'expectedBy']}
      fields={{
        kind: {
          label: t('kind'),
          options: CHANNEL_KINDS.map((value) => ({ value, label: kindName(value) })),
        },
        names: { label: t('names') },
        'names.zh': { label: t('nameZh'), half: true },
        'names.en': { label: t('nameEn'), half: true },
        area: { label: t('area'), pick: AreaPick },
        subjects: { label: t('watches'), as: 'ticks', options: subjects },
        measure: { label: t('measure'), options: { count: t('count'), level: t('level') } },
        rhythm: { label: t('rhythm'), as: 'radio', options: { day: t('day'), week: t('week') } },
        weekdays: { label: t('weekdays'), render: (control) => <Weekdays {...control} /> },
        expectedBy: { label: t('expectedBy'), unit: ':00', hint: t('expectedByHint') },
      }}
      submit={t('register')}
      onDone={() => onDone(true)}
      onCancel={() => onDone(false)}
    />
  );
}

const valuesOf = ({ id, kind, names, area, subjects, rhythm, weekdays, expectedBy, measure }: ChannelRow) => ({
  id,
  kind,
  names,
  area,
  subjects,
  rhythm,
  weekdays,
  expectedBy,
  measure,
});

function Weekdays({ id, value, onChange }: Control) {
  const t = useWords(words);
  const chosen: number[] = Array.isArray(value) ? value : [];
  return (
    <div className="choices">
      {WEEK.map((each) => (
        <label className="choice" key={each}>
          <input
            type="checkbox"
            id={each === WEEK[0] ? id : undefined}
            checked={chosen.includes(each)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...chosen, each].sort((a, b) => a - b) : chosen.filter((one) => one !== each),
              )
            }
          />
          <span>{t(`weekday.${each}` as Key)}</span>
        </label>
      ))}
    </div>
  );
}

function Release({ fault, onDone }: { fault: FaultRow; onDone: Done }) {
  const t = useWords(words);
  const release = useCommand('signals.ReleaseCounts');
  return (
    <Form
      schema={releaseCounts}
      command={release}
      initial={{ channel: fault.channel, sending: fault.sending }}
      only={['reason']}
      fields={{ reason: { label: t('reason'), as: 'long', hint: t('releaseHint') } }}
      submit={t('release')}
      onDone={() => onDone(true)}
      onCancel={() => onDone(false)}
    />
  );
}

function Suspend({ channel, onDone }: { channel: ChannelRow; onDone: Done }) {
  const t = useWords(words);
  const suspend = useCommand('signals.SuspendChannel');
  return (
    <Form
      schema={suspendChannel}
      command={suspend}
      initial={{ id: channel.id }}
      only={['reason']}
      fields={{ reason: { label: t('reason'), as: 'long' } }}
      submit={t('suspend')}
      bad
      onDone={() => onDone(true)}
      onCancel={() => onDone(false)}
    />
  );
}
