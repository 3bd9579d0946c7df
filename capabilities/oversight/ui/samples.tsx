import { useState } from 'react';
import { useCommand, useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Form } from '../../../kit/form.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Banner, Button, Card, Empty, Facts, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, number, when } from '../../../kit/when.ts';
import { half, say, useWords } from '../../../kit/words.ts';
import { usePersonDoor } from '../../people/ui/index.ts';
import { checkRead, READ_FINDINGS } from '../model.ts';
import { PURPOSE_WORDS, ROLE_WORDS, VIEW_WORDS } from '../plain.ts';
import type { SampledRead, SampleRow } from '../samples.ts';
import { type Key, words } from './words.ts';

/** Each week's reads that lots have drawn, to be checked by somebody of another organisation than the reader. */
export function Samples() {
  const t = useWords(words);
  const now = useNow();
  const samples = useRows<SampleRow>('oversight.samples', { order: '-week', limit: 8, purpose: 'oversight' });
  if (samples.loading) return <Waiting />;
  if (samples.refusal) return <Refusal refusal={samples.refusal} onAgain={samples.again} />;
  if (samples.rows.length === 0) return <Empty title={t('noSample')} icon="eye" />;
  return (
    <Stack>
      {samples.rows.map((row) => (
        <Week key={row.id} row={row} ready={row.readyOn <= now.slice(0, 10)} />
      ))}
    </Stack>
  );
}

function Week({ row, ready }: { row: SampleRow; ready: boolean }) {
  const t = useWords(words);
  const [read, setRead] = useState<SampledRead>();
  return (
    <Card
      flush
      title={
        <>
          {t('week')} {day(row.week, 'full')}
        </>
      }
      actions={
        <Status tone={!ready ? 'plain' : row.unchecked > 0 ? 'warn' : 'good'}>
          {!ready ? t('notReady') : row.unchecked > 0 ? `${t('toCheck')} ${number(row.unchecked)}` : t('checked')}
        </Status>
      }
    >
      <Facts
        columns={3}
        items={[
          [t('total'), number(row.total)],
          [t('readyOn'), day(row.readyOn)],
          [t('unjustified'), number(row.unjustified)],
        ]}
      />
      <Table
        label={t('sample')}
        data={row.reads}
        columns={[
          { key: 'at', label: t('at'), cell: (item) => when(item.at) },
          {
            key: 'by',
            label: t('reader'),
            cell: (item) => (
              <>
                {item.by.name} · {half(item.by.org.name)}{' '}
                <span className="small muted">{say(ROLE_WORDS[item.by.role])}</span>
              </>
            ),
          },
          { key: 'view', label: t('view'), cell: (item) => say(VIEW_WORDS[item.view] ?? item.view) },
          {
            key: 'purpose',
            label: t('purpose'),
            cell: (item) => say(PURPOSE_WORDS[item.purpose as keyof typeof PURPOSE_WORDS]),
          },
          { key: 'subjects', label: t('subjects'), right: true, cell: (item) => number(item.subjects.length) },
          {
            key: 'check',
            label: t('status'),
            cell: (item) =>
              item.check ? (
                <Status tone={item.check.finding === 'justified' ? 'good' : 'bad'}>
                  {t(`finding.${item.check.finding}` as Key)}
                </Status>
              ) : ready ? (
                <Button size="small" onClick={() => setRead(item)}>
                  {t('check')}
                </Button>
              ) : (
                '–'
              ),
          },
        ]}
      />
      {read && <CheckDialog key={read.id} sample={row.id} read={read} onClose={() => setRead(undefined)} />}
    </Card>
  );
}

function CheckDialog({ sample, read, onClose }: { sample: string; read: SampledRead; onClose(): void }) {
  const t = useWords(words);
  const { account } = useSession();
  const person = usePersonDoor();
  const check = useCommand('oversight.CheckRead');
  return (
    <Dialog open title={t('check')} onClose={onClose}>
      <Stack>
        <Facts
          items={[
            [t('reader'), `${read.by.name} · ${half(read.by.org.name)}`],
            [t('view'), read.view],
            [t('at'), when(read.at, 'full')],
            [t('subjects'), read.subjects.map(person).join(', ')],
          ]}
        />
        {account?.org.id === read.by.org.id ? (
          <Banner tone="warn">{t('notYours')}</Banner>
        ) : (
          <Form
            schema={checkRead}
            only={['finding', 'note']}
            initial={{ sample, read: read.id }}
            command={check}
            submit={t('check')}
            onDone={onClose}
            fields={{
              finding: {
                label: t('finding'),
                as: 'radio',
                options: READ_FINDINGS.map((value) => ({ value, label: t(`finding.${value}` as Key) })),
              },
              note: { label: t('note'), as: 'long' },
            }}
          />
        )}
      </Stack>
    </Dialog>
  );
}
