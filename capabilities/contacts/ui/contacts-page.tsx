import { lazy, Suspense, useState } from 'react';
import { addDays, dayOf } from '../../../kernel/time.ts';
import { useNow, useRow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog, Drawer, toast } from '../../../kit/dialog.tsx';
import { Search, Tabs } from '../../../kit/filters.tsx';
import { Grid, Page, Row, Stack } from '../../../kit/page.tsx';
import { Badge, Banner, Button, Card, Facts, Refusal, Stat, Status, Timeline, Waiting } from '../../../kit/parts.tsx';
import type { ReadParams } from '../../../kit/port.ts';
import { Table } from '../../../kit/table.tsx';
import { cityZoneNow, day, number, percent, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { ContactRow } from '../views.ts';
import type { CheckRow } from '../views-follow-up.ts';
import type { Act } from './contact-forms.tsx';
import { useHistory } from './history.ts';
import { words } from './words.ts';

const ActForm = lazy(() => import('./contact-forms.tsx'));

/** Follow-up of contacts: due today, missed, ill, and everybody. */
export default function ContactsPage() {
  const t = useWords(words);
  const now = useNow();
  const { can, area, zone } = useSession();
  const [open, setOpen] = useState<string>();
  const [listing, setListing] = useState(false);
  const today = dayOf(now, zone ?? cityZoneNow());
  const lists = {
    due: { where: { status: 'open', nextDue: today }, order: 'nextDue' },
    missed: { where: { status: 'open', overdue: true }, order: '-missed' },
    ill: { where: { status: 'open', ill: true }, order: 'nextDue' },
    open: { where: { status: 'open' }, order: 'nextDue' },
    closed: { where: { status: 'closed' }, order: '-lastExposure' },
  } as const satisfies Record<string, ReadParams>;
  const count = (key: keyof typeof lists) => ({ ...lists[key], limit: 1, count: true });
  const totals = {
    due: useRows<ContactRow>('contacts.contacts', count('due')).total,
    missed: useRows<ContactRow>('contacts.contacts', count('missed')).total,
    ill: useRows<ContactRow>('contacts.contacts', count('ill')).total,
    open: useRows<ContactRow>('contacts.contacts', count('open')).total,
  };
  const yesterday = addDays(today, -1);
  const checks = (...state: CheckRow['state'][]): ReadParams => ({
    where: { day: yesterday, state },
    limit: 1,
    count: true,
  });
  const accounted = useRows<CheckRow>('contacts.checks', checks('done', 'escalated')).total;
  const lost = useRows<CheckRow>('contacts.checks', checks('missed')).total;
  const works = can('investigator', 'officer', 'grid', 'trainer');
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width="wide"
      actions={
        works && (
          <Button look="main" icon="plus" onClick={() => setListing(true)}>
            {t('list')}
          </Button>
        )
      }
    >
      <Stack>
        <Grid min={9}>
          <Stat label={t('due')} value={totals.due} track="control" />
          <Stat label={t('missed')} value={totals.missed} tone={totals.missed ? 'bad' : undefined} />
          {accounted !== undefined && lost !== undefined && accounted + lost > 0 && (
            <Stat
              label={t('checkedYesterday')}
              value={percent(accounted / (accounted + lost))}
              note={`${number(accounted)} / ${number(accounted + lost)}`}
              tone={lost > 0 ? 'warn' : 'good'}
            />
          )}
          <Stat label={t('ill')} value={totals.ill} tone={totals.ill ? 'warn' : undefined} />
          <Stat label={t('open')} value={totals.open} />
        </Grid>
        <Tabs
          label={t('title')}
          tabs={(['due', 'missed', 'ill', 'open', 'closed'] as const).map((id) => ({
            id,
            label: t(id),
            count: id === 'closed' ? undefined : totals[id],
            body: () => (
              <List
                key={id}
                params={lists[id]}
                today={today}
                onOpen={setOpen}
                empty={t(id === 'due' ? 'emptyDue' : id === 'missed' ? 'emptyMissed' : 'empty')}
              />
            ),
          }))}
        />
      </Stack>
      {open && <ContactDrawer id={open} onClose={() => setOpen(undefined)} />}
      <Dialog open={listing} title={t('list')} size="large" onClose={() => setListing(false)}>
        <Suspense fallback={<Waiting />}>
          <ActForm act="list" initial={{ area }} onDone={() => setListing(false)} />
        </Suspense>
      </Dialog>
    </Page>
  );
}

