/** The weeks a Farrington model is trained on: 0-based positions in time order, their level of the seasonal factor, their time. */
export interface Baseline {
  at: number[];
  /** Level 1 .. periods; the level of the week under test is `periods`. */
  level: number[];
  /** Time of each training week, one unit a period. */
  time: number[];
  /** Time of the week under test on the same scale. */
  now: number;
}

export interface BaselineOptions {
  /** Years back. */
  b: number;
  /** Half width of the window about each anniversary. */
  w: number;
  /** Levels of the seasonal factor; 1: the windows alone. */
  noPeriods: number;
  /** Newest periods left out, so that a growing outbreak does not teach the model; `w` when absent. */
  pastWeeksNotIncluded?: number;
  /** Periods a year. */
  freq: number;
  /** Day numbers of the periods; anniversaries are then calendar years back, moved to the same weekday. */
  days?: ArrayLike<number>;
  /** Count time in periods even where there are days: months are then equally long. */
  evenTime?: boolean;
}

/**
 * Training weeks for week k (0-based) of improved Farrington (Noufaily et al. 2013; Salmon, Schumacher & Höhle 2016): windows of 2w + 1
 * about each anniversary are level `noPeriods`; the weeks between two windows are cut in time order into `noPeriods` - 1 blocks, left-over weeks
 * going to the first ones. A window that the series' beginning cuts is used as far as it goes. Throws
 * `farrington-history` when the oldest anniversary lies before the series.
 */
export function baselineOf(k: number, options: BaselineOptions): Baseline {
  const { b, w, noPeriods: p, freq } = options;
  const reference = anniversaries(k, options);
  const oldest = reference[b]!;
  if (oldest < 0)
    throw new Error(
      `farrington-history: week ${k + 1} needs ${b} years before it; ${-oldest} weeks are missing. Give a longer history, a smaller b, or use EARS, which needs under a year.`,
    );
  const blocks = new Uint16Array(k + 1);
  blocks.fill(p, Math.max(0, k - w), k + 1);
  for (let i = 0; i < b; i++) {
    const ref = reference[i + 1]!;
    blocks.fill(p, Math.max(0, ref - w), Math.min(k, ref + w) + 1);
    if (p === 1) continue;
    const period = reference[i]! - ref - 2 * w - 1;
    if (period < p - 1)
      throw new Error(
        `farrington-periods: ${p} levels do not fit into ${period} weeks between two windows. Use fewer, at freq ${freq}.`,
      );
    const length = Math.floor(period / (p - 1));
    const rest = period % (p - 1);
    let from = ref + w + 1;
    for (let j = 1; j < p; j++) {
      const size = length + (j <= rest ? 1 : 0);
      blocks.fill(j, from, from + size);
      from += size;
    }
  }
  blocks.fill(0, Math.max(0, k - (options.pastWeeksNotIncluded ?? w)));
  const at: number[] = [];
  for (let i = Math.max(0, oldest - w); i <= k; i++) if (blocks[i] !== 0) at.push(i);
  const days = options.evenTime ? undefined : options.days;
  const first = at[0] ?? k;
  const time = (i: number): number => (days === undefined ? i + 1 : (days[i]! - days[first]!) / (days[1]! - days[0]!));
  return { at, level: at.map((i) => blocks[i]!), time: at.map(time), now: time(k) };
}

/** Positions of week k and of its anniversaries 1 .. b years back. */
function anniversaries(k: number, { b, freq, days }: BaselineOptions): number[] {
  if (days === undefined) return Array.from({ length: b + 1 }, (_, i) => k - i * freq);
  const weekly = Math.round(days[1]! - days[0]!) === 7;
  const now = days[k]!;
  return Array.from({ length: b + 1 }, (_, i) => {
    let day = yearsBefore(now, i);
    if (weekly) {
      // the same weekday of the same week counted from Sunday, unless the one on the other side is nearer
      const weekday = (d: number): number => (((d + 4) % 7) + 7) % 7;
      const same = day - (weekday(day) - weekday(now));
      const other = same > day ? same - 7 : same + 7;
      day = Math.abs(same - day) > Math.abs(other - day) ? other : same;
    }
    let low = 0;
    let high = k;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (days[middle]! < day) low = middle + 1;
      else high = middle;
    }
    if (days[low] !== day && (low > 0 || day > days[0]!))
      throw new Error(
        `farrington-dates: no period begins ${i} years before week ${k + 1} (day ${day}). Give consecutive dates.`,
      );
    return days[low] === day ? low : -1 - Math.ceil((days[0]! - day) / (days[1]! - days[0]!));
  });
}

/** The day number of the same month and day `years` before, 29 February becoming 1 March (proleptic Gregorian; Hinnant 2013). */
function yearsBefore(day: number, years: number): number {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  // the year runs from 1 March, so that doy 365 is 29 February
  const y = yoe + era * 400 - years;
  const e = Math.floor(y / 400);
  const yo = y - e * 400;
  const leap = (y + 1) % 4 === 0 && ((y + 1) % 100 !== 0 || (y + 1) % 400 === 0);
  const length = leap ? 366 : 365;
  const extra = doy >= length ? doy - length + 1 : 0;
  return e * 146097 + yo * 365 + Math.floor(yo / 4) - Math.floor(yo / 100) + Math.min(doy, length - 1) + extra - 719468;
}
