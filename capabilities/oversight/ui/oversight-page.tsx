import { useState } from 'react';
import { useGet, useNow, useRows } from '../../../kit/client.tsx';
import { Search, Tabs } from '../../../kit/filters.tsx';
import { Grid, Page, Stack } from '../../../kit/page.tsx';
import { Badge, Banner, Card, Empty, Facts, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { Table } from '../../../kit/table.tsx';
import { day, number, until, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { AppealRow } from '../../stays/index.ts';
import type { Safeguard } from '../board.ts';
import type { DeviationRow } from '../openings.ts';
import { PURPOSE_WORDS, ROLE_WORDS } from '../plain.ts';
import type { IntegrityRow, ReadRow, RefusalRow } from '../views.ts';
import { Alarms } from './alarms.tsx';
import { Samples } from './samples.tsx';
import { SwitchPreviewTab } from './switch-preview-tab.tsx';
import { words } from './words.ts';

const PAGE = 50;

/** The independent eye: every safeguard with its live count, and everything behind the counts. */
export default function OversightPage() {
  const t = useWords(words);
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <Tabs label={t('tabs')} tabs={[
        { id: 'safeguards', label: t('safeguards'), body: () => <Board /> },
        { id: 'alarms', label: t('alarms'), body: () => <Alarms /> },
        { id: 'deviations', label: t('deviations'), body: () => <Deviations /> },
        { id: 'reads', label: t('reads'), body: () => <Reads /> },
        { id: 'attempts', label: t('attempts'), body: () => <Attempts /> },
        { id: 'sample', label: t('sample'), body: () => <Samples /> },
        { id: 'appeals', label: t('appeals'), body: () => <Appeals /> },
        { id: 'integrity', label: t('integrity'), body: () => <Integrity /> },
        { id: 'preview', label: t('preview'), body: () => <SwitchPreviewTab /> },
      ]} />
    </Page>
  );
}

function Board() {
  const t = useWords(words);
  const board = useGet<{ at: string; safeguards: Safeguard[] }>('/api/oversight/safeguards', 'stays.orders');
  if (board.loading) return <Waiting rows={8} />;
  if (!board.data) return <Refusal refusal={board.refusal} onAgain={board.again} />;
  const { safeguards, at } = board.data;
  const broken = safeguards.filter((item) => !item.ok);
  return (
    <Stack>
      <Banner tone={broken.length > 0 ? 'bad' : 'good'}>{broken.length > 0 ? t('brokenCount', { count: broken.length }) : t('allHold')} <span className="small">{t('asOf', { at: when(at) })}</span></Banner>
      <Grid min={22}>
        {[...broken, ...safeguards.filter((item) => item.ok)].map((item) => (
          <Card key={item.id} id={item.id} tone={item.ok ? undefined : 'bad'} title={<>{item.id} {say(item.name)}</>} actions={<Status tone={item.ok ? 'good' : 'bad'}>{t(item.ok ? 'holds' : 'broken')}</Status>}>
            <p className="small muted">{say(item.holds)}</p>
            <Facts columns={2} items={item.counts.map((count) => [say(count.name), <span key="value" className={count.ok === false ? 'bad-text' : ''}><strong>{typeof count.value === 'number' ? number(count.value) : count.value}</strong>{count.ok === false && <> <Status tone="bad">{t('broken')}</Status></>}</span>])} />
          </Card>
        ))}
      </Grid>
    </Stack>
  );
}

function Deviations() {
  const t = useWords(words);
  const list = useGet<{ rows: DeviationRow[] }>('/api/oversight/deviations', 'oversight.deviations');
  if (list.loading) return <Waiting />;
  if (!list.data) return <Refusal refusal={list.refusal} onAgain={list.again} />;
  return (
    <Stack>
      <p className="muted">{t('deviationsLead')}</p>
      <Table<DeviationRow> label={t('deviations')} data={list.data.rows} empty={<Empty title={t('noDeviations')} icon="check" />} tone={(row) => (row.status === 'open' ? (row.stricter > 0 ? 'bad' : 'warn') : undefined)}
        columns={[
          { key: 'issuer', label: t('issuer'), cell: (row) => <><strong>{row.issuer}</strong><br /><span className="small muted">{row.area}</span></> },
          { key: 'text', label: t('rule'), cell: (row) => row.text },
          { key: 'violations', label: t('clause'), cell: (row) => <ul>{row.violations.map((item, i) => <li key={i}><Status tone={item.direction === 'stricter' ? 'bad' : 'warn'}>{t(item.direction)}</Status> {say(item.names)} <code>{item.clause}</code><br /><span className="small">{t('local')}: {item.local} · {t('edition')}: {item.edition}</span></li>)}</ul> },
          { key: 'edition', label: t('rawEdition'), minor: true, cell: (row) => row.edition },
          { key: 'at', label: t('since'), cell: (row) => when(row.at) },
          { key: 'status', label: t('status'), cell: (row) => <Status tone={row.status === 'open' ? 'warn' : 'plain'}>{t(row.status === 'open' ? 'inForce' : 'over')}</Status> },
        ]} />
    </Stack>
  );
}

function Reads() {
  const t = useWords(words);
  const [q, setQ] = useState('');
  const reads = useRows<ReadRow>('oversight.reads', { q, limit: PAGE, order: '-at' });
  return (
    <Stack>
      <Search label={t('searchReads')} value={q} onChange={setQ} />
      <Table label={t('reads')} data={reads} empty={t('noReads')} columns={[
        { key: 'at', label: t('at'), cell: (row) => when(row.at) },
        { key: 'reader', label: t('reader'), cell: (row) => <><strong>{row.name}</strong> <span className="small muted">{say(ROLE_WORDS[row.role as keyof typeof ROLE_WORDS])}</span></> },
        { key: 'org', label: t('org'), cell: (row) => row.org },
        { key: 'view', label: t('view'), cell: (row) => <code>{row.view}</code> },
        { key: 'purpose', label: t('purpose'), cell: (row) => say(PURPOSE_WORDS[row.purpose as keyof typeof PURPOSE_WORDS]) },
        { key: 'subjects', label: t('subjects'), right: true, cell: (row) => number(row.subjects.length) },
      ]} />
    </Stack>
  );
}

function Attempts() {
  const t = useWords(words);
  const [q, setQ] = useState('');
  const refusals = useRows<RefusalRow>('oversight.refusals', { q, limit: PAGE, order: '-at' });
  return (
    <Stack>
      <Search label={t('searchAttempts')} value={q} onChange={setQ} />
      <Table label={t('attempts')} data={refusals} empty={t('noAttempts')} columns={[
        { key: 'at', label: t('at'), cell: (row) => when(row.at) },
        { key: 'by', label: t('about'), cell: (row) => <><strong>{row.by.name}</strong> · {row.by.org.name}</> },
        { key: 'count', label: t('count'), right: true, cell: (row) => number(row.count) },
        { key: 'refused', label: t('reasons'), cell: (row) => Object.entries(row.refused).map(([id, n]) => <Badge key={id}>{id} × {number(n)}</Badge>) },
        { key: 'commands', label: t('commands'), minor: true, cell: (row) => row.commands.map((name) => <code key={name}>{name} </code>) },
      ]} />
    </Stack>
  );
}

function Appeals() {
  const t = useWords(words);
  const now = useNow();
  const appeals = useRows<AppealRow>('stays.appeals', { where: { status: 'open' }, order: 'dueAt', limit: PAGE, purpose: 'oversight' });
  const late = (row: AppealRow) => row.dueAt !== null && row.dueAt <= now;
  return (
    <Table label={t('appeals')} data={appeals} empty={<Empty title={t('noAppeals')} icon="check" />} tone={(row) => (late(row) ? 'bad' : row.suspensive ? 'warn' : undefined)} columns={[
      { key: 'dueAt', label: t('due'), cell: (row) => <>{when(row.dueAt)} <Status tone={late(row) ? 'bad' : 'info'}>{until(row.dueAt, now)}</Status></> },
      { key: 'filedAt', label: t('filed'), cell: (row) => when(row.filedAt) },
      { key: 'household', label: t('household'), cell: (row) => row.household },
      { key: 'channel', label: t('channel'), cell: (row) => row.channel },
      { key: 'orderer', label: t('orderedBy'), cell: (row) => row.orderer.org.name },
      { key: 'suspensive', label: t('status'), cell: (row) => row.suspensive && <Status tone="warn">{t('suspends')}</Status> },
    ]} />
  );
}

function Integrity() {
  const t = useWords(words);
  const rows = useRows<IntegrityRow>('oversight.integrity', { order: '-day', limit: PAGE });
  return (
    <Table label={t('integrity')} data={rows} empty={t('noIntegrity')} tone={(row) => (row.faults > 0 ? 'bad' : undefined)} columns={[
      { key: 'day', label: t('day'), cell: (row) => day(row.day, 'full') },
      { key: 'faults', label: t('status'), cell: (row) => <Status tone={row.faults > 0 ? 'bad' : 'good'}>{t(row.faults > 0 ? 'brokenLog' : 'whole')}</Status> },
      { key: 'events', label: t('events'), right: true, cell: (row) => number(row.events) },
      { key: 'faultCount', label: t('faults'), right: true, cell: (row) => <>{number(row.faults)} {row.first && <code>{row.first}</code>}</> },
      { key: 'anchor', label: t('anchor'), cell: (row) => row.anchor && <code title={row.anchor.hash}>{row.anchor.day} · {row.anchor.hash.slice(0, 16)}</code> },
    ]} />
  );
}
