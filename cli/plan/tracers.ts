import * as z from 'zod';
import { allocateTracers } from '../../engines/planning/index.ts';
import { columns, figure } from './options.ts';
import type { Planned } from './planned.ts';
import { readProblem } from './read.ts';

const Tracers = z.strictObject({
  tracers: z.number(),
  hoursPerCase: z.number(),
  hoursPerTracer: z.number(),
  effect: z.number(),
  halfLoad: z.number(),
  steepness: z.number(),
  areas: z.array(
    z.strictObject({ area: z.string(), cases: z.number(), reproduction: z.number(), least: z.number().optional() }),
  ),
});

/** `tandem plan tracers`: where contact tracers prevent most. */
export async function planTracers(file: string | undefined): Promise<Planned> {
  const { areas, tracers, ...rules } = await readProblem(file, 'tracers.yaml', Tracers);
  const shares = allocateTracers(areas, tracers, rules);
  const prevented = shares.reduce((sum, each) => sum + each.prevented, 0);
  const rows = shares.map((each) => [
    each.area,
    String(each.tracers),
    each.load === null ? '-' : each.load.toFixed(2),
    `${(100 * each.traced).toFixed(0)} %`,
    figure(each.prevented),
    each.next.toFixed(3),
  ]);
  return {
    result: { tracers, prevented, shares },
    lines: [
      ...columns([['area', 'tracers', 'load', 'traced in time', 'prevented a day', 'one more'], ...rows]),
      '',
      `${figure(prevented)} infections a day prevented by ${tracers} tracers. Advice: exact for this model of saturation; people on the spot know more.`,
    ],
  };
}
