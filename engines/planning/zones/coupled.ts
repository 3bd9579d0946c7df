import { type LocalArea, localAreas, spread, susceptibleAtStart } from './local.ts';
import type { ZonePlan, ZoneProblem } from './problem.ts';

/** Infections of each area (row) and week when all areas follow the plan and infect one another. */
export function coupledInfections(problem: ZoneProblem, plan: ZonePlan): Float64Array[] {
  const locals = localAreas(problem);
  const infections = locals.map(() => new Float64Array(problem.weeks));
  const now = Float64Array.from(locals, ({ area }) => area.infections);
  const susceptible = Float64Array.from(locals, susceptibleAtStart);
  for (let week = 0; week < problem.weeks; week++) {
    incomingOf(problem, locals, now, week);
    locals.forEach((local, a) => {
      const arising = spread(local, plan.levels[a]![week]!, week, susceptible[a]!, now[a]!);
      susceptible[a]! -= arising;
      infections[a]![week] = arising;
    });
    for (let a = 0; a < now.length; a++) now[a] = infections[a]![week]!;
  }
  return infections;
}

/** Sets what reaches each area in a week from the infections of the others the week before, in proportion to people. */
function incomingOf(problem: ZoneProblem, locals: readonly LocalArea[], now: Float64Array, week: number): void {
  if (problem.mixing === 0 || locals.length === 1) return;
  const people = locals.reduce((sum, { area }) => sum + area.population, 0);
  let away = 0;
  const part = (a: number): number => (problem.mixing * now[a]!) / (people - locals[a]!.area.population);
  for (let a = 0; a < locals.length; a++) away += part(a);
  locals.forEach((local, a) => {
    local.incoming[week] = local.area.population * Math.max(0, away - part(a));
  });
}

/** Areas whose incoming infections are those a reference plan leads to: with them each area stands by itself. */
export function linearise(problem: ZoneProblem, reference: ZonePlan): LocalArea[] {
  const locals = localAreas(problem);
  const infections = coupledInfections(problem, reference);
  const now = Float64Array.from(locals, ({ area }) => area.infections);
  for (let week = 0; week < problem.weeks; week++) {
    incomingOf(problem, locals, now, week);
    for (let a = 0; a < now.length; a++) now[a] = infections[a]![week]!;
  }
  return locals;
}
