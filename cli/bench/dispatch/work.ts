import { check } from '../../../engines/dispatch/check/check.ts';
import { type Problem, type SolveOptions, solve } from '../../../engines/dispatch/index.ts';
import { city, district } from './district.ts';
import { instancesOf } from './instances.ts';

/** One plan to be made in so many seconds of processor: of a benchmark instance, of the district, or of one part of the city. */
export type Task = { seconds: number } & (
  | { kind: 'instance'; set: string; name: string }
  | { kind: 'district' }
  | { kind: 'part'; x: number[]; y: number[] }
);

export interface Done {
  /** In the instance's units, or kilometres. */
  cost: number;
  vehicles: number;
  unserved: number;
  iterations: number;
  /** Seconds of this thread's processor it took. */
  seconds: number;
}

/** Makes the plan and has it checked; throws when the checker finds fault. */
export async function work(task: Task): Promise<Done> {
  const { problem, unit, first } = await asked(task);
  const begun = process.threadCpuUsage();
  const seconds = (): number => {
    const { user, system } = process.threadCpuUsage(begun);
    return (user + system) / 1e6;
  };
  const plan = solve(problem, { seed: 'bench', first, spent: () => seconds() / task.seconds });
  const took = seconds();
  const [fault] = check(problem, plan);
  if (fault)
    throw new Error(`bench-infeasible: ${JSON.stringify(task).slice(0, 80)}: ${fault.words} A fault of the search.`);
  return {
    cost: plan.cost.total / unit,
    vehicles: plan.routes.length,
    unserved: plan.unserved.length,
    iterations: plan.iterations,
    seconds: took,
  };
}

async function asked(
  task: Task,
): Promise<{ problem: Problem; unit: number; first: NonNullable<SolveOptions['first']> }> {
  if (task.kind === 'district') return { problem: district(2000, 100, 'district'), unit: 1, first: 'cost' };
  if (task.kind === 'part') return { problem: city(task.x, task.y), unit: 1, first: 'cost' };
  const found = (await instancesOf(task.set)).find(({ name }) => name === task.name);
  if (!found) throw new Error(`bench-instance: ${task.set} has no ${task.name}.`);
  return found.benchmark();
}
