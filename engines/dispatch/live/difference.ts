import type { Route, Step } from '../solution.ts';

/** What is different for one job between two plans. */
export type Difference =
  | { kind: 'added'; job: number; vehicle: number; begins: number }
  | { kind: 'left-out'; job: number; vehicle: number }
  | { kind: 'moved'; job: number; from: number; to: number; later: number }
  /** Same vehicle, another neighbour before it. */
  | { kind: 'reordered'; job: number; vehicle: number; later: number }
  | { kind: 'retimed'; job: number; vehicle: number; later: number };

interface Spot {
  vehicle: number;
  begins: number;
  after: string;
}

/**
 * The difference of two plans of one problem, job by job in their order; unchanged jobs are left out. `later`: seconds by which the visit
 * (of a transfer: the pickup) begins later, negative for earlier. Changes of less than `ignore` seconds alone do not count.
 */
export function difference(before: Route[], after: Route[], ignore = 0): Difference[] {
  const old = spots(before);
  const now = spots(after);
  const jobs = [...new Set([...old.keys(), ...now.keys()])].sort((a, b) => a - b);
  return jobs.flatMap((job): Difference[] => {
    const a = old.get(job);
    const b = now.get(job);
    if (!a && b) return [{ kind: 'added', job, vehicle: b.vehicle, begins: b.begins }];
    if (a && !b) return [{ kind: 'left-out', job, vehicle: a.vehicle }];
    if (!a || !b) return [];
    const later = b.begins - a.begins;
    if (a.vehicle !== b.vehicle) return [{ kind: 'moved', job, from: a.vehicle, to: b.vehicle, later }];
    if (a.after !== b.after) return [{ kind: 'reordered', job, vehicle: b.vehicle, later }];
    return Math.abs(later) > ignore ? [{ kind: 'retimed', job, vehicle: b.vehicle, later }] : [];
  });
}

/** Where each job stands, and behind which other job of the same plan. */
function spots(routes: Route[]): Map<number, Spot> {
  const found = new Map<number, Spot>();
  for (const { vehicle, steps } of routes) {
    let last = 'start';
    for (const step of steps) {
      if (!('job' in step)) continue;
      if (step.kind !== 'delivery') found.set(step.job, { vehicle, begins: step.begins, after: last });
      last = nameOf(step);
    }
  }
  return found;
}

const nameOf = (step: Step & { job: number }): string => `${step.kind} ${step.job}`;
