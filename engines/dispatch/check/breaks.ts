import type { Problem } from '../problem.ts';
import type { Route } from '../solution.ts';
import type { Report } from './violation.ts';

/** Breaks of the day are taken once, in a window and with little enough aboard; breaks after work before too much of it. */
export function checkBreaks(problem: Problem, { vehicle, steps }: Route, report: Report): void {
  const { breaks } = problem.vehicles[vehicle]!;
  const taken = breaks.map(() => [] as { at: number; begins: number; ends: number }[]);
  steps.forEach((step, at) => {
    if (step.kind !== 'break') return;
    const rule = breaks[step.break];
    if (!rule) {
      report('break', `The vehicle has no break ${step.break}.`, { step: at });
      return;
    }
    taken[step.break]!.push({ at, begins: step.begins, ends: step.begins + step.service });
    if (step.service !== rule.duration)
      report('break', `Break ${rule.id} lasts ${rule.duration} s, not ${step.service}.`, {
        step: at,
        by: rule.duration - step.service,
      });
    if (rule.kind !== 'window') return;
    if (!rule.windows.some(({ from, to }) => step.begins >= from && step.begins <= to))
      report('break', `Break ${rule.id} begins at ${step.begins}, outside its windows.`, { step: at });
    rule.maxLoad?.forEach((most, d) => {
      if (step.load[d]! > most)
        report('break', `Break ${rule.id}: ${step.load[d]} aboard in dimension ${d}; ${most} are allowed.`, {
          step: at,
          by: step.load[d]! - most,
        });
    });
  });
  const left = steps[0]!.begins;
  const done = steps.at(-1)!.begins;
  breaks.forEach((rule, n) => {
    if (rule.kind === 'window') {
      if (taken[n]!.length !== 1) report('break', `Break ${rule.id} is taken ${taken[n]!.length} times.`);
      return;
    }
    let since = left;
    for (const { at, begins, ends } of [...taken[n]!, { at: steps.length - 1, begins: done, ends: done }]) {
      const worked = begins - since;
      if (worked > rule.work)
        report('break', `${worked} s without break ${rule.id}; ${rule.work} s are allowed.`, {
          step: at,
          by: worked - rule.work,
        });
      since = ends;
    }
  });
}
