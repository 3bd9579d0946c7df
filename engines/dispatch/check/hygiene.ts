import type { Problem } from '../problem.ts';
import type { Route } from '../solution.ts';
import type { Report } from './violation.ts';

/** Who is aboard with whom, what trace was left before whom, and that cleaning is done empty, whole and where it may be. */
export function checkHygiene(problem: Problem, { steps }: Route, report: Report): void {
  const { hygiene } = problem;
  const aboard = new Map<number, number | undefined>();
  let traces = new Set<number>();
  steps.forEach((step, n) => {
    if (step.kind === 'cleaning') {
      if (!hygiene) {
        report('cleaning', 'Nothing asks for cleaning.', { step: n });
        return;
      }
      const { duration, points } = hygiene.cleaning;
      if (aboard.size > 0) report('cleaning', `Cleaned with ${aboard.size} aboard.`, { step: n, by: aboard.size });
      if (step.service !== duration)
        report('cleaning', `Cleaning takes ${duration} s, not ${step.service}.`, {
          step: n,
          by: duration - step.service,
        });
      if (points && !points.includes(step.point))
        report('cleaning', `It may not be done at point ${step.point}.`, { step: n });
      traces = new Set();
      return;
    }
    if (!('job' in step)) return;
    const { id, hygiene: own } = problem.jobs[step.job]!;
    if (step.kind === 'delivery') {
      aboard.delete(step.job);
      return;
    }
    if (hygiene && own !== undefined) {
      for (const before of traces) {
        if (!hygiene.follows[before]![own])
          report(
            'follows',
            `Job ${id} (${hygiene.classes[own]}) comes after ${hygiene.classes[before]} without cleaning.`,
            { step: n, job: step.job },
          );
      }
      traces.add(own);
      if (step.kind === 'pickup') {
        for (const [other, kind] of aboard) {
          if (kind !== undefined && !hygiene.together[kind]![own])
            report(
              'together',
              `Job ${id} (${hygiene.classes[own]}) is aboard with ${problem.jobs[other]!.id} (${hygiene.classes[kind]}).`,
              { step: n, job: step.job },
            );
        }
      }
    }
    if (step.kind === 'pickup') aboard.set(step.job, own);
  });
}
