import type { Decision, Told } from '../../kernel/capability.ts';
import { momentWords } from '../../kernel/day-words.ts';
import type { NewEvent } from '../../kernel/event.ts';
import { isRefusal, type Words } from '../../kernel/refusal.ts';
import { addMinutes, dayOf, type Instant } from '../../kernel/time.ts';
import { editionIn, type InForce } from '../../protocols/in-force.ts';
import type { Edition, ProtocolLibrary } from '../../protocols/schema.ts';
import { dayZeroOf, without } from './evidence.ts';
import {
  type DropEvidence,
  type Effect,
  type EndReason,
  type Evidence,
  groundsOf,
  type PlannedPhase,
  type ReconsiderStay,
  type StayState,
} from './model.ts';
import { endNotice } from './notice.ts';
import { requiredStay, stillLawful } from './order.ts';
import { planOf } from './plan.ts';

/** How much a phase takes from a person. */
const weight = (phase: Pick<PlannedPhase, 'place' | 'regime'>): number =>
  ({ hospital: 3, central: 2, home: phase.regime === 'isolation' ? 1 : 0 })[phase.place];

/** What an order needs to be judged again. */
export interface OpenOrder {
  class: string;
  evidence: Evidence[];
  phases: PlannedPhase[];
  tests: string[];
  endsAt: Instant;
}
export interface Judged {
  effect: Effect;
  endsAt: Instant;
  phases: PlannedPhase[];
  tests: string[];
}

/**
 * An open order judged by an edition and by the evidence still standing: kept, shortened or lifted. Never longer, never a
 * stricter place: those need a new order on new evidence.
 */
export function judge(
  order: OpenOrder,
  edition: Edition,
  library: ProtocolLibrary,
  now: Instant,
  zone: string,
): Judged {
  const lifted: Judged = { effect: 'lifted', endsAt: now < order.endsAt ? now : order.endsAt, phases: [], tests: [] };
  const today = dayOf(now, zone);
  const dayZero = dayZeroOf(order.evidence);
  const stay = requiredStay(edition, order.class, today);
  if (dayZero === undefined || isRefusal(stay) || !stillLawful(library.authority, edition)) return lifted;
  const plan = planOf({ stay, dayZero, now, today, zone });
  if (isRefusal(plan)) return lifted;
  const endsAt = plan.endsAt < order.endsAt ? plan.endsAt : order.endsAt;
  const milder = plan.phases.every((phase) =>
    order.phases.every((old) => old.to < phase.from || phase.to < old.from || weight(phase) <= weight(old)),
  );
  const phases = clip(milder ? plan.phases : order.phases, endsAt, now, zone);
  const tests = (milder ? plan.tests : order.tests).filter((day) => day <= (phases.at(-1)?.to ?? today));
  if (phases.length === 0) return lifted;
  return { effect: endsAt < order.endsAt ? 'shortened' : 'kept', endsAt, phases, tests };
}

/** Phases that are left, none beyond the end. */
function clip(phases: readonly PlannedPhase[], endsAt: Instant, now: Instant, zone: string): PlannedPhase[] {
  return phases
    .map((phase) => (phase.endsAt > endsAt ? { ...phase, endsAt, to: dayOf(addMinutes(endsAt, -1), zone) } : phase))
    .filter((phase) => phase.endsAt > now && phase.from <= phase.to);
}

const EFFECTS: Record<Effect, Words> = {
  kept: { en: 'Your order is kept', zh: '维持原决定' },
  shortened: { en: 'Your order is shortened', zh: '缩短期限' },
  lifted: { en: 'Your order is lifted', zh: '予以解除' },
};

/** Events of a judgement, with its notice; a lifted order ends here. */
function eventsOf(
  state: StayState,
  judged: Judged,
  edition: Edition,
  why: Words,
  reason: EndReason,
  told: Told,
): NewEvent[] {
  const { id, household, person } = state.ordered;
  const end = momentWords(judged.endsAt, told.zone);
  const notice = {
    en: `${EFFECTS[judged.effect].en}. ${why.en} It ends on ${end.en}.`,
    zh: `${EFFECTS[judged.effect].zh}。${why.zh}结束时间：${end.zh}。`,
  };
  const events: NewEvent[] = [
    {
      type: 'stays.StayReconsidered',
      edition: edition.id,
      data: { id, household, ...judged, edition: edition.id, why, notice },
    },
  ];
  if (judged.effect === 'lifted') {
    events.push({
      type: 'stays.StayEnded',
      edition: edition.id,
      data: { id, person, household, reason, at: told.now, notice: endNotice(reason, told.now, told.zone) },
    });
  }
  return events;
}

/** Another edition applies: every open stay is judged again. */
export function reconsider(state: StayState | undefined, _input: ReconsiderStay, told: Told): Decision {
  if (!state || state.ended) return [];
  const protocol = told.protocol as InForce;
  const edition = editionIn(protocol, state.ordered.disease, state.ordered.household, told.today);
  if (isRefusal(edition) || edition.id === state.edition) return [];
  const judged = judge({ ...state, class: state.ordered.class }, edition, protocol.library, told.now, told.zone);
  const why = { en: `${edition.title.en} now applies.`, zh: `现执行${edition.title.zh}。` };
  return eventsOf(state, judged, edition, why, 'edition', told);
}

/** A record under the order has fallen: with nothing left it is lifted, with less left it is judged by what is left. */
export function dropEvidence(
  state: StayState | undefined,
  input: DropEvidence,
  told: Told,
  announce: boolean,
): Decision {
  if (!state || state.ended) return [];
  const left = without(state.evidence, input.evidence);
  if (groundsOf(left).length === groundsOf(state.evidence).length) return [];
  const protocol = told.protocol as InForce;
  const edition = editionIn(protocol, state.ordered.disease, state.ordered.household, told.today);
  if (isRefusal(edition)) return edition;
  const judged = judge(
    { ...state, class: state.ordered.class, evidence: left },
    edition,
    protocol.library,
    told.now,
    told.zone,
  );
  const why = {
    en: `Evidence ${input.evidence} no longer stands: ${input.why}.`,
    zh: `证据 ${input.evidence} 已不成立：${input.why}。`,
  };
  const fell: NewEvent = {
    type: 'stays.EvidenceFell',
    data: { id: state.ordered.id, evidence: input.evidence, why: input.why, announce },
  };
  return [fell, ...eventsOf(state, judged, edition, why, 'evidence-fell', told)];
}
