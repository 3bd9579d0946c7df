/** What a kind of plan gives: the result as data, and in words. `refused`: no plan can be; the exit code is 1. */
export interface Planned {
  result: unknown;
  lines: string[];
  refused?: boolean;
}

/** What the planning thread says: a plan, wrong words on the command line, or a fault by its name. */
export type Answer =
  | { planned: Planned; usage?: never; fault?: never }
  | { usage: string; planned?: never; fault?: never }
  | { fault: string; planned?: never; usage?: never };
