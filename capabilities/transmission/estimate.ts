import {
  CORI_DEFAULTS,
  nowcast,
  type ReportedEvent,
  reportingTriangle,
  reproduction,
  serialInterval,
} from '../../engines/surveillance/index.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { addDays, type Day, daysBetween } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import type { CaseRow } from '../cases/index.ts';

/** How an outbreak moves, as far as its line list shows. */
export interface Transmission {
  disease: string | null;
  /** Diseases with cases here. */
  diseases: string[];
  cases: number;
  /** Cases whose day of onset is unknown: not in the pictures. */
  withoutOnset: number;
  days: {
    day: Day;
    /** Onsets known so far; expected once all reports are in, with the bounds of 95 %. */
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

// not a rule: what the picture shows, and the longest delay it learns
const SHOWN_DAYS = 60;
const LONGEST = 14;
/** Windows of a week. */
const WIDTH = 7;
const R_PROBABILITIES = [0.025, 0.975];

const whole = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : Number(value.toFixed(2));

/** What the open cases of an area say of one disease on a day: onsets with those still to be reported, R by week, delays. Without `asked` the commonest. */
export function transmission(
  all: readonly Pick<CaseRow, 'disease' | 'onset' | 'reportedOn'>[],
  today: Day,
  library: ProtocolLibrary,
  asked: string | undefined,
): Transmission {
  const counts = new Map<string, number>();
  for (const { disease } of all) counts.set(disease, (counts.get(disease) ?? 0) + 1);
  const diseases = [...counts].sort((a, b) => b[1] - a[1]).map(([disease]) => disease);
  const disease = asked ?? diseases[0] ?? null;
  const cases = all.filter((row) => row.disease === disease);
  const events = cases.flatMap((row): ReportedEvent[] =>
    row.onset && row.onset <= row.reportedOn && row.reportedOn <= today
      ? [{ event: row.onset, report: row.reportedOn }]
      : [],
  );
  const said = {
    disease,
    diseases,
    cases: cases.length,
    withoutOnset: cases.length - events.length,
    delays: delaysOf(events),
  };
  if (events.length === 0 || disease === null) return { ...said, days: [], r: [], interval: null, rLacks: 'too-short' };
  const earliest = events.map(({ event }) => event).sort()[0] as Day;
  const least = addDays(today, -2 * LONGEST);
  const oldest = addDays(today, 1 - SHOWN_DAYS);
  const first = earliest < oldest ? oldest : earliest < least ? earliest : least;
  const shown = events.filter(({ event }) => event >= first);
  const triangle = reportingTriangle(shown, today, LONGEST, first);
  const known = triangle.days.map(() => 0);
  for (const { event } of shown) {
    const at = daysBetween(first, event);
    known[at] = (known[at] ?? 0) + 1;
  }
  const mean = Math.max(1, shown.length / known.length);
  const most = Math.max(50, 6 * Math.max(...known) + 50);
  const now =
    shown.length > 0
      ? nowcast(triangle, {
          method: 'bayes.trunc',
          prior: { mean, variance: 10 * mean },
          concentration: 0.1,
          most,
          alpha: 0.05,
          as: 'exact',
        })
      : undefined;
  const days = triangle.days.map((day, i) => ({
    day,
    known: known[i] ?? 0,
    nowcast: whole(now?.median[i]),
    low: whole(now?.low[i]),
    high: whole(now?.high[i]),
  }));
  return { ...said, days, ...reproductionOf(disease, days, library, today) };
}

/** Cori's estimate on the onsets expected once all reports are in. */
function reproductionOf(
  disease: string,
  days: Transmission['days'],
  library: ProtocolLibrary,
  today: Day,
): Pick<Transmission, 'r' | 'interval' | 'rLacks'> {
  const [mean, sd] = ['mean', 'sd'].map((part) => settingOn(library, `signal.serial.${part}.${disease}`, today));
  if (!mean || !sd || isRefusal(mean) || isRefusal(sd)) return { r: [], interval: null, rLacks: 'no-interval' };
  const interval = { mean: Number(mean.value), sd: Number(sd.value) };
  if (days.length <= WIDTH + 1) return { r: [], interval, rLacks: 'too-short' };
  const counts = days.map((row) => Math.round(row.nowcast ?? row.known));
  const out = reproduction(counts, serialInterval(interval.mean, interval.sd, counts.length), {
    ...CORI_DEFAULTS,
    windows: WIDTH,
    probabilities: R_PROBABILITIES,
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
