import { useState } from 'react';
import { Link } from 'wouter';
import type { Account } from '../../../kernel/actor.ts';
import type { Words } from '../../../kernel/refusal.ts';
import { newId, useCommand, useGet, useRow, useRows } from '../../../kit/client.tsx';
import { Icon } from '../../../kit/icon.tsx';
import { Page, Stack } from '../../../kit/page.tsx';
import { Button, Card, Empty, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { half, say, useWords } from '../../../kit/words.ts';
import type { CarerRow } from '../../crew/index.ts';
import type { CareSlotRow, HouseholdRow } from '../../people/index.ts';
import type { VisitRow } from '../../visits/index.ts';
import { EMERGENCY, type Key, SERVICE_LINE, words } from './words.ts';

const LIMIT = 50;
const phoneLink = (phone: string) => (
  <a href={`tel:${phone}`}>
    <Icon name="phone" /> {phone}
  </a>
);

/** Who lives here, who cares for them, which appointments and visits are coming. */
export function HomeHousehold({ home }: { home: string }) {
  const t = useWords(words);
  const household = useRow<HouseholdRow>('people.households', home);
  const carer = useRow<CarerRow>('crew.carers', home);
  const slots = useRows<CareSlotRow>('people.careSlots', { within: home, limit: LIMIT, order: 'at', purpose: 'own' });
  const visits = useRows<VisitRow>('visits.visits', {
    within: home,
    where: { status: ['planned', 'assigned', 'started'] },
    order: 'dueAt',
    limit: LIMIT,
    purpose: 'own',
  });
  if (household.loading) return <Waiting />;
  const people = household.row?.people ?? [];
  return (
    <Stack>
      <Card title={t('carer')} track="life">
        {carer.row ? (
          <p>
            <strong>{carer.row.name}</strong> {phoneLink(carer.row.phone)}
          </p>
        ) : (
          <p>
            {t('noCarer')} {phoneLink(SERVICE_LINE)}
          </p>
        )}
      </Card>
      <Card title={t('next')} track="life">
        {visits.rows.length === 0 ? (
          <p>{t('noVisits')}</p>
        ) : (
          <ul>
            {visits.rows.map((row) => (
              <li key={row.id}>
                <strong>{t(`visit.${row.kind}` as Key)}</strong>{' '}
                {row.expected
                  ? t('between', { from: when(row.expected.from), to: when(row.expected.to, 'time') })
                  : t('by', { at: when(row.to) })}{' '}
                {row.assigneeName}
                {row.told.length > 1 && (
                  <>
                    {' '}
                    <Status tone="warn">{t('retold')}</Status>
                  </>
                )}
                {row.items.length > 0 && (
                  <>
                    <br />
                    {row.items.map((item) => `${item.name} ${item.amount}`).join(', ')}
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {slots.rows.length > 0 && (
        <Card title={t('care')} track="life">
          <ul>
            {slots.rows.map((slot) => (
              <li key={slot.id}>
                <strong>{when(slot.at)}</strong> {slot.hospital ?? slot.place}{' '}
                <Status tone={slot.confirmed ? 'good' : 'warn'}>
                  {t(slot.confirmed ? 'confirmed' : 'unconfirmed')}
                </Status>
                {slot.ride && (
                  <>
                    <br />
                    {t('ride', { by: slot.ride.by })} {phoneLink(slot.ride.phone)}
                  </>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('who')}>
        {household.refusal ? (
          <Refusal refusal={household.refusal} />
        ) : (
          <ul>
            {people.map((person) => (
              <li key={person.id}>
                {person.name} {person.phone && phoneLink(person.phone)}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Stack>
  );
}

interface TraceLine {
  id: string;
  at: string;
  name: string;
  org: string;
  role: Words;
  purpose: Words;
  what: Words;
}

/** Who read and who wrote; a question about a read is a request like any other. */
export function HomeTrace({ home, account }: { home: string; account: Account }) {
  const t = useWords(words);
  const trace = useGet<{ reads: TraceLine[]; writes: TraceLine[] }>(
    `/api/oversight/my-trace?household=${home}`,
    'oversight.reads',
  );
  const ask = useCommand('requests.TakeRequest');
  const [asked, setAsked] = useState<string>();
  if (trace.loading) return <Waiting />;
  if (!trace.data) return <Refusal refusal={trace.refusal} onAgain={trace.again} />;
  const complain = async (line: TraceLine) => {
    const description = t('complainText', { who: `${line.name} · ${half(line.org)}`, at: when(line.at, 'full') });
    const outcome = await ask.run({
      id: newId(),
      class: 'privacy',
      channel: 'app',
      caller: { account: account.id, name: account.name },
      beneficiary: { household: home },
      place: home,
      description,
    });
    if (outcome.ok) setAsked(line.id);
  };
  const list = (lines: TraceLine[], none: string, mayAsk: boolean) =>
    lines.length === 0 ? (
      <Empty title={none} icon="eye" />
    ) : (
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <strong>{line.name}</strong>
            {line.org !== line.name && ` · ${half(line.org)}`} · {say(line.role)}
            <br />
            {say(line.what)}, {say(line.purpose)}
            <br />
            <span className="small muted">{when(line.at, 'full')}</span>
            {mayAsk &&
              (asked === line.id ? (
                <Status tone="good">{t('sent')}</Status>
              ) : (
                <Button size="small" look="quiet" busy={ask.busy} onClick={() => void complain(line)}>
                  {t('complain')}
                </Button>
              ))}
          </li>
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

interface Notice {
  id: string;
  names: Words;
  startsAt: string;
  endsAt: string;
  explanation: Words;
  hotline: string;
}

/** For anybody: what Tandem is, where restrictions are in force, whom to call. Nothing here needs an account. */
export function HomeVisitor() {
  const t = useWords(words);
  const notices = useGet<{ rows: Notice[] }>('/api/situation/notices', 'zones.zones');
  return (
    <Page
      title={t('visitorTitle')}
      lead={t('visitorLead')}
      width="narrow"
      actions={
        <Link className="button main normal" href="/sign-in">
          <span>{t('signIn')}</span>
        </Link>
      }
    >
      <Stack>
        <div className="row">
          <a className="button bad large" href={`tel:${EMERGENCY}`}>
            <Icon name="phone" />
            <span>
              {t('emergency')} {EMERGENCY}
            </span>
          </a>
          <a className="button plain large" href={`tel:${SERVICE_LINE}`}>
            <Icon name="phone" />
            <span>
              {t('serviceLine')} {SERVICE_LINE}
            </span>
          </a>
        </div>
        <Card track="control" title={t('zones')}>
          {notices.loading ? (
            <Waiting rows={2} />
          ) : notices.refusal ? (
            <Refusal refusal={notices.refusal} onAgain={notices.again} />
          ) : notices.data?.rows.length ? (
            <ul>
              {notices.data.rows.map((row) => (
                <li key={row.id}>
                  <strong>{say(row.names)}</strong> · {t('ends', { at: when(row.endsAt) })}
                  <br />
                  {say(row.explanation)} <a href={`tel:${row.hotline}`}>{row.hotline}</a>
                </li>
              ))}
            </ul>
          ) : (
            <p>{t('noZones')}</p>
          )}
        </Card>
      </Stack>
    </Page>
  );
}
