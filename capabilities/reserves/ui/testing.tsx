import { useState } from 'react';
import { useNow, useRows } from '../../../kit/client.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Button, Card, Empty, Stat } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, number } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { RoundRow, TestingRow } from '../model.ts';
import { capacityOf } from '../testing.ts';
import { AskDialog } from './ask.tsx';
import type { Asked } from './asked.ts';
import { words } from './words.ts';

/** What can be tested in a day, what is planned, and what is left. */
export function Testing() {
  const t = useWords(words);
  const place = usePlaceName();
  const today = useNow().slice(0, 10);
  const sites = useRows<TestingRow>('reserves.testing', { limit: 500 });
  const rounds = useRows<RoundRow>('reserves.rounds', { where: { status: 'planned' }, order: '-day', limit: 200 });
  const [asked, setAsked] = useState<Asked>();
  const able = capacityOf(sites.rows);
  const next = rounds.rows
    .map((row) => row.day)
    .filter((each) => each >= today)
    .sort()[0];
  const onDay = rounds.rows.filter((row) => row.day === next);
  const used = { swabs: sum(onDay.map(({ swabs }) => swabs)), tubes: sum(onDay.map(({ tubes }) => tubes)) };
  return (
    <Stack>
      <div className="reserve-stats">
        {(['swabs', 'tubes'] as const).map((what) => (
          <Stat
            key={what}
            label={t(what)}
            value={able[what]}
            note={
              next
                ? `${day(next)} · ${t('planned', { n: number(used[what]) })} · ${t('left', { n: number(able[what] - used[what]) })}`
                : undefined
            }
          />
        ))}
      </div>
      <Card
        flush
        title={t('rounds')}
        actions={
          <Button icon="plus" look="main" onClick={() => setAsked({ form: 'round' })}>
            {t('round')}
          </Button>
        }
      >
        <Table
          label={t('rounds')}
          data={rounds}
          empty={<Empty title={t('noRounds')} icon="clock" />}
          columns={[
            { key: 'day', label: t('day'), cell: (row) => day(row.day, 'full') },
            { key: 'area', label: t('area'), cell: (row) => place(row.area) },
            { key: 'people', label: t('people'), right: true, cell: (row) => number(row.people) },
            { key: 'tubes', label: t('tubes'), right: true, cell: (row) => number(row.tubes) },
            {
              key: 'act',
              label: '',
              cell: (row) => (
                <Button size="small" onClick={() => setAsked({ form: 'drop', id: row.id, area: row.area })}>
                  {t('drop')}
                </Button>
              ),
            },
          ]}
        />
      </Card>
      <Card
        flush
        title={t('capacity')}
        actions={
          <Button icon="plus" onClick={() => setAsked({ form: 'testing' })}>
            {t('registerTesting')}
          </Button>
        }
      >
        <Table
          label={t('capacity')}
          data={sites}
          empty={<Empty title={t('noTesting')} icon="heart" />}
          columns={[
            { key: 'names', label: t('site'), cell: (row) => <strong>{say(row.names)}</strong> },
            { key: 'kind', label: t('kind'), cell: (row) => t(`kind.${row.kind}`) },
            { key: 'area', label: t('area'), minor: true, cell: (row) => place(row.area) },
            {
              key: 'swabs',
              label: t('swabs'),
              right: true,
              cell: (row) => (row.kind === 'sampling' ? number(row.samplers * row.swabsPerSampler) : '–'),
            },
            {
              key: 'tubes',
              label: t('tubes'),
              right: true,
              cell: (row) => (row.kind === 'laboratory' ? number(row.tubes) : '–'),
            },
          ]}
        />
      </Card>
      {asked && <AskDialog asked={asked} onClose={() => setAsked(undefined)} />}
    </Stack>
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
