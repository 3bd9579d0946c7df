import {
  backProjection,
  CORI_DEFAULTS,
  delayMass,
  eliminationProbability,
  fitOffspring,
  normalQuantile,
  serialInterval,
  shareBehind,
} from '../../engines/surveillance/index.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { addDays, type Day, daysBetween } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import type { CaseRow, LinkRow } from '../cases/index.ts';
import { bandOn, diseasesOf, intervalOf } from './estimate.ts';
import { eventsOf, onsetsOf } from './onsets.ts';

export type Linked = Pick<CaseRow, 'id' | 'disease' | 'onset' | 'reportedOn'>;
export type Bond = Pick<LinkRow, 'from' | 'to'>;

/** What lies behind the cases: the infections, who infected how many, and whether it is over. */
export interface Behind {
  disease: string | null;
  band: number;
  /** Exposures by day; days too recent to be told are left out. Null: no incubation is stated, or nobody is known to be ill. */
  infections: { incubation: { mean: number; sd: number }; days: Exposed[] } | null;
  infectionsLack: 'no-incubation' | 'too-few' | null;
  spread: Spread | null;
  end: End | null;
  endLacks: 'no-interval' | 'too-few' | null;
}
export interface Exposed {
  day: Day;
  infections: number;
  onsets: number;
}

/** How unequally cases infect. Null bounds: the numbers vary no more than chance alone does. */
export interface Spread {
  /** Cases in chains, and those of them whose own infections can be known by now. */
  linked: number;
  counted: number;
  infected: number;
  most: number;
  k: number | null;
  low: number | null;
  high: number | null;
  /** Share of cases behind four fifths of all infections. */
  behind: number | null;
  /** Days between the onsets of infector and infected, as these chains show them. */
  gap: { pairs: number; mean: number } | null;
  lacks: 'too-few' | null;
}

/** Whether another case is to be expected. */
export interface End {
  lastOnset: Day;
  quiet: number;
  /** Chance that no further onset comes. */
  over: number;
  /** First day on which that chance reaches the wanted one if nobody falls ill until then; null where it is reached. */
  by: Day | null;
  level: number;
}

// not rules: fewest cases whose infections are counted and fewest infections from which a dispersion is told; share that makes the infectious few
const FEWEST_CASES = 10;
const FEWEST_INFECTED = 5;
const MOST_OF = 0.8;
/** Chance of being over at which an end is called (Parag, Cowling and Donnelly 2021), days R is learnt from, and how far ahead is looked. */
const LEVEL = 0.95;
const LEARNT = 14;
const AHEAD = 120;
/** Share of a day's infections that must have shown for the day to be told. */
const SHOWN = 0.5;
/** Smoothing, tolerance and steps of Becker, Watson and Carlin 1991, as R's surveillance has them. */
const PROJECTION = { smooth: 2, tolerance: 0.005, iterations: 250 };

const short = (value: number): number => Number(value.toPrecision(3));

/** The incubation that the protocols state for a disease, days. */
function incubationOf(disease: string, library: ProtocolLibrary, today: Day) {
  const [mean, sd] = ['mean', 'sd'].map((part) => settingOn(library, `signal.incubation.${part}.${disease}`, today));
  if (!mean || !sd || isRefusal(mean) || isRefusal(sd)) return undefined;
  return { mean: Number(mean.value), sd: Number(sd.value) };
}

/** A gamma law of days by whole days, each rounded to the nearest. */
function byDay({ mean, sd }: { mean: number; sd: number }, last: number): Float64Array {
  const law: [number, number] = [(mean / sd) ** 2, mean / sd ** 2];
  return Float64Array.from({ length: last + 1 }, (_, d) => delayMass('gamma', Math.max(0, d - 0.5), d + 0.5, law));
}

/** What the open cases of an area and the links among them say of one disease on a day. Without `asked` the commonest. */
export function behind(
  all: readonly Linked[],
  links: readonly Bond[],
  today: Day,
  library: ProtocolLibrary,
  asked: string | undefined,
  band = bandOn(library, today),
): Behind {
  const disease = asked ?? diseasesOf(all)[0] ?? null;
  const cases = all.filter((row) => row.disease === disease);
  const onsets = onsetsOf(eventsOf(cases, today), today, 1 - band);
  const none = { disease, band, infections: null, spread: null, end: null };
  if (!onsets || disease === null) return { ...none, infectionsLack: 'too-few', endLacks: 'too-few' };
  const counts = onsets.known.map((known, i) => Math.round(onsets.now?.median[i] ?? known));
  const first = onsets.triangle.days[0] as Day;
  const incubation = incubationOf(disease, library, today);
  const interval = intervalOf(disease, library, today);
  const infections = incubation ? exposures(counts, first, incubation) : null;
  const end = interval ? endOf(counts, first, today, interval) : null;
  return {
    ...none,
    infections,
    infectionsLack: !incubation ? 'no-incubation' : infections ? null : 'too-few',
    spread: interval ? spreadOf(cases, links, today, interval, band) : null,
    end,
    endLacks: !interval ? 'no-interval' : end ? null : 'too-few',
  };
}

