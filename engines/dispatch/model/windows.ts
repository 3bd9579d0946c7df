import type { Stop } from '../problem.ts';

/** No time is later than this. */
export const never = 0x3fffffff;

/**
 * Earliest second at or after `t` at which the stop's service may begin; `never` when there is none. `early` allows the soft
 * beginning before the first window.
 */
export function opening(stop: Stop, t: number, early: boolean): number {
  const { windows, soft } = stop;
  const first = windows[0];
  if (!first) return t;
  if (early && soft && t < first.from) return Math.max(t, first.from - soft.early);
  for (const { from, to } of windows) {
    if (t <= from) return from;
    if (t <= to) return t;
  }
  return soft && t <= windows[windows.length - 1]!.to + soft.late ? t : never;
}

/** Last second at which the service could still begin without leaving the window (or softness) that `begins` is in. */
export function closing(stop: Stop, begins: number): number {
  const { windows, soft } = stop;
  if (windows.length === 0) return never;
  for (const { from, to } of windows) if (begins >= from && begins <= to) return to;
  return begins < windows[0]!.from ? windows[0]!.to : windows[windows.length - 1]!.to + (soft?.late ?? 0);
}

/** Cost of beginning at this second outside the windows. */
export function outside(stop: Stop, begins: number): number {
  const { windows, soft } = stop;
  if (!soft || windows.length === 0) return 0;
  const early = windows[0]!.from - begins;
  const late = begins - windows[windows.length - 1]!.to;
  return (Math.max(0, early) * soft.earlyPerHour + Math.max(0, late) * soft.latePerHour) / 3600;
}
