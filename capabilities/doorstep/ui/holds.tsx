import type { ReactNode } from 'react';
import type { Account } from '../../../kernel/actor.ts';
import { useRows } from '../../../kit/client.tsx';
import { Banner, Refusal, Waiting } from '../../../kit/parts.tsx';
import { useWords } from '../../../kit/words.ts';
import type { OrderRow } from '../../stays/index.ts';
import type { ZoneHouseholdRow } from '../../zones/index.ts';
import { HomeOrders } from './orders.tsx';
import { words } from './words.ts';

const LIMIT = 50;

/** Free, or what holds, and then the rest of the page: nothing is pushed down from under a finger. Whether an order still holds is judged by the same rule as on the server. */
export function HomeStatus({ home, account, children }: { home: string; account: Account; children: ReactNode }) {
  const orders = useRows<OrderRow>('stays.orders', {
    within: home,
    where: { status: 'open' },
    limit: LIMIT,
    purpose: 'own',
  });
  const inside = useRows<ZoneHouseholdRow>('zones.households', { within: home, limit: 1, purpose: 'own' });
  if (orders.loading || inside.loading) return <Waiting rows={8} />;
  const free = orders.rows.length === 0 && inside.rows.length === 0;
  return (
    <>
      {orders.refusal ? (
        <Refusal refusal={orders.refusal} onAgain={orders.again} />
      ) : free ? (
        <HomeFree />
      ) : (
        <HomeOrders orders={orders.rows} inside={inside.rows[0]} account={account} free={<HomeFree />} />
      )}
      {children}
    </>
  );
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
