/** The calendar of a series: which columns its expectation may use. */
export interface Calendar {
  step: 'day' | 'week';
  /** Steps a year: 52 (or 52.18) weekly, 365.25 daily. */
  year: number;
  /** Daily: day of the week of position 0, 0 to 6 in any fixed order. */
  weekday?: number;
  /** Daily: 1 on public and school holidays, by position; reaches as far as the series. */
  holiday?: ArrayLike<number>;
}

/**
 * What an expectation may use of each position: its group, and numbers that run through all groups. Kept apart because a sum over groups
 * needs no multiplication.
 */
export interface Columns {
  /** Weekday of each position among those on which the channel reports, 0 to groups - 1; closed ones stand in group 0. */
  group: Uint8Array;
  groups: number;
  /** Trend, holiday, waves; row-major: smooth[position * s + j]. */
  smooth: Float64Array;
  s: number;
  /** Daily: weekdays on which the channel never reports (all zero so far); they are no news. */
  closed: Uint8Array;
}

/** Waves a year that `years` of history can tell from a trend and from chance: none below one year, one below two, then two, three from four on. */
const waves = (years: number): number => (years < 1 ? 0 : years < 2 ? 1 : years < 4 ? 2 : 3);

/** Columns made lately, by what they hang on: the series of a night share a calendar. */
const made = new Map<string, Columns>();
const KEPT = 32;

/**
 * Calendar columns of positions 0 .. n - 1, scaled about position `now`: weekdays, trend per year (with at least half a year),
 * holiday, and sine and cosine of as many waves a year as the history from `from` to before `now` allows. Not to be written to: they are shared.
 */
export function columns(calendar: Calendar, y: ArrayLike<number>, now: number, from = 0): Columns {
  const closed = calendar.step === 'day' ? closedWeekdays(calendar, y, now, from) : new Uint8Array(7);
  if (calendar.holiday) return make(calendar, y.length, now, from, closed);
  const key = `${calendar.step} ${calendar.year} ${calendar.weekday} ${y.length} ${now} ${from} ${closed.join('')}`;
  const known = made.get(key);
  if (known) return known;
  if (made.size >= KEPT) made.clear();
  const columns = make(calendar, y.length, now, from, closed);
  made.set(key, columns);
  return columns;
}

function closedWeekdays({ weekday = 0 }: Calendar, y: ArrayLike<number>, now: number, from: number): Uint8Array {
  const seen = new Float64Array(7);
  for (let i = from, d = (weekday + from) % 7; i < now; i++, d = d === 6 ? 0 : d + 1)
    if (y[i]! > 0 || y[i]! < 0) seen[d]! += 1;
  const most = Math.max(...seen);
  return Uint8Array.from(seen, (count) => (count === 0 && most >= 8 ? 1 : 0));
}

function make(calendar: Calendar, n: number, now: number, from: number, closed: Uint8Array): Columns {
  const daily = calendar.step === 'day';
  const first = calendar.weekday ?? 0;
  const open = daily ? [0, 1, 2, 3, 4, 5, 6].filter((d) => closed[d] === 0) : [0];
  const group = new Uint8Array(n);
  if (daily) for (let i = 0; i < n; i++) group[i] = Math.max(0, open.indexOf((first + i) % 7));
  const years = (now - from) / calendar.year;
  const trend = years >= 0.5 ? 1 : 0;
  const holiday = daily && calendar.holiday && some(calendar.holiday, from, now) ? 1 : 0;
  const harmonics = waves(years);
  const s = trend + holiday + 2 * harmonics;
  const smooth = new Float64Array(n * s);
  for (let i = 0; i < n; i++) {
    let at = i * s;
    if (trend) smooth[at++] = (i - now) / calendar.year;
    if (holiday) smooth[at++] = calendar.holiday![i] ? 1 : 0;
    for (let h = 1; h <= harmonics; h++) {
      const angle = (2 * Math.PI * h * i) / calendar.year;
      smooth[at++] = Math.cos(angle);
      smooth[at++] = Math.sin(angle);
    }
  }
  return { group, groups: Math.max(1, open.length), smooth, s, closed };
}

/** A holiday column is learnt only when at least three holidays were seen. */
function some(holiday: ArrayLike<number>, from: number, until: number): boolean {
  let count = 0;
  for (let i = from; i < until; i++) if (holiday[i]) count += 1;
  return count >= 3;
}
