import type { Problem, Stop, Window } from '../problem.ts';
import type { Route } from '../solution.ts';

/**
 * The problem in which every announced time is a promise: each served stop must begin within `before` and `after` seconds of the
 * announced second, and within its own windows. Stops in no route keep theirs. A softness stays outside the promise: it is dropped.
 */
export function promised(problem: Problem, routes: Route[], before: number, after: number): Problem {
  const jobs = [...problem.jobs];
  for (const { steps } of routes) {
    for (const step of steps) {
      if (!('job' in step)) continue;
      const job = jobs[step.job]!;
      const narrow = (stop: Stop): Stop => narrowed(stop, { from: step.begins - before, to: step.begins + after });
      if (job.kind === 'visit') jobs[step.job] = { ...job, stop: narrow(job.stop) };
      else
        jobs[step.job] =
          step.kind === 'pickup' ? { ...job, pickup: narrow(job.pickup) } : { ...job, delivery: narrow(job.delivery) };
    }
  }
  return { ...problem, jobs };
}

function narrowed({ soft: _, ...stop }: Stop, said: Window): Stop {
  const windows = stop.windows
    .map(({ from, to }) => ({ from: Math.max(from, said.from), to: Math.min(to, said.to) }))
    .filter(({ from, to }) => from <= to);
  // Announced outside every window (soft): the promise alone holds.
  return { ...stop, windows: windows.length > 0 ? windows : [said] };
}
