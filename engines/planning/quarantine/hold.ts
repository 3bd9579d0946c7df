import { PlanningFault, share } from '../fault.ts';
import { checkTiming, missedAt, type TransmissionTiming, transmittedBy } from './timing.ts';

/** How a person is held; days count from the exposure (a contact) or from arrival (a traveller). */
export interface HoldRule {
  /** First and last day held. */
  from: number;
  until: number;
  /** A test on this day releases those negative on `until`; those positive stay isolated. Absent: release without a test. */
  testOn?: number;
}

/** What a rule prevents, for people infected on given days. */
export interface HoldEffect {
  /** Share of the transmission still possible that the rule prevents, given infection. */
  prevented: number;
  /** Mean days a person of this group is held or isolated. */
  daysHeld: number;
  /** Transmission prevented per person-day held: prevented x share infected / days held; null when nobody is held. */
  utility: number | null;
}

export interface HeldGroup {
  /** Days of the exposure relative to day 0, each equally likely; a contact has [0]. */
  exposures: readonly number[];
  /** Share of those held who are infected. */
  infected: number;
  /** Last day of isolation of a person found positive; counted in days held only. */
  isolatedUntil: number;
  /** `all`: of all an infected person's transmission; `after-arrival`: of what is left on day 0, the mean of ratios. */
  of: 'all' | 'after-arrival';
}

/**
 * Ashcroft and others (2021, eLife 63704). Without a test G(until) - G(from); with a test on day t and release on day u of those
 * negative, G(u) - G(from) + (1 - f(t)) (1 - G(u)): what a positive would have transmitted later is prevented as well.
 */
export function holdEffect(timing: TransmissionTiming, rule: HoldRule, group: HeldGroup): HoldEffect {
  checkTiming(timing);
  checkRule(rule);
  share('quarantine-infected', 'share infected', group.infected);
  if (group.exposures.length === 0)
    throw new PlanningFault('quarantine-exposures', 'no day of exposure. Give at least one.');
  let prevented = 0;
  let found = 0;
  for (const exposure of group.exposures) {
    const before = transmittedBy(timing, rule.from - exposure);
    const after = transmittedBy(timing, rule.until - exposure);
    const tells = rule.testOn === undefined ? 0 : 1 - missedAt(timing, rule.testOn - exposure);
    const share = after - before + tells * (1 - after);
    prevented += group.of === 'all' ? share : share / (1 - transmittedBy(timing, -exposure));
    found += tells;
  }
  prevented /= group.exposures.length;
  found /= group.exposures.length;
  const daysHeld = rule.until - rule.from + group.infected * found * Math.max(0, group.isolatedUntil - rule.until);
  return { prevented, daysHeld, utility: daysHeld > 0 ? (prevented * group.infected) / daysHeld : null };
}

function checkRule({ from, until, testOn }: HoldRule): void {
  if (!Number.isFinite(from) || !Number.isFinite(until) || until < from)
    throw new PlanningFault(
      'quarantine-days',
      `held from day ${from} until day ${until}. Release cannot come before the start.`,
    );
  if (testOn !== undefined && !(testOn >= from && testOn <= until))
    throw new PlanningFault(
      'quarantine-test',
      `a test on day ${testOn} of a hold from ${from} to ${until}. Test while held.`,
    );
}

export interface HoldOption extends HoldEffect {
  rule: HoldRule;
}

/**
 * Every rule up to `longest` days: without a test, and with a test on each day read after `delay` days. Each with its effect;
 * those for which no other prevents as much in as few days are marked by `frontier`.
 */
export function holdOptions(
  timing: TransmissionTiming,
  group: HeldGroup,
  { from, longest, delay }: { from: number; longest: number; delay: number },
): { options: HoldOption[]; frontier: HoldOption[]; best: HoldOption } {
  if (!(delay >= 0 && Number.isInteger(delay)))
    throw new PlanningFault('quarantine-delay', `a result after ${delay} days. Give whole days of at least 0.`);
  if (!(longest > from) || longest > 365)
    throw new PlanningFault(
      'quarantine-days',
      `held from day ${from} for at most until day ${longest}. Give a later day.`,
    );
  const options: HoldOption[] = [];
  const add = (rule: HoldRule): void => void options.push({ rule, ...holdEffect(timing, rule, group) });
  for (let until = from + 1; until <= longest; until++) {
    add({ from, until });
    if (until - delay >= from) add({ from, until, testOn: until - delay });
  }
  const frontier = options
    .filter((a) => !options.some((b) => b.daysHeld <= a.daysHeld && b.prevented > a.prevented))
    .sort((a, b) => a.daysHeld - b.daysHeld);
  const best = options.reduce((a, b) => ((b.utility ?? 0) > (a.utility ?? 0) ? b : a));
  return { options, frontier, best };
}
