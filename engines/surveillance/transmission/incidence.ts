import { addDays, type Day, daysBetween } from '../../../kernel/time.ts';

/** Cases by day or week; null where nothing was reported. Missing is not zero. */
export type Counts = ArrayLike<number | null>;

/** The counts as numbers, NaN where missing. Errors `count-negative`, `count-not-finite`, `counts-empty`. */
export function readCounts(counts: Counts): Float64Array {
  if (counts.length === 0) throw new Error('counts-empty: no count was given. Give at least one period.');
  const read = new Float64Array(counts.length);
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i];
    if (count === null || count === undefined || Number.isNaN(count)) read[i] = Number.NaN;
    else if (count < 0)
      throw new Error(`count-negative: period ${i + 1} has ${count}. Corrections belong into the period they correct.`);
    else if (!Number.isFinite(count))
      throw new Error(`count-not-finite: period ${i + 1} has ${count}. Give a number of cases, or null for missing.`);
    else read[i] = count;
  }
  return read;
}

/** The counts where none may be missing. Error `count-missing` names the first gap. */
export function readWhole(counts: Counts): Float64Array {
  const read = readCounts(counts);
  const gap = read.findIndex(Number.isNaN);
  if (gap >= 0)
    throw new Error(
      `count-missing: period ${gap + 1} has no count. Missing is not zero: complete it, or fill it on purpose first.`,
    );
  return read;
}

/**
 * Dated counts on a line without holes. A day that stands nowhere is a gap: refused, unknown (null) or zero, as the caller says.
 * Errors `dates-gap` (with the days around it), `date-twice`, `counts-empty`.
 */
export function alignDaily(
  rows: readonly { day: Day; count: number | null }[],
  gaps: 'refuse' | 'unknown' | 'zero',
): { first: Day; counts: (number | null)[] } {
  const sorted = [...rows].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const first = sorted[0]?.day;
  if (first === undefined) throw new Error('counts-empty: no dated count was given. Give at least one day.');
  const counts: (number | null)[] = [];
  let last = addDays(first, -1);
  for (const { day, count } of sorted) {
    const step = daysBetween(last, day);
    if (step === 0) throw new Error(`date-twice: ${day} has two counts. Add them up, or keep the one that is right.`);
    if (step > 1 && gaps === 'refuse')
      throw new Error(
        `dates-gap: after ${last} the next count is of ${day}, ${step - 1} days are absent. Say whether they are unknown or zero.`,
      );
    for (let i = 1; i < step; i++) counts.push(gaps === 'zero' ? 0 : null);
    counts.push(count);
    last = day;
  }
  return { first, counts };
}

/**
 * Reports that add up several days (a weekly total on one day, the days before missing): each total is divided evenly over itself
 * and the missing days before it. Days after the last report stay missing.
 */
export function spreadReports(counts: Counts): Float64Array {
  const read = readCounts(counts);
  let since = 0;
  for (let i = 0; i < read.length; i++) {
    const total = read[i]!;
    if (Number.isNaN(total)) continue;
    read.fill(total / (i - since + 1), since, i + 1);
    since = i + 1;
  }
  return read;
}

/** Missing days by a straight line between the known neighbours, the nearest known value beyond them; zero where none is known. */
export function bridged(read: Float64Array): Float64Array {
  const out = Float64Array.from(read);
  let before = -1;
  for (let i = 0; i <= out.length; i++) {
    if (i < out.length && Number.isNaN(read[i]!)) continue;
    for (let j = before + 1; j < i; j++) {
      const left = before < 0 ? (read[i] ?? 0) : read[before]!;
      const right = i === out.length ? left : read[i]!;
      out[j] = left + ((right - left) * (j - before)) / (i - before);
    }
    before = i;
  }
  return out;
}
