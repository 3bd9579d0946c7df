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

/** Columns by position, row-major. */
export interface Columns {
  x: Float64Array;
  p: number;
  /** Daily: weekdays on which the channel never reports (all zero so far); they are no news. */
  closed: Uint8Array;
}

/** Waves a year that `years` of history can tell from a trend and from chance: none below one year, one below two, then two, three from four on. */
export const waves = (years: number): number => (years < 1 ? 0 : years < 2 ? 1 : years < 4 ? 2 : 3);

/**
 * Calendar columns of positions 0 .. n - 1, scaled about position `now`: constant, trend per year (with at least half a year), weekdays,
 * holiday, and sine and cosine of as many waves a year as the history from `from` to before `now` allows.
 */
export function columns(calendar: Calendar, y: ArrayLike<number>, now: number, from = 0): Columns {
  const n = y.length;
  const daily = calendar.step === 'day';
  const closed = new Uint8Array(7);
  const first = calendar.weekday ?? 0;
  if (daily) {
    const seen = new Float64Array(7);
    for (let i = from; i < now; i++) seen[(first + i) % 7]! += y[i]! > 0 || y[i]! < 0 ? 1 : 0;
    const most = Math.max(...seen);
    for (let d = 0; d < 7; d++) closed[d] = seen[d] === 0 && most >= 8 ? 1 : 0;
  }
  const years = (now - from) / calendar.year;
  const trend = years >= 0.5 ? 1 : 0;
  const open = daily ? [0, 1, 2, 3, 4, 5, 6].filter((d) => closed[d] === 0).slice(1) : [];
  const holiday = daily && calendar.holiday && some(calendar.holiday, from, now) ? 1 : 0;
  const harmonics = waves(years);
  const p = 1 + trend + open.length + holiday + 2 * harmonics;
  const x = new Float64Array(n * p);
  for (let i = 0; i < n; i++) {
    let at = i * p;
    x[at++] = 1;
    if (trend) x[at++] = (i - now) / calendar.year;
    for (const d of open) x[at++] = (first + i) % 7 === d ? 1 : 0;
    if (holiday) x[at++] = calendar.holiday![i] ? 1 : 0;
    for (let h = 1; h <= harmonics; h++) {
      const angle = (2 * Math.PI * h * i) / calendar.year;
      x[at++] = Math.cos(angle);
      x[at++] = Math.sin(angle);
    }
  }
  return { x, p, closed };
}

/** A holiday column is learnt only when at least three holidays were seen. */
function some(holiday: ArrayLike<number>, from: number, until: number): boolean {
  let count = 0;
  for (let i = from; i < until; i++) if (holiday[i]) count += 1;
  return count >= 3;
}
