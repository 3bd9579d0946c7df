import { UsageError } from '../io.ts';

/** A golden table as read: an object of named values. A file that is a bare list arrives, and is written, as its `rows`. */
export type Golden = Record<string, unknown>;

/** A file beside the golden one, parsed; undefined where there is none. For tables that name a data set instead of holding it. */
export type Beside = (path: string) => Promise<unknown>;

/**
 * The shapes of golden tables that `tandem epi rerun` recomputes, one file a shape: cli/epi/<shape>.ts exports
 *
 *   matches(golden: Golden): boolean   from the keys alone: neither the file's name nor its folder is known
 *   rerun(golden: Golden): Golden      (or a promise) the same object with every output recomputed from its inputs and parameters;
 *                                      a second argument, `beside`, reads a file next to it
 *
 * `rerun` keeps inputs, notes and the order of the keys (`{ ...golden, outputs }`), writes null where the method defines nothing, and never
 * copies an output. A shape must match no other shape's files: `tandem epi rerun` refuses a file that two shapes claim.
 * To add one: write the file, then one line here.
 */
export interface Shape {
  matches(golden: Golden): boolean;
  rerun(golden: Golden, beside: Beside): Golden | Promise<Golden>;
}

const shapes: Record<string, () => Promise<Shape>> = {
  weekly: () => import('./weekly.ts'),
  glm: () => import('./glm.ts'),
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
