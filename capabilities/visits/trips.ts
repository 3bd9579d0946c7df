import type { Decision } from '../../kernel/capability.ts';
import type { Refusal } from '../../kernel/refusal.ts';
import { refuse } from '../../kernel/refusal.ts';
import { type Leg, TRIP_LEGS } from './lists.ts';
import type { ConfirmLeg, TakeTripRisk, VisitState } from './model.ts';

/** Legs of a trip nobody has confirmed. */
export const openLegs = (confirmed: readonly Leg[]): Leg[] => TRIP_LEGS.filter((leg) => !confirmed.includes(leg));

/** A trip leaves when every leg is confirmed or an officer took the risk in writing; a life in danger just leaves (F5, SG13). */
export function notReadyToLeave({ plan, legs, riskTaken }: VisitState): Refusal | undefined {
  if (plan.kind !== 'medical-trip' || plan.life || riskTaken) return undefined;
  const open = openLegs(legs);
  if (open.length === 0) return undefined;
  return refuse('trip-legs-open', open, {
    en: `Not confirmed yet: ${open.join(', ')}. Have them confirmed, or an officer takes the risk in writing.`,
    zh: `尚未确认：${open.join('、')}。请先确认，或由负责人书面承担风险。`,
  });
}

const of = ({ plan }: VisitState) => ({
  household: plan.household,
  kind: plan.kind,
  ...(plan.request ? { request: plan.request } : {}),
});
const noTrip = (state: VisitState): Refusal | undefined =>
  state.plan.kind === 'medical-trip'
    ? undefined
    : refuse('no-trip', state.plan.kind, {
        en: `${state.plan.id} is no medical trip.`,
        zh: `${state.plan.id} 不是就医接送。`,
      });

export const confirmLeg = (state: VisitState, input: ConfirmLeg): Decision =>
  noTrip(state) ?? [{ type: 'visits.LegConfirmed', data: { ...input, ...of(state) } }];

export function takeRisk(state: VisitState, input: TakeTripRisk): Decision {
  const open = openLegs(state.legs);
  const wrong = noTrip(state);
  if (wrong) return wrong;
  if (open.length === 0)
    return refuse('no-risk', state.plan.id, {
      en: 'Every leg is confirmed; there is no risk to take.',
      zh: '各环节均已确认，无需承担风险。',
    });
  return [{ type: 'visits.TripRiskTaken', data: { ...input, ...of(state), open } }];
}
