/** What a kind of plan gives: the result as data, and in words. `refused`: no plan can be; the exit code is 1. */
export interface Planned {
  result: unknown;
  lines: string[];
  refused?: boolean;
}
