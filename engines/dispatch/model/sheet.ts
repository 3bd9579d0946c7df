import type { Job, Problem, Stop } from '../problem.ts';
import { never } from './windows.ts';

/** One leg of one job, as the timetable needs it; reloads are made on the way. */
export interface Leg {
  leg: 'visit' | 'pickup' | 'delivery' | 'reload';
  job: number;
  stop: Stop;
  /** Load after it changes by this. */
  change: number[];
  /** Brought from the trip's beginning. */
  bring: number[];
  /** Brought things leave no earlier. */
  release: number;
  /** Class that leaves its trace here, or -1; of deliveries: class of who or what is set down. */
  hygiene: number;
  rider: number;
  /** Most seconds aboard, of deliveries; `never`: any. */
  aboard: number;
  urgency: Job['urgency'];
}

/** Legs of all jobs, a visit's one or a transfer's two in a row: with the model's `order`, numbered as its nodes are. */
export function legsOf(problem: Problem, order: readonly number[] = problem.jobs.map((_, j) => j)): Leg[] {
  const none = Array.from({ length: problem.dimensions }, () => 0);
  return order.flatMap((j): Leg[] => {
    const job = problem.jobs[j]!;
    const own = {
      job: j,
      hygiene: job.hygiene ?? -1,
      rider: -1,
      bring: none,
      release: -never,
      aboard: never,
      urgency: undefined,
    };
    if (job.kind === 'visit') {
      const change = job.collect.map((more, d) => more - job.bring[d]!);
      const release = job.release ?? -never;
      return [{ ...own, leg: 'visit', stop: job.stop, change, bring: job.bring, release, urgency: job.urgency }];
    }
    return [
      { ...own, leg: 'pickup', stop: job.pickup, change: job.load },
      {
        ...own,
        leg: 'delivery',
        stop: job.delivery,
        change: job.load.map((less) => -less),
        hygiene: -1,
        rider: job.hygiene ?? -1,
        aboard: job.aboard ?? never,
        urgency: job.urgency,
      },
    ];
  });
}

/** A reload at a point. */
export const reloadLeg = (point: number, duration: number, dimensions: number): Leg => ({
  leg: 'reload',
  job: -1,
  stop: { point, windows: [], service: duration, setup: 0 },
  change: Array.from({ length: dimensions }, () => 0),
  bring: [],
  release: -never,
  hygiene: -1,
  rider: -1,
  aboard: never,
  urgency: undefined,
});
