import { useState } from 'react';
import type { Account } from '../../../kernel/actor.ts';
import type { Words } from '../../../kernel/refusal.ts';
import { newId, useCommand, useGet, useNow, useRow, useRows } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Icon } from '../../../kit/icon.tsx';
import { Stack } from '../../../kit/page.tsx';
import { Banner, Button, Card, Empty, Facts, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { day, until, when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { CarerRow } from '../../crew/index.ts';
import type { CareSlotRow, HouseholdRow } from '../../people/index.ts';
import { type OrderRow, restrictionOf } from '../../stays/index.ts';
import type { VisitRow } from '../../visits/index.ts';
import { type ZoneHouseholdRow, zoneOf } from '../../zones/index.ts';
import { type Key, SERVICE_LINE, words } from './words-home.ts';

const LIMIT = 50;
const phoneLink = (phone: string) => <a href={`tel:${phone}`}><Icon name="phone" /> {phone}</a>;

/** What holds for this household now: rule, evidence, dates, end, appeal (SG17). After the end nothing is shown, because nothing holds. */
export function HomeStatus({ home, account }: { home: string; account: Account }) {
  const t = useWords(words);
  const now = useNow();
  const orders = useRows<OrderRow>('stays.orders', { within: home, where: { status: 'open' }, limit: LIMIT, purpose: 'own' });
  const inside = useRow<ZoneHouseholdRow>('zones.households', home);
  if (orders.loading) return <Waiting rows={2} />;
  if (orders.refusal) return <Refusal refusal={orders.refusal} onAgain={orders.again} />;
  const zone = zoneOf(inside.row ?? undefined, now);
  const shown = orders.rows.filter((row) => row.suspended || restrictionOf([row], now).restricted);
  if (shown.length === 0 && !zone) return <Banner tone="good"><strong>{t('free')}</strong><br />{t('freeLead')}</Banner>;
  return (
    <Stack>
      {shown.map((row) => <Order key={row.id} row={row} account={account} now={now} />)}
      {zone && (
        <Card track="control" title={t('zoned')}>
          <Stack gap="tight">
            <End at={zone.endsAt} now={now} />
            <Facts items={[[t('since'), when(zone.startsAt)], [t('edition'), `${zone.rule.edition} · ${zone.rule.clause}`], [t('article'), zone.rule.article], [t('evidence'), `${t('evidence.contact')} · ${day(zone.evidence.day)}`], [t('carer'), <>{zone.carer.name} {phoneLink(zone.carer.phone)}</>], [t('hotline'), phoneLink(zone.hotline)]]} />
            <details><summary>{t('appealHow')}</summary><p>{say(zone.appeal)}</p></details>
            <details><summary>{t('notice')}</summary><p>{say(zone.notice)}</p></details>
          </Stack>
        </Card>
      )}
    </Stack>
  );
}

function End({ at, now }: { at: string; now: string }) {
  const t = useWords(words);
  return <p><span className="home-end">{t('until')} {when(at, 'full')}</span> <Status tone="info">{until(at, now)}</Status><br /><span className="small">{t('endsBy', { at: when(at) })}</span></p>;
}

function Order({ row, account, now }: { row: OrderRow; account: Account; now: string }) {
  const t = useWords(words);
  const [asking, setAsking] = useState(false);
  const restriction = restrictionOf([{ ...row, suspended: false }], now);
  const evidence = row.evidence[0];
  const tests = row.tests.filter((test) => test.result === null).map((test) => day(test.day));
  return (
    <Card track="control" title={t('restricted')} actions={row.suspended ? <Status tone="good">{t('suspended')}</Status> : undefined}>
      <Stack gap="tight">
        <End at={row.endsAt} now={now} />
        <Facts items={[
          [t('place'), restriction.restricted ? t(`place.${restriction.place}` as Key) : null],
          [t('reason'), evidence ? `${t(`evidence.${evidence.kind}` as Key)} · ${day(evidence.day)} · ${evidence.signer}` : null],
          [t('article'), row.article], [t('edition'), `${row.edition} · ${row.clause}`], [t('since'), when(row.startsAt)], [t('tests'), tests.length > 0 ? tests.join(', ') : t('noTests')],
          [t('hotline'), phoneLink(row.service.hotline)],
        ]} />
        {row.openAppeals.length > 0 ? <Banner tone="info">{t('appealOpen')}</Banner> : <div><Button look="main" size="large" icon="edit" onClick={() => setAsking(true)}>{t('appeal')}</Button></div>}
        <details><summary>{t('appealHow')}</summary><p>{say(row.appealRoute)}</p></details>
        <details><summary>{t('notice')}</summary>{row.notices.map((notice) => <p key={notice.at}>{when(notice.at)}<br />{say(notice.words)}</p>)}</details>
      </Stack>
      <Appeal open={asking} row={row} account={account} onClose={() => setAsking(false)} />
    </Card>
  );
}

const GROUNDS = ['medical', 'child', 'disability'] as const;
const GROUND_WORDS: Record<(typeof GROUNDS)[number], Key> = { medical: 'appealMedical', child: 'appealChild', disability: 'appealDisability' };

/** One tap is enough; reasons may follow by telephone. */
function Appeal({ open, row, account, onClose }: { open: boolean; row: OrderRow; account: Account; onClose(): void }) {
  const t = useWords(words);
  const file = useCommand('stays.FileAppeal');
  const [grounds, setGrounds] = useState('');
  const [ticks, setTicks] = useState<Partial<Record<(typeof GROUNDS)[number], boolean>>>({});
  const send = async () => {
    const outcome = await file.run({ id: row.id, appeal: newId(), by: { name: account.name, account: account.id, relation: 'self' }, channel: 'app', grounds: grounds.trim() || t('appealOneTap'), ...ticks });
    if (outcome.ok) onClose();
  };
  return (
    <Dialog open={open} title={t('appeal')} onClose={onClose} actions={<><Button onClick={onClose}>{t('cancel')}</Button><Button look="main" size="large" busy={file.busy} onClick={() => void send()}>{t('appeal')}</Button></>}>
      <Stack>
        <p>{t('appealLead')}</p>
        <label className="field"><span>{t('appealGrounds')}</span><textarea rows={3} maxLength={2000} value={grounds} onChange={(event) => setGrounds(event.target.value)} /></label>
        <div className="choices">{GROUNDS.map((id) => <label key={id} className="choice"><input type="checkbox" checked={ticks[id] ?? false} onChange={(event) => setTicks({ ...ticks, [id]: event.target.checked })} /><span>{t(GROUND_WORDS[id])}</span></label>)}</div>
        <Refusal refusal={file.refusal} />
      </Stack>
    </Dialog>
  );
}

/** Who lives here, who cares for them, which appointments and visits are coming. */
export function HomeHousehold({ home }: { home: string }) {
  const t = useWords(words);
  const household = useRow<HouseholdRow>('people.households', home);
  const carer = useRow<CarerRow>('crew.carers', home);
  const slots = useRows<CareSlotRow>('people.careSlots', { within: home, limit: LIMIT, order: 'at', purpose: 'own' });
  const visits = useRows<VisitRow>('visits.visits', { within: home, where: { status: ['planned', 'assigned', 'started'] }, order: 'dueAt', limit: LIMIT, purpose: 'own' });
  if (household.loading) return <Waiting />;
  const people = household.row?.people ?? [];
  return (
    <Stack>
      <Card title={t('carer')} track="life">{carer.row ? <p><strong>{carer.row.name}</strong> {phoneLink(carer.row.phone)}</p> : <p>{t('noCarer')} {phoneLink(SERVICE_LINE)}</p>}</Card>
      <Card title={t('next')} track="life">
        {visits.rows.length === 0 ? <p>{t('noVisits')}</p> : (
          <ul>{visits.rows.map((row) => <li key={row.id}><strong>{t(`visit.${row.kind}` as Key)}</strong> {t('by', { at: when(row.to) })} {row.assigneeName}{row.items.length > 0 && <><br />{row.items.map((item) => `${item.name} ${item.amount}`).join(', ')}</>}</li>)}</ul>
        )}
      </Card>
      {slots.rows.length > 0 && (
        <Card title={t('care')} track="life">
          <ul>{slots.rows.map((slot) => <li key={slot.id}><strong>{when(slot.at)}</strong> {slot.hospital ?? slot.place} <Status tone={slot.confirmed ? 'good' : 'warn'}>{t(slot.confirmed ? 'confirmed' : 'unconfirmed')}</Status>{slot.ride && <><br />{t('ride', { by: slot.ride.by })} {phoneLink(slot.ride.phone)}</>}</li>)}</ul>
        </Card>
      )}
      <Card title={t('who')}>{household.refusal ? <Refusal refusal={household.refusal} /> : <ul>{people.map((person) => <li key={person.id}>{person.name} {person.phone && phoneLink(person.phone)}</li>)}</ul>}</Card>
    </Stack>
  );
}

interface TraceLine { id: string; at: string; name: string; org: string; role: Words; purpose: Words; what: Words }

/** Who read and who wrote; a question about a read is a request like any other. */
export function HomeTrace({ home, account }: { home: string; account: Account }) {
  const t = useWords(words);
  const trace = useGet<{ reads: TraceLine[]; writes: TraceLine[] }>(`/api/oversight/my-trace?household=${home}`, 'oversight.reads');
  const ask = useCommand('requests.TakeRequest');
  const [asked, setAsked] = useState<string>();
  if (trace.loading) return <Waiting />;
  if (!trace.data) return <Refusal refusal={trace.refusal} onAgain={trace.again} />;
  const complain = async (line: TraceLine) => {
    const description = t('complainText', { who: `${line.name} · ${line.org}`, at: when(line.at, 'full') });
    const outcome = await ask.run({ id: newId(), class: 'privacy', channel: 'app', caller: { account: account.id, name: account.name }, beneficiary: { household: home }, place: home, description });
    if (outcome.ok) setAsked(line.id);
  };
  const list = (lines: TraceLine[], none: string, mayAsk: boolean) => lines.length === 0 ? <Empty title={none} icon="eye" /> : (
    <ul>
      {lines.map((line) => (
        <li key={line.id}><strong>{line.name}</strong> · {line.org} · {say(line.role)}<br />{say(line.what)}, {say(line.purpose)}<br /><span className="small muted">{when(line.at, 'full')}</span>
          {mayAsk && (asked === line.id ? <Status tone="good">{t('sent')}</Status> : <Button size="small" look="quiet" busy={ask.busy} onClick={() => void complain(line)}>{t('complain')}</Button>)}</li>
      ))}
    </ul>
  );
  return (
    <Stack>
      <p>{t('traceLead')}</p>
      <Refusal refusal={ask.refusal} />
      <Card title={t('reads')}>{list(trace.data.reads, t('nobody'), true)}</Card>
      <Card title={t('writes')}>{list(trace.data.writes, t('nothing'), false)}</Card>
    </Stack>
  );
}
