import { amount, PlanningFault, positive, share, whole } from '../fault.ts';

/** A course of hospital care: share of infections that need it and days each stays. */
export interface CarePath {
  rate: number;
  days: number;
}

export interface BedInput {
  population: number;
  /** People with the disease in the hospitals planned for, today. */
  currentHospitalized: number;
  /** Share of the population's hospital patients that comes to these hospitals. */
  marketShare: number;
  recovered: number;
  infectiousDays: number;
  /** Days in which infections double without measures; or instead days since the first admission, from which it is fitted. */
  doublingDays?: number;
  daysSinceFirst?: number;
  /** Reduction of contact by measures, and how many days before today (positive) or after (negative) it began. */
  contactReduction: number;
  mitigatedDaysAgo: number | null;
  days: number;
  /** By name: hospitalized is needed, others such as icu and ventilated as wanted. */
  paths: Readonly<Record<string, CarePath>>;
  /** Beds there are by path; a path not named is not compared. */
  beds?: Readonly<Record<string, number>>;
}

export interface BedPath {
  everAdmitted: Float64Array;
  /** New on each day; the first day has none before it and is NaN. */
  admissions: Float64Array;
  census: Float64Array;
  /** Highest census, its day (0 is today), and the first day it passes the beds there are; null when it never does. */
  peak: number;
  peakDay: number;
  fullOn: number | null;
}

export interface BedForecast {
  /** Days before today on which the first patient was admitted. */
  firstDaysAgo: number;
  doublingDays: number;
  growth: number;
  beta: number;
  betaMitigated: number;
  reproduction: number;
  reproductionMitigated: number;
  doublingDaysMitigated: number;
  /** One entry a day from the first admission; today is 0. */
  day: Int32Array;
  susceptible: Float64Array;
  infected: Float64Array;
  recovered: Float64Array;
  paths: Record<string, BedPath>;
}

/** Daily growth from a doubling time: 2^(1/days) - 1. */
export const growthOf = (doublingDays: number): number => 2 ** (1 / doublingDays) - 1;

/**
 * Beds by the CHIME method (Weissman and others 2020, Annals of Internal Medicine): a discrete SIR with rescaling begun on the day one
 * patient stood for 1/share/rate infections; beta = (growth + 1/infectious days)/S0 x (1 - reduction); admissions are the daily change
 * of all ever infected x rate x share; the census holds those of the last days of stay. The first day is the one whose census comes
 * closest to today's before the peak (or the doubling time is, when the first day is known).
 */
export function forecastBeds(input: BedInput): BedForecast {
  check(input);
  const hospitalized = input.paths['hospitalized']!;
  const infected0 = 1 / input.marketShare / hospitalized.rate;
  const start: Start = { susceptible: input.population - infected0, infected: infected0, recovered: input.recovered };
  if (start.susceptible <= 0)
    throw new PlanningFault(
      'beds-share',
      `one patient would stand for ${infected0} infections among ${input.population} people. Raise share or rate.`,
    );
  const project = (doublingDays: number, ago: number): Raw => {
    const at = rates(input, start, doublingDays);
    const switchDay = input.mitigatedDaysAgo === null ? 0 : -input.mitigatedDaysAgo;
    const before = Math.min(ago + input.days, Math.max(0, ago + switchDay));
    return run(input, start, ago, [
      [at.beta, before],
      [at.betaMitigated, ago + input.days - before],
    ]);
  };
  const { doublingDays, ago } =
    input.doublingDays === undefined ? fitDoubling(input, project) : fitStart(input, start, project);
  const raw = project(doublingDays, ago);
  const { beta, betaMitigated, gamma } = rates(input, start, doublingDays);
  const paths = Object.fromEntries(
    Object.entries(input.paths).map(([name, path]) => [name, pathOf(raw, input, path, ago, input.beds?.[name])]),
  );
  return {
    firstDaysAgo: ago,
    doublingDays,
    growth: growthOf(doublingDays),
    beta,
    betaMitigated,
    reproduction: (beta / gamma) * start.susceptible,
    reproductionMitigated: (betaMitigated / gamma) * start.susceptible,
    doublingDaysMitigated: 1 / Math.log2(betaMitigated * start.susceptible - gamma + 1),
    ...raw,
    paths,
  };
}

interface Start {
  susceptible: number;
  infected: number;
  recovered: number;
}
interface Raw {
  day: Int32Array;
  susceptible: Float64Array;
  infected: Float64Array;
  recovered: Float64Array;
}

function rates(
  input: BedInput,
  start: Start,
  doublingDays: number,
): { beta: number; betaMitigated: number; gamma: number } {
  const gamma = 1 / input.infectiousDays;
  const beta = (growthOf(doublingDays) + gamma) / start.susceptible;
  return { beta, betaMitigated: beta * (1 - input.contactReduction), gamma };
}

/** The discrete SIR with rescaling: after each step the three classes are scaled back to the population. */
function run(input: BedInput, start: Start, ago: number, policy: readonly (readonly [number, number])[]): Raw {
  const length = 1 + policy.reduce((sum, [, days]) => sum + days, 0);
  const raw: Raw = {
    day: Int32Array.from({ length }, (_, i) => i - ago),
    susceptible: new Float64Array(length),
    infected: new Float64Array(length),
    recovered: new Float64Array(length),
  };
  let { susceptible: S, infected: I, recovered: R } = start;
  const n = S + I + R;
  const gamma = 1 / input.infectiousDays;
  let at = 0;
  const keep = (): void => {
    raw.susceptible[at] = S;
    raw.infected[at] = I;
    raw.recovered[at] = R;
    at++;
  };
  keep();
  for (const [beta, days] of policy)
    for (let day = 0; day < days; day++) {
      const s = Math.max(0, S - beta * S * I);
      const i = Math.max(0, I + beta * S * I - gamma * I);
      const r = R + gamma * I;
      const scale = n / (s + i + r);
      S = s * scale;
      I = i * scale;
      R = r * scale;
      keep();
    }
  return raw;
}

