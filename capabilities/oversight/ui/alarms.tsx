import { useState } from 'react';
import { useCommand, useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Form } from '../../../kit/form.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Banner, Empty, Facts, Status } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { number, until, when } from '../../../kit/when.ts';
import { half, say, useWords } from '../../../kit/words.ts';
import { answerAlarm, FINDINGS } from '../model.ts';
import { REFUSED_WORDS } from '../plain.ts';
import type { AlarmRow } from '../views.ts';
import { useActNames } from './lists.tsx';
import { type Key, words } from './words.ts';

/** Alarms: answered by somebody of another organisation, with what was done. */
export function Alarms() {
  const t = useWords(words);
  const now = useNow();
  const alarms = useRows<AlarmRow>('oversight.alarms', { order: '-raisedAt', limit: 50 });
  const [openId, setOpen] = useState<string>();
  const open = alarms.rows.find((row) => row.id === openId);
  return (
    <>
      <Table
        label={t('alarms')}
        data={alarms}
        onOpen={(row) => setOpen(row.id)}
        chosen={openId}
        empty={
          <Empty title={t('noAlarms')} icon="check">
            {t('noAlarmsLead')}
          </Empty>
        }
        tone={(row) => (row.status === 'open' ? 'bad' : undefined)}
        columns={[
          { key: 'kind', label: t('kind'), cell: (row) => <strong>{t(`kind.${row.kind}` as Key)}</strong> },
          {
            key: 'about',
            label: t('about'),
            cell: (row) => (
              <>
                {row.about.name} · {half(row.about.org.name)}
              </>
            ),
          },
          {
            key: 'facts',
            label: t('facts'),
            cell: (row) => (
              <>
                {row.facts.count !== undefined && t('times', { count: row.facts.count })}{' '}
                {row.facts.refused && say(REFUSED_WORDS[row.facts.refused] ?? row.facts.refused)} {row.facts.value}
              </>
            ),
          },
          { key: 'raisedAt', label: t('raised'), cell: (row) => when(row.raisedAt) },
          {
            key: 'status',
            label: t('status'),
            cell: (row) =>
              row.status === 'open' ? (
                <Status tone={row.dueAt && row.dueAt <= now ? 'bad' : 'warn'}>{until(row.dueAt, now)}</Status>
              ) : (
                <Status tone="good">{t('answered')}</Status>
              ),
          },
        ]}
      />
      {open && <AlarmDialog key={open.id} row={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function AlarmDialog({ row, onClose }: { row: AlarmRow; onClose(): void }) {
  const t = useWords(words);
  const { account } = useSession();
  const act = useActNames();
  const answer = useCommand('oversight.AnswerAlarm');
  const { facts } = row;
  const own = account?.org.id === row.notOrg;
  return (
    <Dialog open side title={t(`kind.${row.kind}` as Key)} onClose={onClose}>
      <Stack>
        <Facts
          items={[
            [t('about'), `${row.about.name} · ${half(row.about.org.name)}`],
            [t('raised'), when(row.raisedAt, 'full')],
            [t('due'), when(row.dueAt)],
            [t('count'), facts.count === undefined ? null : number(facts.count)],
            [t('commands'), facts.command && act(facts.command)],
            [t('reasons'), facts.refused && say(REFUSED_WORDS[facts.refused] ?? facts.refused)],
            [t('facts'), facts.value ?? facts.ref],
            [t('hour'), facts.hour],
          ]}
        />
        {row.status === 'answered' ? (
          <Facts
            items={[
              [t('finding'), row.finding && t(`finding.${row.finding}` as Key)],
              [t('action'), row.action],
              [t('answeredBy'), row.answeredBy && `${row.answeredBy.name} · ${half(row.answeredBy.org.name)}`],
              [t('at'), when(row.answeredAt)],
            ]}
          />
        ) : own ? (
          <Banner tone="warn">{t('notYours')}</Banner>
        ) : (
          <Form
            schema={answerAlarm}
            only={['finding', 'action']}
            initial={{ id: row.id }}
            command={answer}
            submit={t('answer')}
            onDone={onClose}
            fields={{
              finding: {
                label: t('finding'),
                as: 'radio',
                options: FINDINGS.map((value) => ({ value, label: t(`finding.${value}` as Key) })),
              },
              action: { label: t('action'), hint: t('actionHint'), as: 'long' },
            }}
          />
        )}
      </Stack>
    </Dialog>
  );
}
