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
 * To add one: write the file, then one line in shapes.ts.
 */
export interface Shape {
  matches(golden: Golden): boolean;
  rerun(golden: Golden, beside: Beside): Golden | Promise<Golden>;
}
