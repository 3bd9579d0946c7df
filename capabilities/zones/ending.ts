import type { Decision, Told } from '../../kernel/capability.ts';
import type { NewEvent } from '../../kernel/event.ts';
import { LEVELS } from '../../kernel/place.ts';
import { isRefusal, type Refusal, refuse, type Words } from '../../kernel/refusal.ts';
import { addHours } from '../../kernel/time.ts';
import { editionIn, type InForce } from '../../protocols/in-force.ts';
import { settingOn } from '../../protocols/read.ts';
import type { DropEvidence, EndReason, LiftZone, ReviewZone, ZoneEvidence, ZonePublished, ZoneState } from './model.ts';
import { effectNotice, endNotice } from './notice.ts';
import { isOpen, notOpen, unknown } from './publish.ts';
import { allowed, judge } from './term.ts';

/** Ends a zone now, for everybody inside. */
export const endedNow = (state: ZoneState, reason: EndReason, told: Told, more: object = {}): NewEvent => ({
  type: 'zones.ZoneEnded',
  data: {
    id: state.proposal.id,
    reason,
    at: told.now,
    households: state.published?.households.map((each) => each.path) ?? [],
    notice: endNotice(reason, told.now, told.zone),
    ...more,
  },
});

/** The body that decided lifts, or a government above it. */
function mayLift(published: ZonePublished, told: Told): true | Refusal {
  const { org } = told.actor;
  const above = org.kind === 'government' && LEVELS.indexOf(org.level) < LEVELS.indexOf(published.publisher.org.level);
  return (
    org.id === published.publisher.org.id ||
    above ||
    refuse('lifting-authority-missing', org.name, {
      en: `${published.publisher.org.name} decided this zone: it lifts it, or a government above.`,
      zh: `该风险区由 ${published.publisher.org.name} 决定，应由其或上级政府解除。`,
    })
  );
}

export function lift(state: ZoneState | undefined, input: LiftZone, told: Told): Decision {
  if (!isOpen(state)) return state ? notOpen(input.id) : unknown(input.id);
  const may = mayLift(state.published, told);
  if (isRefusal(may)) return may;
  const edition = editionIn(told.protocol as InForce, state.proposal.disease, state.area, told.today);
  const plan = isRefusal(edition) ? edition : allowed(edition, state.proposal.level, told.today);
  const round = isRefusal(plan) || plan.liftRule.cleanRound;
  const open = Object.entries(input.checklist)
    .filter(([item, done]) => !done && (item !== 'cleanRound' || round))
    .map(([item]) => item);
  if (open.length > 0 && !input.assessment) {
    return refuse('assessment-missing', open, {
      en: `Not met: ${open.join(', ')}. Lifting earlier is possible with an assessment: write it.`,
      zh: `未满足：${open.join('、')}。提前解除须写明风险评估。`,
    });
  }
  return [
    endedNow(state, 'lifted', told, {
      checklist: input.checklist,
      ...(input.assessment ? { assessment: input.assessment } : {}),
    }),
  ];
}

export function review(state: ZoneState | undefined, input: ReviewZone, told: Told): Decision {
  if (!isOpen(state)) return state ? notOpen(input.id) : unknown(input.id);
  const every = settingOn((told.protocol as InForce).library, 'zone.review.h', told.today);
  if (isRefusal(every)) return every;
  const { plan, ...found } = input;
  const reviewed: NewEvent = {
    type: 'zones.ZoneReviewed',
    data: {
      ...found,
      plan: plan !== undefined,
      ...(plan ? { planText: plan } : {}),
      reviewBy: addHours(told.now, Number(every.value)),
    },
  };
  if (input.finding === 'keep') return [reviewed];
  const may = mayLift(state.published, told);
  return isRefusal(may) ? may : [reviewed, endedNow(state, 'lifted', told, { assessment: input.note })];
}

function judged(
  state: ZoneState & { published: ZonePublished },
  evidence: ZoneEvidence[],
  why: Words,
  reason: EndReason,
  told: Told,
): Decision {
  const protocol = told.protocol as InForce;
  const edition = editionIn(protocol, state.proposal.disease, state.area, told.today);
  if (isRefusal(edition)) return edition;
  const { unit, measure, households } = state.published;
  const { effect, endsAt } = judge(
    {
      level: state.proposal.level,
      unit,
      measure,
      evidence,
      largerReason: state.proposal.largerReason,
      endsAt: state.endsAt ?? told.now,
    },
    edition,
    protocol.library,
    told,
  );
  const paths = households.map((each) => each.path);
  const reconsidered: NewEvent = {
    type: 'zones.ZoneReconsidered',
    edition: edition.id,
    data: {
      id: state.proposal.id,
      households: paths,
      effect,
      evidence,
      endsAt,
      edition: edition.id,
      why,
      notice: effectNotice(effect, why, endsAt, told.zone),
    },
  };
  return effect === 'lifted' ? [reconsidered, endedNow(state, reason, told)] : [reconsidered];
}

/** Another edition applies. */
export function reconsider(state: ZoneState | undefined, told: Told): Decision {
  if (!isOpen(state)) return [];
  const edition = editionIn(told.protocol as InForce, state.proposal.disease, state.area, told.today);
  if (isRefusal(edition) || edition.id === state.edition) return [];
  return judged(
    state,
    state.evidence,
    { en: `${edition.title.en} now applies.`, zh: `现执行${edition.title.zh}。` },
    'edition',
    told,
  );
}

/** A case under the zone has fallen. */
export function dropEvidence(state: ZoneState | undefined, input: DropEvidence, told: Told): Decision {
  if (!isOpen(state)) return [];
  const left = state.evidence.filter((item) => item.case !== input.case);
  if (left.length === state.evidence.length) return [];
  return judged(
    state,
    left,
    { en: `Case ${input.case} no longer stands: ${input.why}.`, zh: `病例 ${input.case} 已不成立：${input.why}。` },
    'evidence-fell',
    told,
  );
}
