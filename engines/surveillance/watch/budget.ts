/**
 * Benjamini and Hochberg's (1995) cut: of p-values of one night those at most the returned one are taken, and of the taken at most a
 * share `q` is false in expectation (independent or positively dependent series). 0 when none is taken.
 */
export function discoveryCut(p: ArrayLike<number>, q: number): number {
  if (!(q > 0 && q < 1)) throw new Error(`watch-discovery: a share of ${q} false alarms. Give one between 0 and 1.`);
  const sorted = Float64Array.from(p)
    .filter((each) => !Number.isNaN(each))
    .sort();
  for (let i = sorted.length - 1; i >= 0; i--) if (sorted[i]! <= ((i + 1) * q) / sorted.length) return sorted[i]!;
  return 0;
}

/**
 * The bound that quiet scores go above `rate` times a step: their empirical quantile. Between the largest and infinity when the
 * history is too short for the rate is refused, since such a bound would promise what was never seen.
 */
export function boundForRate(quiet: ArrayLike<number>, rate: number): number {
  const sorted = Float64Array.from(quiet)
    .filter((each) => !Number.isNaN(each))
    .sort();
  const above = Math.floor(sorted.length * rate);
  if (above < 1)
    throw new Error(
      `watch-rate: ${sorted.length} quiet scores cannot show a rate of ${rate}. Give at least ${Math.ceil(1 / rate)}.`,
    );
  return sorted[sorted.length - 1 - above]!;
}

/** One series on one day, as it comes before the operator's budget. */
export interface Candidate {
  id: string;
  /** Tail probability of its evidence. */
  p: number;
  /** Severity tier; each tier has a budget of its own. */
  tier: string;
  /** A rule that always raises an alarm, outside every budget. */
  always?: boolean;
}

export interface Tier {
  /** Alarms a week that can be checked. */
  weekly: number;
  /** Largest share of false alarms among those raised. */
  falseShare: number;
}

export interface Raised {
  id: string;
  tier: string;
  why: 'always' | 'budget';
}

/**
 * The alarms of one day within what people can check. In each tier: the discovery cut holds the share of false alarms, and no more than the
 * budget left of the week is raised, the least likely first. Rules that always alarm cost no budget. `spent`: alarms of the last
 * six days by tier. Unknown tiers are refused.
 */
export function withinBudget(
  candidates: readonly Candidate[],
  tiers: Readonly<Record<string, Tier>>,
  spent: Readonly<Record<string, number>>,
): Raised[] {
  const alarms: Raised[] = candidates
    .filter((each) => each.always)
    .map(({ id, tier }) => ({ id, tier, why: 'always' }));
  const byTier = new Map<string, Candidate[]>();
  for (const each of candidates) {
    if (!tiers[each.tier])
      throw new Error(`watch-tier: ${each.id} has tier ${each.tier}. One of ${Object.keys(tiers).join(', ')}.`);
    if (!each.always) byTier.set(each.tier, [...(byTier.get(each.tier) ?? []), each]);
  }
  for (const [name, members] of byTier) {
    const { weekly, falseShare } = tiers[name]!;
    const cut = discoveryCut(
      members.map((each) => each.p),
      falseShare,
    );
    const left = Math.max(0, Math.floor(weekly - (spent[name] ?? 0)));
    members
      .filter((each) => each.p <= cut)
      .sort((a, b) => a.p - b.p || (a.id < b.id ? -1 : 1))
      .slice(0, left)
      .forEach(({ id, tier }) => void alarms.push({ id, tier, why: 'budget' }));
  }
  return alarms;
}

/**
 * The tail probability at which `series` series judged `timesAWeek` raise `weekly` false alarms a week in expectation: weekly / (series
 * x timesAWeek). A fixed bound for operators who prefer one to the discovery cut.
 */
export const alphaForBudget = (weekly: number, series: number, timesAWeek: number): number =>
  Math.min(1, weekly / (series * timesAWeek));

/**
 * Whether an alarm is news: not within `quiet` steps of the last one of the same series that was raised, unless its evidence (p) is
 * `stronger` times less likely than then. `last` null: none was raised.
 */
export function isNews(
  step: number,
  p: number,
  last: { step: number; p: number } | null,
  quiet: number,
  stronger: number,
): boolean {
  return last === null || step - last.step > quiet || p * stronger < last.p;
}
