import type { Solution } from '../../engines/dispatch/index.ts';
import type { Benchmark } from './benchmark.ts';

/** A benchmark's solution: objective in the instance's units, routes by the file's numbers (0: back at the depot for another trip). */
export interface BenchmarkSolution {
  instance: string;
  objective: number;
  vehicles: number;
  unserved: number[];
  routes: { vehicle: number; stops: number[] }[];
  iterations: number;
  seconds: number;
}

export function writeBenchmark(
  { name, problem, unit, stops }: Benchmark,
  solution: Solution,
  seconds: number,
): BenchmarkSolution {
  return {
    instance: name,
    objective: Number((solution.cost.total / unit).toFixed(4)),
    vehicles: solution.routes.length,
    unserved: solution.unserved.flatMap((job) => stops[job]!),
    routes: solution.routes.map(({ vehicle, steps }) => ({
      vehicle: vehicle + 1,
      stops: steps.flatMap((step) => {
        if (step.kind === 'reload') return [0];
        if (!('job' in step)) return [];
        return [stops[step.job]![step.kind === 'delivery' && problem.jobs[step.job]!.kind === 'transfer' ? 1 : 0]!];
      }),
    })),
    iterations: solution.iterations,
    seconds: Number(seconds.toFixed(2)),
  };
}
