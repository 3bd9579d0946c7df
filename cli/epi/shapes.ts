import { UsageError } from '../io.ts';
import type { Beside, Golden, Shape } from './golden.ts';

/** One line a shape; what a shape is: golden.ts. */
const shapes: Record<string, () => Promise<Shape>> = {
  weekly: () => import('./weekly.ts'),
  glm: () => import('./glm.ts'),
  'moving-epidemic': () => import('./moving-epidemic.ts'),
  daily: () => import('./daily.ts'),
  'weekly-models': () => import('./weekly-models.ts'),
  'run-length': () => import('./run-length.ts'),
  distributions: () => import('./distributions.ts'),
  points: () => import('./points.ts'),
  rt: () => import('./rt.ts'),
  'discr-si': () => import('./discr-si.ts'),
  r0: () => import('./r0.ts'),
  nowcast: () => import('./nowcast.ts'),
  backprojection: () => import('./backprojection.ts'),
  hhh4: () => import('./hhh4.ts'),
  growth: () => import('./growth.ts'),
  delays: () => import('./delays.ts'),
  chains: () => import('./chains.ts'),
  superspreading: () => import('./superspreading.ts'),
  endofoutbreak: () => import('./endofoutbreak.ts'),
  scores: () => import('./scores.ts'),
};

/** The same file with every output recomputed. */
export async function rerunGolden(golden: unknown, beside: Beside): Promise<unknown> {
  if (typeof golden !== 'object' || golden === null)
    throw new UsageError('epi-rerun: a golden table is a JSON object or a list of them.');
  const table = Array.isArray(golden) ? { rows: golden as unknown[] } : (golden as Golden);
  const claimed: [string, Shape][] = [];
  for (const [name, load] of Object.entries(shapes)) {
    const shape = await load();
    if (shape.matches(table)) claimed.push([name, shape]);
  }
  const [only, second] = claimed;
  if (only === undefined)
    throw new UsageError(
      `epi-shape: no shape fits the keys ${Object.keys(table).slice(0, 12).join(', ')}. Known: ${Object.keys(shapes).join(', ')}.`,
    );
  if (second !== undefined)
    throw new UsageError(`epi-shape: the file fits ${only[0]} and ${second[0]}; it must fit one.`);
  const again = await only[1].rerun(table, beside);
  return Array.isArray(golden) ? again['rows'] : again;
}

export const shapeNames = Object.keys(shapes);
