/** One fault: where it is (`path` or `path:line`), what is wrong there, what to do about it. */
export interface Finding {
  where: string;
  what: string;
  fix: string;
}

/** A guard of the house: looks at the tree under `root` and returns its faults; empty when all is well. */
export interface Check {
  name: string;
  run(root: string): Promise<Finding[]>;
}
