import type { ReactNode } from 'react';
import type { Account } from '../../../kernel/actor.ts';
import { useNow, useRows } from '../../../kit/client.tsx';
import { useDrawn } from '../../../kit/page.tsx';
import { Banner, Refusal, Waiting } from '../../../kit/parts.tsx';
import { when } from '../../../kit/when.ts';
import { say, useWords } from '../../../kit/words.ts';
import type { OrderRow } from '../../stays/index.ts';
import type { ZoneEndingRow, ZoneHouseholdRow } from '../../zones/index.ts';
import { HomeOrders } from './orders.tsx';
import { words } from './words.ts';

const LIMIT = 50;
/** How long it is said that a zone is over. */
const TOLD_MS = 3 * 24 * 3_600_000;

/** Free, or what holds, and then the rest of the page: nothing is pushed down from under a finger. Whether an order still holds is judged by the same rule as on the server. */
export function HomeStatus({ home, account, children }: { home: string; account: Account; children: ReactNode }) {
  const t = useWords(words);
  const now = useNow();
  const orders = useRows<OrderRow>('stays.orders', {
    within: home,
    where: { status: 'open' },
    limit: LIMIT,
    purpose: 'own',
  });
  const inside = useRows<ZoneHouseholdRow>('zones.households', { within: home, limit: 1, purpose: 'own' });
  const outside = !inside.loading && inside.rows.length === 0;
  // asked only where no zone holds: whoever is inside one waits for one question less
  const ended = useRows<ZoneEndingRow>(
    'zones.endings',
    outside ? { within: home, limit: 1, purpose: 'own' } : undefined,
  );
  if (orders.loading || inside.loading || ended.loading) return <Waiting rows={8} />;
  const over = outside ? ended.rows[0] : undefined;
  const free = orders.rows.length === 0 && inside.rows.length === 0;
  return (
    <>
      {over && Date.parse(over.at) > Date.parse(now) - TOLD_MS && (
        <Banner tone="good">
          <strong>{t('zoneEnded', { at: when(over.at) })}</strong>
          <br />
          {orders.rows.length === 0 ? say(over.notice) : t('zoneEndedStay')}
        </Banner>
      )}
      {orders.refusal ? (
        <Refusal refusal={orders.refusal} onAgain={orders.again} />
      ) : free ? (
        <HomeFree />
      ) : (
        <HomeOrders orders={orders.rows} inside={inside.rows[0]} account={account} free={<HomeFree />} />
      )}
      <Rest>{children}</Rest>
    </>
  );
}

/** Below what holds, so it may come a moment later. */
function Rest({ children }: { children: ReactNode }) {
  return useDrawn() ? children : null;
}

/** Nobody here is restricted. */
function HomeFree() {
  const t = useWords(words);
  return (
    <Banner tone="good">
      <strong>{t('free')}</strong>
      <br />
      {t('freeLead')}
    </Banner>
  );
}
