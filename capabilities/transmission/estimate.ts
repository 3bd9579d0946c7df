import { CORI_DEFAULTS, type ReportedEvent, reproduction, serialInterval } from '../../engines/surveillance/index.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { type Day, daysBetween } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { eventsOf, onsetsOf, type Reported } from './onsets.ts';

/** How an outbreak moves, as far as its line list shows. */
export interface Transmission {
  disease: string | null;
  /** Share of the truth that the bounds are to hold, 0 to 1. */
  band: number;
  /** Diseases with cases here. */
  diseases: string[];
  cases: number;
  /** Cases whose day of onset is unknown: not in the pictures. */
  withoutOnset: number;
  days: {
    day: Day;
    /** Onsets known so far; expected once all reports are in, with its bounds. */
    known: number;
    nowcast: number | null;
    low: number | null;
    high: number | null;
  }[];
  /** Reproduction number by the week that ends on a day; null where too few cases tell. */
  r: { day: Day; mean: number | null; low: number | null; high: number | null }[];
  interval: { mean: number; sd: number } | null;
  /** Why there is no reproduction number. */
  rLacks: 'no-interval' | 'too-short' | null;
  /** Days from onset to report: how many cases, and the share reported by then. */
  delays: { days: number; cases: number; by: number }[];
}

/** Windows of a week. */
export const WIDTH = 7;
/** What bounds can be asked to hold. */
export const BANDS: readonly number[] = [0.9, 0.95, 0.99];

const whole = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : Number(value.toFixed(2));

/** Diseases by how many cases there are, the commonest first. */
export function diseasesOf(all: readonly Reported[]): string[] {
  const counts = new Map<string, number>();
  for (const { disease } of all) counts.set(disease, (counts.get(disease) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([disease]) => disease);
}

/** What the city's bounds hold on a day unless somebody asks otherwise. Throws where the protocols do not say. */
export function bandOn(library: ProtocolLibrary, day: Day): number {
  const found = settingOn(library, 'signal.band', day);
  if (isRefusal(found)) throw new Error(`signal-setting: ${found.words.en}`);
  return Number(found.value);
}

/** What the open cases of an area say of one disease on a day: onsets with those still to be reported, R by week, delays. Without `asked` the commonest. */
export function transmission(
  all: readonly Reported[],
  today: Day,
  library: ProtocolLibrary,
  asked: string | undefined,
  band = bandOn(library, today),
): Transmission {
  const diseases = diseasesOf(all);
  const disease = asked ?? diseases[0] ?? null;
  const cases = all.filter((row) => row.disease === disease);
  const events = eventsOf(cases, today);
  const said = {
    disease,
    band,
    diseases,
    cases: cases.length,
    withoutOnset: cases.length - events.length,
    delays: delaysOf(events),
  };
  const onsets = onsetsOf(events, today, 1 - band);
  if (onsets === undefined || disease === null)
    return { ...said, days: [], r: [], interval: null, rLacks: 'too-short' };
  const { triangle, known, now } = onsets;
  const days = triangle.days.map((day, i) => ({
    day,
    known: known[i] ?? 0,
    nowcast: whole(now?.median[i]),
    low: whole(now?.low[i]),
    high: whole(now?.high[i]),
  }));
  return { ...said, days, ...reproductionOf(disease, days, library, today, band) };
}

/** The serial interval that the protocols state for a disease, days. */
export function intervalOf(
  disease: string,
  library: ProtocolLibrary,
  today: Day,
): { mean: number; sd: number } | undefined {
  const [mean, sd] = ['mean', 'sd'].map((part) => settingOn(library, `signal.serial.${part}.${disease}`, today));
  if (!mean || !sd || isRefusal(mean) || isRefusal(sd)) return undefined;
  return { mean: Number(mean.value), sd: Number(sd.value) };
}

/** Cori's estimate on the onsets expected once all reports are in. */
function reproductionOf(
  disease: string,
  days: Transmission['days'],
  library: ProtocolLibrary,
  today: Day,
  band: number,
): Pick<Transmission, 'r' | 'interval' | 'rLacks'> {
  const interval = intervalOf(disease, library, today);
  if (!interval) return { r: [], interval: null, rLacks: 'no-interval' };
  if (days.length <= WIDTH + 1) return { r: [], interval, rLacks: 'too-short' };
  const counts = days.map((row) => Math.round(row.nowcast ?? row.known));
  const out = reproduction(counts, serialInterval(interval.mean, interval.sd, counts.length), {
    ...CORI_DEFAULTS,
    windows: WIDTH,
    probabilities: [(1 - band) / 2, (1 + band) / 2],
  });
  return {
    interval,
    rLacks: null,
    r: Array.from(out.end, (end, i) => ({
      day: days[end - 1]?.day ?? today,
      mean: whole(out.mean[i]),
      low: whole(out.quantiles[0]?.[i]),
      high: whole(out.quantiles[1]?.[i]),
    })),
  };
}

function delaysOf(events: readonly ReportedEvent[]): Transmission['delays'] {
  const counts: number[] = [];
  for (const { event, report } of events) {
    const days = report === null ? 0 : daysBetween(event, report);
    counts[days] = (counts[days] ?? 0) + 1;
  }
  let sum = 0;
  return Array.from(counts, (n = 0, days) => {
    sum += n;
    return { days, cases: n, by: Number((sum / events.length).toFixed(4)) };
  });
}