function List({
  params,
  today,
  empty,
  onOpen,
}: {
  params: ReadParams;
  today: string;
  empty: string;
  onOpen(id: string): void;
}) {
  const t = useWords(words);
  const { personClass } = useRuleNames();
  const [q, setQ] = useState('');
  const rows = useRows<ContactRow>('contacts.contacts', { ...params, q, count: true });
  return (
    <Stack>
      <Search label={t('search')} value={q} onChange={setQ} />
      <Table
        label={t('title')}
        data={rows}
        empty={empty}
        onOpen={(row) => onOpen(row.id)}
        tone={(row) => (row.overdue ? 'bad' : row.ill ? 'warn' : undefined)}
        columns={[
          { key: 'id', label: t('id'), cell: (row) => <span className="numbers">{row.id}</span> },
          { key: 'name', label: t('person'), cell: (row) => row.name ?? '–' },
          { key: 'case', label: t('cases'), cell: (row) => row.cases.join(', ') },
          { key: 'class', label: t('class'), minor: true, cell: (row) => personClass(row.class) },
          { key: 'lastExposure', label: t('lastExposure'), cell: (row) => day(row.lastExposure) },
          {
            key: 'nextDue',
            label: t('nextDue'),
            cell: (row) =>
              row.closeReason ? (
                t(row.closeReason as 'lost')
              ) : row.nextDue === today ? (
                <Status tone="warn">{t('today')}</Status>
              ) : (
                day(row.nextDue)
              ),
          },
          { key: 'until', label: t('until'), cell: (row) => day(row.until) },
          {
            key: 'missed',
            label: t('missedDays'),
            right: true,
            cell: (row) => (row.missed ? <Status tone="bad">{number(row.missed)}</Status> : '0'),
          },
          { key: 'ownerId', label: t('owner'), cell: (row) => row.ownerName },
          {
            key: 'ill',
            label: t('status'),
            minor: true,
            cell: (row) =>
              row.ill ? (
                <Status tone="warn">{t('isIll')}</Status>
              ) : row.overdue ? (
                <Status tone="bad">{t('overdue')}</Status>
              ) : row.lastCheck ? (
                <Status tone="good">{t('well')}</Status>
              ) : (
                t('notYet')
              ),
          },
        ]}
      />
    </Stack>
  );
}

const ACTS = {
  check: 'check',
  notify: 'notify',
  transfer: 'transfer',
  expose: 'expose',
  assign: 'assign',
  reclassify: 'reclassify',
  close: 'close',
} as const satisfies Partial<Record<Act, string>>;

function ContactDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const t = useWords(words);
  const { disease, edition, personClass } = useRuleNames();
  const place = usePlaceName();
  const told = useHistory();
  const { can } = useSession();
  const { row, loading, refusal } = useRow<ContactRow>('contacts.contacts', id);
  const [act, setAct] = useState<keyof typeof ACTS>();
  if (!row)
    return (
      <Drawer open title={id} onClose={onClose}>
        {loading ? <Waiting /> : <Refusal refusal={refusal} />}
      </Drawer>
    );
  const field = can('investigator', 'officer', 'trainer')
    ? (Object.keys(ACTS) as (keyof typeof ACTS)[])
    : (['check', 'notify', 'transfer'] as const);
  return (
    <Drawer open title={`${row.id} · ${row.name ?? disease(row.disease)}`} onClose={onClose}>
      <Stack>
        <Row>
          <Badge>{personClass(row.class)}</Badge>
          <Badge>{disease(row.disease)}</Badge>
          {row.closeReason && (
            <Status tone="good">
              {t(row.closeReason as 'lost')} {row.becameCase}
            </Status>
          )}
          {row.overdue && <Status tone="bad">{t('overdue')}</Status>}
          {row.ill && <Status tone="warn">{t('isIll')}</Status>}
        </Row>
        {row.lacks && row.status === 'open' && <Banner tone="warn">{t('noRuleWhy', { why: row.lacks })}</Banner>}
        <Facts
          columns={2}
          items={[
            [t('cases'), row.sources.map((source) => `${source.case} (${day(source.lastExposure)})`).join(', ')],
            [t('lastExposure'), day(row.lastExposure, 'full')],
            [t('nextDue'), day(row.nextDue, 'full')],
            [t('until'), day(row.until, 'full')],
            [t('owner'), row.ownerName],
            [t('edition'), edition(row.edition)],
            [t('checks'), number(row.checks)],
            [t('missedDays'), row.missedDays.map((each) => day(each)).join(', ')],
            [
              t('lastCheck'),
              row.lastCheck &&
                `${day(row.lastCheck.day)} ${t(row.lastCheck.outcome as 'refused')} ${row.lastCheck.temperature ?? ''} ${row.lastCheck.symptoms.join(', ')}`,
            ],
            [t('notify'), row.notifiedAt ? when(row.notifiedAt) : t('notYet')],
            [t('transfer'), row.transferredAt ? `${when(row.transferredAt)} ${row.transferredTo ?? ''}` : t('notYet')],
            [t('phone'), row.phone],
            [t('area'), place(row.area)],
          ]}
        />
        {row.status === 'open' && can('investigator', 'officer', 'grid', 'trainer') && (
          <Row>
            {field.map((each) => (
              <Button
                key={each}
                size="small"
                look={each === act ? 'main' : 'plain'}
                onClick={() => setAct(each === act ? undefined : each)}
              >
                {t(ACTS[each])}
              </Button>
            ))}
          </Row>
        )}
        {act && (
          <Card title={t(ACTS[act])}>
            <Suspense fallback={<Waiting rows={2} />}>
              <ActForm
                key={act}
                act={act}
                initial={{ ...row }}
                onDone={() => {
                  setAct(undefined);
                  toast(t('saved'));
                }}
                onCancel={() => setAct(undefined)}
              />
            </Suspense>
          </Card>
        )}
        <Card title={t('history')}>
          <Timeline
            label={t('history')}
            moments={row.history.toReversed().map((each, n) => ({
              id: String(n),
              at: `${when(each.at, 'full')} · ${each.by}`,
              ...told(each),
            }))}
          />
        </Card>
      </Stack>
    </Drawer>
  );
}
