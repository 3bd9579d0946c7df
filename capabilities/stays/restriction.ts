import type { Words } from '../../kernel/refusal.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import type { Evidence, PlannedPhase } from './model.ts';
import { phaseOn } from './plan.ts';

/** The part of an order a restriction is read from. */
export interface OrderFacts {
  id: string;
  class: string;
  edition: string;
  clause: string;
  article: string;
  phases: PlannedPhase[];
  evidence: Evidence[];
  startsAt: Instant;
  endsAt: Instant;
  status: 'open' | 'ended';
  /** A medical, child or disability appeal is open. */
  suspended: boolean;
  appealRoute: Words;
  notice: Words;
}

export type Restriction =
  | { restricted: false }
  | {
      restricted: true;
      order: string;
      place: PlannedPhase['place'];
      regime: PlannedPhase['regime'];
      /** Which rule, of which edition, on which article. */
      rule: { class: string; edition: string; clause: string; article: string };
      /** Kind of the evidence and its day. */
      evidence: { kind: string; day: Day; signer: string };
      since: Instant;
      endsAt: Instant;
      appeal: Words;
      notice: Words;
    };

/**
 * What holds for a person or a household now, from her orders alone. Nothing else can restrict her, and after `endsAt`
 * nothing does, whether or not any clock ran. Several orders: the one that ends last speaks.
 */
export function restrictionOf(orders: readonly OrderFacts[], now: Instant): Restriction {
  const holding = orders.filter(
    (order) =>
      order.status === 'open' &&
      !order.suspended &&
      order.evidence.length > 0 &&
      order.startsAt <= now &&
      now < order.endsAt,
  );
  const order = holding.reduce<OrderFacts | undefined>(
    (last, each) => (!last || each.endsAt > last.endsAt ? each : last),
    undefined,
  );
  const phase = order && phaseOn(order.phases, now);
  const evidence = order?.evidence[0];
  if (!order || !phase || !evidence) return { restricted: false };
  const { class: personClass, edition, clause, article } = order;
  return {
    restricted: true,
    order: order.id,
    place: phase.place,
    regime: phase.regime,
    rule: { class: personClass, edition, clause, article },
    evidence: { kind: evidence.kind, day: evidence.day, signer: evidence.signer },
    since: order.startsAt,
    endsAt: order.endsAt,
    appeal: order.appealRoute,
    notice: order.notice,
  };
}
