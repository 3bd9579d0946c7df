import type { Call, Finds, Reaction, Row } from '../../kernel/capability.ts';
import { keyOf } from './model.ts';
import type { OrderRow } from './views.ts';

/** Enough for a city's open orders resting on one record. */
const LIMIT = 50_000;

const drop = (orders: readonly Row[], evidence: string, why: string): Call[] =>
  orders.map(({ id }) => ({ command: 'stays.DropEvidence', input: { id, evidence, why: why.slice(0, 500) } }));
const restingOn = (evidence: string) => ({
  orders: { view: 'stays.orders', where: { grounds: evidence, status: 'open' }, limit: LIMIT },
});

/** A contact is closed because it was followed to its end, went elsewhere, or never was one. Only the last pulls evidence away. */
const NEVER_WAS = ['not-exposed', 'case-discarded', 'error'];

export const reacts: Record<string, Reaction> = {
  // A contact listed is not an order: an officer orders, on evidence, with a service plan.
  'cases.CaseDiscarded': {
    find: (event) => restingOn(keyOf({ kind: 'case', id: event.data.id })),
    then: (event, { orders }) =>
      drop(orders, keyOf({ kind: 'case', id: event.data.id }), `case discarded: ${event.data.reason}`),
  },
  'contacts.ContactClosed': {
    find: (event) => restingOn(keyOf({ kind: 'contact', id: event.data.id })),
    then: (event, { orders }) =>
      NEVER_WAS.includes(event.data.reason)
        ? drop(orders, keyOf({ kind: 'contact', id: event.data.id }), `contact closed: ${event.data.reason}`)
        : [],
  },
  // Judged otherwise: what it was ordered for is no longer shown. A stricter class needs a new order.
  'contacts.ContactReclassified': {
    find: (event) => restingOn(keyOf({ kind: 'contact', id: event.data.id })),
    then: (event, { orders }: { orders: OrderRow[] }) =>
      drop(
        orders.filter((row) => row.class !== event.data.class),
        keyOf({ kind: 'contact', id: event.data.id }),
        `contact judged ${event.data.class}`,
      ),
  },
  'stays.EvidenceFell': {
    find: (event) => restingOn(event.data.evidence),
    then: (event, { orders }) =>
      event.data.announce
        ? drop(
            orders.filter((row: Row) => row.id !== event.data.id),
            event.data.evidence,
            event.data.why,
          )
        : [],
  },
  'editions.EditionStarted': {
    find: (event) => ({
      orders: {
        view: 'stays.orders',
        within: event.data.area,
        where: { disease: event.data.disease, status: 'open' },
        limit: LIMIT,
      },
    }),
    then: (_event, { orders }: { orders: OrderRow[] }) =>
      orders.map(({ id }) => ({ command: 'stays.ReconsiderStay', input: { id } })),
  },
  'requests.RequestTaken': {
    find: (event): Finds =>
      event.data.life && event.data.beneficiary?.household
        ? { orders: { view: 'stays.orders', within: event.data.beneficiary.household, where: { status: 'open' } } }
        : {},
    then: (event, { orders }: { orders?: OrderRow[] }) =>
      (orders ?? []).map(({ id }) => ({ command: 'stays.OpenGate', input: { id, request: event.data.id } })),
  },
};
