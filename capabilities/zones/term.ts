import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { addDays, type Day, endOf, type Instant } from '../../kernel/time.ts';
import { measureRow } from '../../protocols/authority.ts';
import { type ZonePlan, zonePlan } from '../../protocols/plans.ts';
import { settingOn, valueOn } from '../../protocols/read.ts';
import type { Edition, ProtocolLibrary } from '../../protocols/schema.ts';
import { AREA_UNITS, type AreaUnit } from '../../protocols/schema-city.ts';
import { classOf } from '../stays/index.ts';
import type { Effect, ZoneEvidence } from './model.ts';

/** What the edition allows for a level; refused when the level does not exist or has no end. */
export function allowed(edition: Edition, level: string, today: Day): ZonePlan | Refusal {
  const plan = zonePlan(edition, level, today);
  if (isRefusal(plan) || plan.kind === 'zone') return plan;
  return refuse('level-unused', level, {
    en: `${edition.id} has no ${level} areas (${plan.clause}). Nobody may be held in one.`,
    zh: `${edition.id} 不设${edition.dictionary.zoneLevels[level]?.names.zh ?? level}（${plan.clause}），不得据此管控。`,
  });
}

/** The legal measure a level is, as the city's settings say. */
export function measureOf(library: ProtocolLibrary, level: string, today: Day): string | Refusal {
  const setting = settingOn(library, `zone.measure.${level}`, today);
  return isRefusal(setting) ? setting : String(setting.value);
}

/** Day of the last new infection among the evidence. */
export const dayZeroOf = (evidence: readonly ZoneEvidence[]): Day | undefined =>
  evidence
    .map((item) => item.day)
    .sort()
    .at(-1);

/** It ends at 24:00 of the last day without a new infection that the edition asks for, counted from the last one. */
export const endOfZone = (plan: ZonePlan, dayZero: Day, zone: string): Instant =>
  endOf(addDays(dayZero, plan.maxDays), zone);

/** Beyond the edition's largest unit, and not under its own clause for a larger one. */
export function tooLarge(edition: Edition, plan: ZonePlan, unit: AreaUnit, largerReason: string, today: Day): boolean {
  if (AREA_UNITS.indexOf(unit) <= AREA_UNITS.indexOf(plan.largest)) return false;
  const clause = valueOn(edition, `zone.${plan.level}.unit.enlarge`, today);
  return isRefusal(clause) || clause.value === null || largerReason === '';
}

export interface OpenZone {
  level: string;
  unit: AreaUnit;
  largerReason: string;
  measure: string;
  evidence: ZoneEvidence[];
  endsAt: Instant;
}

/** An open zone judged by an edition and by the evidence still standing: kept, shortened or lifted, never longer. */
export function judge(
  zone: OpenZone,
  edition: Edition,
  library: ProtocolLibrary,
  { now, today, zone: tz }: { now: Instant; today: Day; zone: string },
): { effect: Effect; endsAt: Instant } {
  const lifted = { effect: 'lifted' as const, endsAt: now < zone.endsAt ? now : zone.endsAt };
  const plan = allowed(edition, zone.level, today);
  const dayZero = dayZeroOf(zone.evidence);
  const power = measureRow(library.authority, zone.measure);
  if (isRefusal(plan) || dayZero === undefined || isRefusal(power) || !power.classes.includes(classOf(edition)))
    return lifted;
  if (tooLarge(edition, plan, zone.unit, zone.largerReason, today)) return lifted;
  const end = endOfZone(plan, dayZero, tz);
  const endsAt = end < zone.endsAt ? end : zone.endsAt;
  if (endsAt <= now) return lifted;
  return { effect: endsAt < zone.endsAt ? 'shortened' : 'kept', endsAt };
}
