import { lazy, Suspense, useState } from 'react';
import { useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Filters, Search, Tabs } from '../../../kit/filters.tsx';
import { Grid, Page, Stack } from '../../../kit/page.tsx';
import { Badge, Button, Stat, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { number, when } from '../../../kit/when.ts';
import { languageName, useWords } from '../../../kit/words.ts';
import { PlacePick, usePlaceName } from '../../places/ui/index.ts';
import { weekHours } from '../fitness.ts';
import type { CarerRow, MemberRow, UnassignedRow } from '../views.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { skillName } from './skill-words.ts';
import { words } from './words.ts';

const RegisterForm = lazy(() => import('./register-form.tsx'));

/** Who works, who rests, who carries how many households, and which have nobody. */
export default function CrewPage() {
  const t = useWords(words);
  const { area } = useSession();
  const [registering, setRegistering] = useState(false);
  const everybody = useRows<MemberRow>('crew.members', { where: { left: false }, limit: 1, count: true });
  const working = useRows<MemberRow>('crew.members', { where: { left: false, onShift: true }, limit: 1, count: true });
  const without = useRows<UnassignedRow>('crew.unassigned', { limit: 1, count: true });
  const uncovered = useRows<CarerRow>('crew.carers', { where: { uncovered: true }, limit: 1, count: true });
  return (
    <Page title={t('crew')} width="wide">
      <Grid min={10}>
        <Stat label={t('members')} value={everybody.total} track="life" />
        <Stat label={t('onShift')} value={working.total} track="life" />
        <Stat label={t('unassigned')} value={without.total} tone={without.total ? 'warn' : undefined} />
        <Stat label={t('uncovered')} value={uncovered.total} tone={uncovered.total ? 'bad' : undefined} />
      </Grid>
      <Tabs
        name="crew"
        label={t('crew')}
        tabs={[
          { id: 'roster', label: t('roster'), body: () => <Roster onRegister={() => setRegistering(true)} /> },
          { id: 'unassigned', label: t('unassigned'), count: without.total, body: () => <Unassigned /> },
          { id: 'uncovered', label: t('uncovered'), count: uncovered.total, body: () => <Uncovered /> },
        ]}
      />
      <Dialog open={registering} title={t('register')} onClose={() => setRegistering(false)}>
        <Suspense fallback={<Waiting />}>
          <RegisterForm area={area ?? ''} onDone={() => setRegistering(false)} />
        </Suspense>
      </Dialog>
    </Page>
  );
}

function Roster({ onRegister }: { onRegister(): void }) {
  const t = useWords(words);
  const now = useNow();
  const [q, setQ] = useState('');
  const [order, setOrder] = useState('-caseload');
  const [chosen, setChosen] = useState<Record<string, string | undefined>>({});
  const rows = useRows<MemberRow>('crew.members', {
    where: { left: false, kind: chosen.kind, onShift: chosen.now === undefined ? undefined : chosen.now === 'on' },
    q,
    order,
  });
  return (
    <Stack>
      <Filters
        values={chosen}
        onChange={setChosen}
        filters={[
          {
            key: 'kind',
            label: t('kind'),
            choices: [
              { value: 'staff', label: t('staff') },
              { value: 'volunteer', label: t('volunteer') },
            ],
          },
          {
            key: 'now',
            label: t('state'),
            choices: [
              { value: 'on', label: t('onShift') },
              { value: 'off', label: t('off') },
            ],
          },
        ]}
      >
        <Search label={t('search')} value={q} onChange={setQ} />
        <Button icon="plus" onClick={onRegister}>
          {t('register')}
        </Button>
      </Filters>
      <Table
        label={t('roster')}
        data={rows}
        order={order}
        onOrder={setOrder}
        tone={(row) => (row.overHours ? 'bad' : undefined)}
        columns={[
          {
            key: 'account',
            label: t('name'),
            sort: true,
            cell: (row) => row.name,
          },
          { key: 'kind', label: t('kind'), minor: true, cell: (row) => t(row.kind) },
          { key: 'state', label: t('state'), cell: (row) => <State row={row} now={now} /> },
          {
            key: 'caseload',
            label: t('caseload'),
            sort: true,
            right: true,
            cell: (row) => `${number(row.caseload)} / ${number(row.cap)}`,
          },
          {
            key: 'week',
            label: t('week'),
            right: true,
            minor: true,
            cell: (row) => number(weekHours(row.shifts, now), { maximumFractionDigits: 1 }),
          },
          {
            key: 'skills',
            label: t('skills'),
            minor: true,
            cell: (row) =>
              [...row.licences.map((each) => each.code), ...row.skills].map((code) => (
                <Badge key={code}>{skillName(code)}</Badge>
              )),
          },
          {
            key: 'languages',
            label: t('languages'),
            minor: true,
            cell: (row) => row.languages.map(languageName).join(', '),
          },
        ]}
      />
    </Stack>
  );
}

function State({ row, now }: { row: MemberRow; now: string }) {
  const t = useWords(words);
  if (row.overHours) return <Status tone="bad">{t('over')}</Status>;
  if (row.onShift) return <Status tone="good">{t('onShift')}</Status>;
  if (row.absentFrom && row.absentFrom <= now && row.absentUntil && row.absentUntil > now)
    return <Status tone="warn">{t('absent', { at: when(row.absentUntil) })}</Status>;
  if (row.restUntil && row.restUntil > now)
    return <Status tone="plain">{t('resting', { at: when(row.restUntil) })}</Status>;
  return <Status tone="plain">{t('off')}</Status>;
}

function Unassigned() {
  const t = useWords(words);
  const place = usePlaceName();
  const [within, setWithin] = useState<string>();
  const rows = useRows<UnassignedRow>('crew.unassigned', { order: 'id', within });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [assigning, setAssigning] = useState(false);
  const chosen = rows.rows.filter((row) => ticked.has(row.id));
  return (
    <Stack>
      <div className="row between">
        <PlacePick
          label={t('where')}
          value={within}
          onChange={(path) => {
            setTicked(new Set());
            setWithin(path);
          }}
        />
        <Button look="main" disabled={chosen.length === 0} onClick={() => setAssigning(true)}>
          {t('assignN', { count: chosen.length })}
        </Button>
      </div>
      <p className="muted">{t('choose')}</p>
      <Table
        label={t('unassigned')}
        data={rows}
        ticked={ticked}
        onTick={setTicked}
        empty={t('allAssigned')}
        tone={(row) => (row.vulnerable ? 'warn' : undefined)}
        columns={[
          { key: 'id', label: t('door'), cell: (row) => place(row.id) },
          { key: 'size', label: t('size'), right: true, cell: (row) => number(row.size) },
          {
            key: 'vulnerable',
            label: t('needs'),
            cell: (row) => row.vulnerable && <Status tone="warn">{t('needs')}</Status>,
          },
          {
            key: 'languages',
            label: t('languages'),
            minor: true,
            cell: (row) => row.languages.map(languageName).join(', '),
          },
        ]}
      />
      {assigning && (
        <AssignDialog
          households={chosen}
          onClose={() => {
            setAssigning(false);
            setTicked(new Set());
          }}
        />
      )}
    </Stack>
  );
}

function Uncovered() {
  const t = useWords(words);
  const place = usePlaceName();
  const rows = useRows<CarerRow>('crew.carers', { where: { uncovered: true }, order: 'assignedTo' });
  const [absent, setAbsent] = useState<{ member: string; until: string }>();
  return (
    <Stack>
      <Table
        label={t('uncovered')}
        data={rows}
        empty={t('allCovered')}
        columns={[
          { key: 'id', label: t('door'), cell: (row) => place(row.id) },
          { key: 'assignedTo', label: t('carer'), cell: (row) => row.assigned.name },
          { key: 'absentUntil', label: t('until'), cell: (row) => when(row.absentUntil) },
          {
            key: 'cover',
            label: t('cover'),
            cell: (row) => (
              <Button size="small" onClick={() => setAbsent({ member: row.assignedTo, until: row.absentUntil ?? '' })}>
                {t('cover')}
              </Button>
            ),
          },
        ]}
      />
      {absent && (
        <AssignDialog
          absent={absent}
          households={rows.rows
            .filter((row) => row.assignedTo === absent.member)
            .map((row) => ({ id: row.id, languages: [] }))}
          onClose={() => setAbsent(undefined)}
        />
      )}
    </Stack>
  );
}