/** Infections by day behind the onsets, reports still to come included. */
function exposures(counts: number[], first: Day, incubation: { mean: number; sd: number }): Behind['infections'] {
  if (counts.every((n) => n === 0)) return null;
  const lead = Math.ceil(incubation.mean + 3 * incubation.sd);
  const law = byDay(incubation, 2 * lead);
  const padded = [...new Array<number>(lead).fill(0), ...counts];
  const { exposures: curve } = backProjection(padded, law, PROJECTION);
  let shown = 0;
  let behindToday = 0;
  for (; behindToday < law.length && shown < SHOWN; behindToday++) shown += law[behindToday] ?? 0;
  const days = Array.from(curve, (infections, i) => ({
    day: addDays(first, i - lead),
    infections: Number(infections.toFixed(2)),
    onsets: padded[i] ?? 0,
  }));
  return { incubation, days: days.slice(0, days.length - behindToday + 1) };
}

/** Secondary cases of those who had the time to infect: a negative binomial law, its dispersion k with bounds (Lloyd-Smith et al. 2005). */
function spreadOf(
  cases: readonly Linked[],
  links: readonly Bond[],
  today: Day,
  interval: { mean: number; sd: number },
  band: number,
): Spread {
  const known = new Map(cases.map((row) => [row.id, row]));
  const inside = links.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const chained = [...new Set(inside.flatMap(({ from, to }) => [from, to]))];
  const due = interval.mean + 2 * interval.sd;
  const seen = new Set(
    chained.filter((id) => {
      const { onset, reportedOn } = known.get(id) as Linked;
      return daysBetween(onset ?? reportedOn, today) >= due;
    }),
  );
  const infected = new Map([...seen].map((id) => [id, 0]));
  for (const { from } of inside) if (seen.has(from)) infected.set(from, (infected.get(from) ?? 0) + 1);
  const table = new Map<number, number>();
  let [sum, most] = [0, 0];
  for (const n of infected.values()) {
    table.set(n, (table.get(n) ?? 0) + 1);
    sum += n;
    most = Math.max(most, n);
  }
  const gaps = inside.flatMap(({ from, to }) => {
    const [a, b] = [known.get(from)?.onset, known.get(to)?.onset];
    return a && b ? [daysBetween(a, b)] : [];
  });
  const mean = gaps.reduce((total, each) => total + each, 0) / gaps.length;
  const said = {
    linked: chained.length,
    counted: seen.size,
    infected: sum,
    most,
    gap: gaps.length >= FEWEST_INFECTED ? { pairs: gaps.length, mean: short(mean) } : null,
  };
  const unknown = { k: null, low: null, high: null, behind: null };
  if (seen.size < FEWEST_CASES || sum < FEWEST_INFECTED) return { ...said, ...unknown, lacks: 'too-few' };
  const { R, k, seLogK } = fitOffspring(table);
  if (k === Number.POSITIVE_INFINITY) return { ...said, ...unknown, lacks: null };
  const factor = Math.exp(normalQuantile((1 + band) / 2) * seLogK);
  return {
    ...said,
    k: short(k),
    low: short(k / factor),
    high: short(k * factor),
    behind: short(shareBehind(MOST_OF, R, k)),
    lacks: null,
  };
}

/** The chance that nobody else falls ill, R learnt from the last two weeks and from every quiet day after them (`eliminationProbability`). */
function endOf(counts: number[], first: Day, today: Day, law: { mean: number; sd: number }): End | null {
  const at = counts.findLastIndex((n) => n > 0);
  if (at < 0) return null;
  const lastOnset = addDays(first, at);
  const interval = serialInterval(law.mean, law.sd, Math.ceil(law.mean + 8 * law.sd));
  const over = (later: number): number =>
    eliminationProbability([...counts, ...new Array<number>(later).fill(0)], interval, {
      window: LEARNT + later,
      priorMean: CORI_DEFAULTS.priorMean,
      priorSd: CORI_DEFAULTS.priorSd,
    });
  const now = over(0);
  let later = 0;
  while (later < AHEAD && over(later) < LEVEL) later++;
  return {
    lastOnset,
    quiet: daysBetween(lastOnset, today),
    over: short(now),
    by: now >= LEVEL ? null : addDays(today, later),
    level: LEVEL,
  };
}
