import { useState } from 'react';
import { useCommand, useNow, useRows } from '../../../kit/client.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Empty, Refusal, Stat, Status } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { number, until, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { SiteRow } from '../model.ts';
import { projection } from '../projection.ts';
import { AskDialog } from './ask.tsx';
import type { Asked } from './asked.ts';
import { words } from './words.ts';

const TONE = { open: 'good', standby: 'plain', called: 'warn' } as const;

/** Free places now and in the days ahead, by kind; every site with its tier. */
export function Places() {
  const t = useWords(words);
  const now = useNow();
  const rows = useRows<SiteRow>('reserves.sites', { order: 'tier', limit: 500 });
  const open = useCommand('reserves.OpenSite');
  const close = useCommand('reserves.CloseSite');
  const [asked, setAsked] = useState<Asked>();
  const ahead = projection(rows.rows, now);
  return (
    <Stack>
      {ahead.map((kind) => (
        <Card key={kind.kind} title={t(`kind.${kind.kind}`)}>
          <div className="reserve-stats">
            <Stat
              label={t('free')}
              value={kind.free}
              tone={kind.free <= 0 ? 'bad' : undefined}
              note={t('ofRooms', { taken: number(kind.occupied), rooms: number(kind.rooms) })}
            />
            {kind.ahead.map(({ hours, free, out, added }) => (
              <Stat
                key={hours}
                label={t('inHours', { n: hours })}
                value={free}
                tone={free <= 0 ? 'bad' : undefined}
                note={[t('out', { n: number(out) }), added > 0 ? t('added', { n: number(added) }) : '']
                  .filter(Boolean)
                  .join(' · ')}
              />
            ))}
          </div>
        </Card>
      ))}
      <Refusal refusal={open.refusal ?? close.refusal} />
      <Card
        flush
        title={t('sites')}
        actions={
          <Button icon="plus" onClick={() => setAsked({ form: 'site' })}>
            {t('register')}
          </Button>
        }
      >
        <Table
          label={t('sites')}
          data={rows}
          empty={<Empty title={t('noSites')} icon="heart" />}
          tone={(row) => (row.status === 'called' ? 'warn' : row.occupied >= row.rooms ? 'bad' : undefined)}
          columns={[
            {
              key: 'names',
              label: t('site'),
              cell: (row) => (
                <>
                  <strong>{say(row.names)}</strong>
                  <br />
                  <span className="small muted">{t(`kind.${row.kind}`)}</span>
                </>
              ),
            },
            { key: 'tier', label: t('tier'), right: true, cell: (row) => row.tier },
            {
              key: 'occupied',
              label: t('taken'),
              cell: (row) => (
                <div className="reserve-bar">
                  <meter
                    min={0}
                    max={row.rooms}
                    value={row.occupied}
                    aria-label={t('ofRooms', { taken: row.occupied, rooms: row.rooms })}
                  />
                  <span>{`${number(row.occupied)} / ${number(row.rooms)}`}</span>
                </div>
              ),
            },
            {
              key: 'status',
              label: t('state'),
              cell: (row) => (
                <>
                  <Status tone={TONE[row.status]}>{t(`status.${row.status}`)}</Status>{' '}
                  {row.status === 'standby' && <span className="small muted">{t('lead2', { n: row.leadHours })}</span>}
                  {row.readyBy && (
                    <span className="small">
                      {t('ready')} {when(row.readyBy)} · {until(row.readyBy, now)}
                    </span>
                  )}
                  {row.plans.map((plan) => (
                    <Badge key={plan.plan}>{t('coming', { n: plan.rooms, at: when(plan.readyAt) })}</Badge>
                  ))}
                </>
              ),
            },
            {
              key: 'act',
              label: '',
              cell: (row) => (
                <div className="row end">
                  {row.status !== 'open' && (
                    <Button size="small" onClick={() => void open.run({ id: row.id })}>
                      {t('openIt')}
                    </Button>
                  )}
                  {row.status === 'open' && row.tier > 1 && row.occupied === 0 && (
                    <Button size="small" onClick={() => void close.run({ id: row.id })}>
                      {t('closeIt')}
                    </Button>
                  )}
                  {row.plans[0] ? (
                    <Button
                      size="small"
                      onClick={() => setAsked({ form: 'converted', id: row.id, plan: row.plans[0]?.plan })}
                    >
                      {t('done')}
                    </Button>
                  ) : (
                    <Button size="small" onClick={() => setAsked({ form: 'conversion', id: row.id })}>
                      {t('convert')}
                    </Button>
                  )}
                </div>
              ),
            },
          ]}
        />
      </Card>
      <p className="small muted">{t('trigger')}</p>
      {asked && <AskDialog asked={asked} onClose={() => setAsked(undefined)} />}
    </Stack>
  );
}
