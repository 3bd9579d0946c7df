import type { Window } from '../../engines/dispatch/index.ts';
import type { VroomInput } from './vroom-schema.ts';

/** Times that vehicles' `steps` bind services to (`service_at`, `service_after`, `service_before`). */
interface StepBounds {
  /** By "job 5", "pickup 5", "delivery 5". */
  tasks: Map<string, Window>;
  /** By vehicle index and break id. */
  breaks: Map<string, Window>;
  /** Of start and end, by vehicle index. */
  shifts: (Window | undefined)[];
}

const ENDLESS = 0x1fffffff;

/** Bounds of all steps that have any, in the engine's seconds. */
export function boundsOf({ vehicles }: VroomInput, origin: number): StepBounds {
  const tasks: StepBounds['tasks'] = new Map();
  const breaks: StepBounds['breaks'] = new Map();
  const shifts = vehicles.map(({ steps }, v) => {
    let shift: Window | undefined;
    for (const { type, id, service_at, service_after, service_before } of steps ?? []) {
      if (service_at === undefined && service_after === undefined && service_before === undefined) continue;
      const from = (service_at ?? service_after ?? origin - ENDLESS) - origin;
      const to = (service_at ?? service_before ?? origin + ENDLESS) - origin;
      if (type === 'start') shift = { from, to: shift?.to ?? ENDLESS };
      else if (type === 'end') shift = { from: shift?.from ?? -ENDLESS, to };
      else if (type === 'break') breaks.set(`${v} ${id}`, { from, to });
      else tasks.set(`${type} ${id}`, { from, to });
    }
    return shift;
  });
  return { tasks, breaks, shifts };
}

/** The windows within a bound; without windows, the bound alone. Throws `vroom-step-time` when nothing is left. */
export function narrowed(name: string, windows: Window[], bound: Window | undefined): Window[] {
  if (!bound) return windows;
  if (windows.length === 0) return [bound];
  const left = windows
    .map(({ from, to }) => ({ from: Math.max(from, bound.from), to: Math.min(to, bound.to) }))
    .filter(({ from, to }) => from <= to);
  if (left.length === 0)
    throw new Error(
      `vroom-step-time: a step wants ${name} at a time its time_windows do not have. Change one of them.`,
    );
  return left;
}
