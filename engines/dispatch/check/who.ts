import type { Problem } from '../problem.ts';
import type { Route } from '../solution.ts';
import type { Report } from './violation.ts';

/** Skills, vehicles a job is barred to, time aboard, and the limits of a shift. */
export function checkWho(problem: Problem, { vehicle: index, steps }: Route, report: Report): void {
  const { skills, limits } = problem.vehicles[index]!;
  const left = new Map<number, number>();
  let stops = 0;
  let driving = 0;
  let metres = 0;
  const { speed, travel } = problem.vehicles[index]!;
  const { duration, distance } = problem.travel[travel]!;
  steps.forEach((step, n) => {
    if (n > 0) {
      const cell = steps[n - 1]!.point * problem.points + step.point;
      driving += Math.round(duration[cell]! / speed);
      metres += distance?.[cell] ?? 0;
    }
    if (!('job' in step)) return;
    stops++;
    const job = problem.jobs[step.job]!;
    const missing = job.skills.filter((skill) => !skills.includes(skill));
    if (missing.length > 0 && step.kind !== 'delivery')
      report('skill', `Job ${job.id} needs ${missing.join(', ')}.`, { step: n, job: step.job, by: missing.length });
    if (job.only && !job.only.includes(index) && step.kind !== 'delivery')
      report('vehicle-barred', `Job ${job.id} is not for this vehicle.`, { step: n, job: step.job });
    if (step.kind === 'pickup') left.set(step.job, step.begins + step.service);
    if (step.kind !== 'delivery' || job.kind !== 'transfer' || job.aboard === undefined) return;
    const aboard = step.begins - (left.get(step.job) ?? step.begins);
    if (aboard > job.aboard)
      report('aboard', `Job ${job.id} is aboard ${aboard} s; ${job.aboard} s are allowed.`, {
        step: n,
        job: step.job,
        by: aboard - job.aboard,
      });
  });
  const worked = steps.at(-1)!.begins - steps[0]!.begins;
  const keep = (
    rule: 'limit-duration' | 'limit-driving' | 'limit-distance' | 'limit-stops',
    value: number,
    limit: number | undefined,
    unit: string,
  ): void => {
    if (limit !== undefined && value > limit)
      report(rule, `${value} ${unit}; ${limit} are allowed.`, { by: value - limit });
  };
  keep('limit-duration', worked, limits.duration, 's');
  keep('limit-driving', driving, limits.driving, 's driving');
  keep('limit-distance', metres, limits.distance, 'm');
  keep('limit-stops', stops, limits.stops, 'stops');
}
