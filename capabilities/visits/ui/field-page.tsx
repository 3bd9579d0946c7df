import { useState } from 'react';
import { useNow, useRows, useSession } from '../../../kit/client.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Tabs } from '../../../kit/filters.tsx';
import { Page, Stack } from '../../../kit/page.tsx';
import { Badge, Button, Card, Empty, Refusal, Status, Waiting } from '../../../kit/parts.tsx';
import { until, when } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import { OPEN } from '../lists.ts';
import type { VisitRow } from '../views.ts';
import type { CardRow } from '../views-households.ts';
import { walkingOrder } from '../walking-order.ts';
import { DutySheet } from './duty-sheet.tsx';
import { Exits } from './exits.tsx';
import { CheckOn, HouseholdCard } from './household-card.tsx';
import { ShiftCard, SyncStrip } from './my-day.tsx';
import { type Key, words } from './words.ts';
import './field.css';

/** Most duties and households one person can have on a phone. */
const LIMIT = 200;

/** Today, for whoever walks from door to door; everything here works without network. */
export default function FieldPage() {
  const t = useWords(words);
  const { account } = useSession();
  const me = account?.id;
  const visits = useRows<VisitRow>(
    'visits.visits',
    me ? { where: { status: OPEN }, limit: LIMIT, order: 'dueAt' } : undefined,
  );
  const cards = useRows<CardRow>('visits.cards', me ? { where: { carer: me }, limit: LIMIT } : undefined);
  const stops = walkingOrder(visits.rows.filter((row) => row.assignee === me || row.assignee === null));
  return (
    <div className="field-page">
      <Page title={t('title')} width="narrow">
        <Stack>
          <SyncStrip fresh={!visits.loading && !visits.refusal} />
          <ShiftCard />
          <Tabs
            label={t('lists')}
            tabs={[
              {
                id: 'duties',
                label: t('duties'),
                count: stops.length,
                body: () =>
                  visits.loading ? (
                    <Waiting />
                  ) : visits.refusal ? (
                    <Refusal refusal={visits.refusal} onAgain={visits.again} />
                  ) : (
                    <Duties stops={stops} me={me ?? ''} />
                  ),
              },
              {
                id: 'households',
                label: t('households'),
                count: cards.rows.length,
                body: () =>
                  cards.loading ? (
                    <Waiting />
                  ) : cards.refusal ? (
                    <Refusal refusal={cards.refusal} onAgain={cards.again} />
                  ) : (
                    <Households cards={cards.rows} />
                  ),
              },
              {
                id: 'exits',
                label: t('exits'),
                body: () => (
                  <Exits households={[...stops.map((row) => row.household), ...cards.rows.map((row) => row.id)]} />
                ),
              },
            ]}
          />
        </Stack>
      </Page>
    </div>
  );
}

function Duties({ stops, me }: { stops: VisitRow[]; me: string }) {
  const t = useWords(words);
  const now = useNow();
  const place = usePlaceName();
  const [openId, setOpenId] = useState<string>();
  const open = stops.find((row) => row.id === openId);
  // An hour alone means today.
  const clock = (at: string) => when(at, when(at, 'day') === when(now, 'day') ? 'time' : 'short');
  if (stops.length === 0)
    return (
      <Empty title={t('none')} icon="check">
        {t('noneLead')}
      </Empty>
    );
  return (
    <>
      <ol className="stops">
        {stops.map((row, i) => (
          <li key={row.id}>
            <button
              type="button"
              className={`stop ${row.life ? 'danger' : row.urgent ? 'urgent' : ''}`}
              onClick={() => setOpenId(row.id)}
            >
              <span className="door">{place(row.household, { under: 'door' })}</span>
              <span className="small muted">{t('number', { n: i + 1 })}</span>
              <span>
                {t(`kind.${row.kind}` as Key)}
                {row.items.length > 0 && `: ${row.items.map((item) => `${item.name} ${item.amount}`).join(', ')}`}{' '}
                {row.life ? (
                  <Status tone="bad">{t('life')}</Status>
                ) : (
                  row.urgent && <Status tone="warn">{t('urgent')}</Status>
                )}{' '}
                {row.status === 'started' && <Badge tone="info">{t('started')}</Badge>}{' '}
                {row.assignee !== me && <Badge>{t('free')}</Badge>}
              </span>
              <span className="small">
                {row.expected ? (
                  <>
                    {clock(row.expected.at)}
                    <br />
                    {row.expected.to < now ? (
                      <Status tone="bad">{until(row.expected.to, now)}</Status>
                    ) : (
                      t('toldUntil', { at: clock(row.expected.to) })
                    )}
                  </>
                ) : (
                  <>
                    {clock(row.to)}
                    <br />
                    {row.to < now ? <Status tone="bad">{until(row.to, now)}</Status> : until(row.to, now)}
                  </>
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {open && <DutySheet key={open.id} visit={open} onClose={() => setOpenId(undefined)} />}
    </>
  );
}

function Households({ cards }: { cards: CardRow[] }) {
  const t = useWords(words);
  const place = usePlaceName();
  const [open, setOpen] = useState<CardRow>();
  const [checking, setChecking] = useState(false);
  const close = () => {
    setOpen(undefined);
    setChecking(false);
  };
  if (cards.length === 0) return <Empty title={t('noHouseholds')} icon="home" />;
  return (
    <>
      <ul className="stops">
        {walkingOrder(cards.map((card) => ({ card, household: card.id, urgent: false, life: false, to: '' }))).map(
          ({ card }) => (
            <li key={card.id}>
              <button
                type="button"
                className={`stop ${card.household?.vulnerable ? 'urgent' : ''}`}
                onClick={() => setOpen(card)}
              >
                <span className="door">{place(card.id, { under: 'door' })}</span>
                <span className="small muted">{when(card.household?.checkedAt)}</span>
                <span>{card.household?.name}</span>
                {card.household?.noPhone ? <Badge tone="warn">{t('noPhone')}</Badge> : <span />}
              </button>
            </li>
          ),
        )}
      </ul>
      {open && (
        <Dialog open title={place(open.id, { under: 'door' })} onClose={close} size="large">
          <div className="field-page">
            {checking ? (
              <CheckOn household={open.id} onDone={close} />
            ) : (
              <Stack>
                <Card>
                  <HouseholdCard household={open.id} />
                </Card>
                <Button size="large" look="main" icon="heart" onClick={() => setChecking(true)}>
                  {t('check')}
                </Button>
              </Stack>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}
