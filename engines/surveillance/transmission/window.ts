/** Why a window has no estimate. */
export type NoEstimate =
  /** It ends within one mean interval of the start: infectors before the series are missing. */
  | 'before-one-interval'
  /** Fewer cases than the wanted precision needs. */
  | 'too-few-cases'
  /** A day in it was not reported. */
  | 'missing-day'
  /** Nobody had onset in it. */
  | 'no-cases'
  /** Too little of its cases' onward transmission could be seen yet. */
  | 'too-recent';

/** First and last day of each window, days counted from 1. */
export interface Windows {
  start: Int32Array;
  end: Int32Array;
}

/** All windows of `width` days from day 2 on, as the day before must be known. Error `window-width`. */
export function slidingWindows(days: number, width: number): Windows {
  if (!Number.isInteger(width) || width < 1 || width > days - 1)
    throw new Error(
      `window-width: ${width} days on a series of ${days}. Give ${days > 1 ? `a whole number from 1 to ${days - 1}` : 'two days at least'}.`,
    );
  const count = days - width;
  return {
    start: Int32Array.from({ length: count }, (_, i) => i + 2),
    end: Int32Array.from({ length: count }, (_, i) => i + 1 + width),
  };
}

/** Error `window-bounds`: windows must lie on days 2 ... `days`, each with start <= end. */
export function checkWindows({ start, end }: Windows, days: number): void {
  for (let i = 0; i < start.length; i++)
    if (!(start[i]! >= 2 && start[i]! <= end[i]! && end[i]! <= days))
      throw new Error(
        `window-bounds: days ${start[i]} to ${end[i]}. Windows lie on days 2 to ${days}, start before end.`,
      );
}
