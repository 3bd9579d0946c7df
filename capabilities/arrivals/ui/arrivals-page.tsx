import { lazy, Suspense, useState } from 'react';
import { useCommand, useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog, toast } from '../../../kit/dialog.tsx';
import { Filters } from '../../../kit/filters.tsx';
import { Page, Row, Stack } from '../../../kit/page.tsx';
import { Banner, Button, Empty, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { ArrivalRow } from '../views.ts';
import type { Act } from './arrival-forms.tsx';
import { type Key, words } from './words.ts';

const ArrivalForm = lazy(() => import('./arrival-forms.tsx'));
const STAGES = ['declared', 'arrived', 'withdrawn'] as const;

/** Who is to arrive from where, what the edition says of it, and what is to be done before. */
export default function ArrivalsPage() {
  const t = useWords(words);
  const now = useNow();
  const place = usePlaceName();
  const { can } = useSession();
  const own = can('resident');
  const works = can('grid', 'desk', 'officer', 'investigator');
  const [chosen, setChosen] = useState<Record<string, string | undefined>>({});
  const [doing, setDoing] = useState<{ act: Act; id?: string }>();
  const arrived = useCommand('arrivals.RecordArrival');
  const where = chosen['stage'] ? { stage: chosen['stage'] } : {};
  const rows = useRows<ArrivalRow>('arrivals.arrivals', { where, order: 'arrivesOn' });
  return (
    <Page
      title={t('title')}
      lead={t(own ? 'leadOwn' : 'lead')}
      width={own ? 'narrow' : 'wide'}
      actions={
        (works || own) && (
          <Button look="main" icon="plus" onClick={() => setDoing({ act: 'declare' })}>
            {t('declare')}
          </Button>
        )
      }
    >
      <Stack>
        {works && (
          <Filters
            values={chosen}
            onChange={setChosen}
            filters={[
              {
                key: 'stage',
                label: t('status'),
                choices: STAGES.map((value) => ({ value, label: t(`stage.${value}`) })),
              },
            ]}
          />
        )}
        <Refusal refusal={arrived.refusal} />
        <Table
          label={t('title')}
          data={rows}
          empty={<Empty title={t('empty')}>{works ? t('emptyHelp') : undefined}</Empty>}
          tone={(row) => (row.dueAt ? (row.dueAt < now ? 'bad' : 'warn') : undefined)}
          columns={[
            {
              key: 'name',
              label: t('name'),
              cell: (row) => (
                <>
                  <strong>{row.name}</strong> {row.phone}
                  <br />
                  <span className="muted">
                    {row.from} → {place(row.to)}
                  </span>
                </>
              ),
            },
            {
              key: 'arrivesOn',
              label: t('arrivesOn'),
              cell: (row) => (
                <>
                  {day(row.arrivesOn)}
                  <br />
                  <span className="muted">{t(`level.${row.level}` as Key)}</span>
                </>
              ),
            },
            { key: 'measure', label: t('measure'), cell: (row) => <Said row={row} />, minor: true },
            {
              key: 'dueAt',
              label: t('task'),
              cell: (row) =>
                row.followedUpAt ? (
                  <Status tone="good">{t('contacted', { at: when(row.followedUpAt) })}</Status>
                ) : row.dueAt ? (
                  <Status tone={row.dueAt < now ? 'bad' : 'warn'}>{t('contactBy', { at: when(row.dueAt) })}</Status>
                ) : (
                  t('notNeeded')
                ),
            },
            {
              key: 'result',
              label: t('test'),
              minor: true,
              cell: (row) => (row.result ? t(`result.${row.result}` as Key) : t('untested')),
            },
            {
              key: 'stage',
              label: t('status'),
              cell: (row) => (
                <Row>
                  <Status tone={row.stage === 'arrived' ? 'good' : 'plain'}>{t(`stage.${row.stage}`)}</Status>
                  {row.stage !== 'withdrawn' && works && (
                    <>
                      {row.dueAt && (
                        <Button size="small" onClick={() => setDoing({ act: 'followUp', id: row.id })}>
                          {t('followUp')}
                        </Button>
                      )}
                      {row.stage === 'declared' && (
                        <Button size="small" busy={arrived.busy} onClick={() => void arrived.run({ id: row.id })}>
                          {t('arrived')}
                        </Button>
                      )}
                      <Button
                        size="small"
                        onClick={() => setDoing({ act: row.result === 'waiting' ? 'result' : 'test', id: row.id })}
                      >
                        {t(row.result === 'waiting' ? 'result' : 'test')}
                      </Button>
                    </>
                  )}
                  {row.stage === 'declared' && own && (
                    <Button size="small" onClick={() => setDoing({ act: 'withdraw', id: row.id })}>
                      {t('withdraw')}
                    </Button>
                  )}
                </Row>
              ),
            },
          ]}
        />
        <Banner tone="info">{t('noOrder')}</Banner>
      </Stack>
      <Dialog open={doing !== undefined} title={t(doing?.act ?? 'declare')} onClose={() => setDoing(undefined)}>
        {doing && (
          <Suspense fallback={<Waiting rows={4} />}>
            <ArrivalForm
              act={doing.act}
              id={doing.id}
              onDone={(saved) => {
                setDoing(undefined);
                if (saved) toast(t('saved'));
              }}
            />
          </Suspense>
        )}
      </Dialog>
    </Page>
  );
}

/** The measure in words: phases, tests, end, and the edition that says so. */
function Said({ row: { measure } }: { row: ArrivalRow }) {
  const t = useWords(words);
  const { edition, personClass } = useRuleNames();
  const lines =
    measure.kind === 'stay'
      ? [
          measure.phases
            .map(({ place, days }) => t('phase', { count: days, place: t(`place.${place}` as Key) }))
            .concat(measure.until ? [t('until', { day: day(measure.until) })] : [])
            .join(' · '),
          ...(measure.tests.length > 0 ? [t('tests', { days: measure.tests.map((each) => day(each)).join(' ') })] : []),
        ]
      : [
          measure.kind === 'watch'
            ? t('measure.watch', { count: measure.testCount ?? 0, day: day(measure.until) })
            : t(`measure.${measure.kind}`),
        ];
  return (
    <>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
      {measure.edition && (
        <span className="small muted">
          {edition(measure.edition)} · {personClass(measure.class)}
        </span>
      )}
    </>
  );
}
