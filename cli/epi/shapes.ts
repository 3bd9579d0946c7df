import { UsageError } from '../io.ts';

/** A golden table as read: an object of named values. */
export type Golden = Record<string, unknown>;

/**
 * The shapes of golden tables that `tandem epi rerun` recomputes, one file a shape: cli/epi/<shape>.ts exports
 *
 *   matches(golden: Golden): boolean   from the keys alone: neither the file's name nor its folder is known
 *   rerun(golden: Golden): Golden      (or a promise) the same object with every output recomputed from its inputs and parameters
 *
 * `rerun` keeps inputs, notes and the order of the keys (`{ ...golden, outputs }`), writes null where the method defines nothing, and never
 * copies an output. A shape must match no other shape's files: `tandem epi rerun` refuses a file that two shapes claim.
 * To add one: write the file, then one line here.
 */
export interface Shape {
  matches(golden: Golden): boolean;
  rerun(golden: Golden): Golden | Promise<Golden>;
}

const shapes: Record<string, () => Promise<Shape>> = {
  weekly: () => import('./weekly.ts'),
  points: () => import('./points.ts'),
};

/** The same file with every output recomputed. */
export async function rerunGolden(golden: unknown): Promise<Golden> {
  if (typeof golden !== 'object' || golden === null || Array.isArray(golden))
    throw new UsageError('epi-rerun: a golden table is a JSON object.');
  const table = golden as Golden;
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
  return await only[1].rerun(table);
}

export const shapeNames = Object.keys(shapes);