function censusOf(
  raw: Raw,
  path: CarePath,
  marketShare: number,
): { ever: Float64Array; admissions: Float64Array; census: Float64Array } {
  const ever = raw.infected.map((each, i) => (each + raw.recovered[i]!) * path.rate * marketShare);
  const admissions = ever.map((each, i) => (i === 0 ? Number.NaN : each - ever[i - 1]!));
  const census = ever.map((each, i) => each - ever[Math.max(0, i - path.days)]!);
  return { ever, admissions, census };
}

function pathOf(raw: Raw, input: BedInput, path: CarePath, ago: number, beds: number | undefined): BedPath {
  const { ever, admissions, census } = censusOf(raw, path, input.marketShare);
  const ahead = Array.from(census.subarray(ago));
  const peak = Math.max(...ahead);
  const full = beds === undefined ? -1 : ahead.findIndex((each) => each > beds);
  return { everAdmitted: ever, admissions, census, peak, peakDay: ahead.indexOf(peak), fullOn: full < 0 ? null : full };
}

/** The day, before the peak, whose census comes closest to today's. */
function fitStart(
  input: BedInput,
  start: Start,
  project: (doublingDays: number, ago: number) => Raw,
): { doublingDays: number; ago: number } {
  const doublingDays = input.doublingDays!;
  const path = input.paths['hospitalized']!;
  const miss = (census: Float64Array, day: number): number => (census[day]! - input.currentHospitalized) ** 2;
  if (input.mitigatedDaysAgo === null) {
    const { beta } = rates(input, start, doublingDays);
    const { census } = censusOf(run(input, start, 0, [[beta, input.days]]), path, input.marketShare);
    const peak = census.indexOf(Math.max(...census));
    let ago = 0;
    for (let day = 1; day < peak; day++) if (miss(census, day) < miss(census, ago)) ago = day;
    return { doublingDays, ago };
  }
  let ago = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let day = 0; day < input.days; day++) {
    const { census } = censusOf(project(doublingDays, day), path, input.marketShare);
    // a fit that puts the peak before today is not one of a growing epidemic
    if (census.indexOf(Math.max(...census)) >= day && miss(census, day) < least) {
      least = miss(census, day);
      ago = day;
    }
  }
  return { doublingDays, ago };
}

/** The doubling time, from 1 to 15 days, whose census today comes closest; a grid of 15 refined four times around its best. */
function fitDoubling(
  input: BedInput,
  project: (doublingDays: number, ago: number) => Raw,
): { doublingDays: number; ago: number } {
  const ago = input.daysSinceFirst!;
  const path = input.paths['hospitalized']!;
  let [low, high] = [1, 15];
  let best = low;
  for (let round = 0; round < 5; round++) {
    const grid = Array.from({ length: 15 }, (_, i) => low + ((high - low) * i) / 14);
    const misses = grid.map((each) => {
      const { census } = censusOf(project(each, ago), path, input.marketShare);
      return (census[ago]! - input.currentHospitalized) ** 2;
    });
    const at = misses.indexOf(Math.min(...misses));
    best = grid[at]!;
    low = grid[Math.max(0, at - 1)]!;
    high = grid[Math.min(14, at + 1)]!;
  }
  return { doublingDays: best, ago };
}

function check(input: BedInput): void {
  positive('beds-population', 'population', input.population);
  amount('beds-current', 'currentHospitalized', input.currentHospitalized);
  if (input.currentHospitalized > input.population)
    throw new PlanningFault('beds-current', `${input.currentHospitalized} in hospital of ${input.population} people.`);
  share('beds-share', 'marketShare', input.marketShare);
  positive('beds-share', 'marketShare', input.marketShare);
  amount('beds-recovered', 'recovered', input.recovered);
  positive('beds-days', 'infectiousDays', input.infectiousDays);
  share('beds-contact', 'contactReduction', input.contactReduction);
  whole('beds-days', 'days', input.days, 1, 3650);
  if ((input.doublingDays === undefined) === (input.daysSinceFirst === undefined))
    throw new PlanningFault('beds-growth', 'give either doublingDays or daysSinceFirst, and not both.');
  if (input.doublingDays !== undefined) positive('beds-growth', 'doublingDays', input.doublingDays);
  if (input.daysSinceFirst !== undefined) whole('beds-growth', 'daysSinceFirst', input.daysSinceFirst, 1, 3650);
  if (!input.paths['hospitalized'])
    throw new PlanningFault('beds-paths', 'no path named hospitalized. Give its rate and days.');
  for (const [name, path] of Object.entries(input.paths)) {
    share('beds-rate', `rate of ${name}`, path.rate);
    whole('beds-stay', `days of ${name}`, path.days, 1, 3650);
  }
  positive('beds-rate', 'rate of hospitalized', input.paths['hospitalized'].rate);
  for (const [name, beds] of Object.entries(input.beds ?? {})) {
    amount('beds-count', `beds of ${name}`, beds);
    if (beds > input.population)
      throw new PlanningFault(
        'beds-count',
        `${beds} beds of ${name} for ${input.population} people. Correct one of them.`,
      );
  }
}
