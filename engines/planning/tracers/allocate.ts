import { amount, PlanningFault, positive, share, whole } from '../fault.ts';

/** An area that asks for contact tracers. */
export interface TracedArea {
  area: string;
  /** Cases found a day. */
  cases: number;
  /** Expected infections caused by a case that is not traced. */
  reproduction: number;
  /** Tracers who cannot be moved away. */
  least?: number;
}

export interface TracerRules {
  /** Hours of work for one case with its contacts, and of one tracer a day. */
  hoursPerCase: number;
  hoursPerTracer: number;
  /** Share of onward transmission that timely tracing of a case prevents. */
  effect: number;
  /** Load (work / capacity) at which half of the cases are traced in time, and how sharply it falls. */
  halfLoad: number;
  steepness: number;
}

export interface TracerShare {
  area: string;
  tracers: number;
  load: number | null;
  /** Share of cases traced in time, and infections prevented a day. */
  traced: number;
  prevented: number;
  /** Prevented by the last tracer given, and by one more. */
  last: number;
  next: number;
}

/** Share of cases traced in time at a load: 1/(1 + (load/half)^steepness), falling as teams saturate (Gardner and Kilpatrick 2021). */
export const tracedInTime = (load: number, rules: TracerRules): number =>
  1 / (1 + (load / rules.halfLoad) ** rules.steepness);

/**
 * The tracers given to each area so that most infections are prevented in all: exact, by dynamic programming over areas, because the
 * gain is a sigmoid of the tracers given and greedy choice fails on it. Areas with few cases need few; a swamped area is beyond help
 * until many come; most go where the load is in between. O(areas x tracers^2).
 */
export function allocateTracers(areas: readonly TracedArea[], tracers: number, rules: TracerRules): TracerShare[] {
  check(areas, tracers, rules);
  const total = areas.reduce((sum, each) => sum + (each.least ?? 0), 0);
  if (total > tracers)
    throw new PlanningFault(
      'tracers-few',
      `${total} tracers are fixed to areas, ${total - tracers} more than the ${tracers} there are.`,
    );
  const gains = areas.map((area) => Float64Array.from({ length: tracers + 2 }, (_, n) => preventedBy(area, n, rules)));
  let best = new Float64Array(tracers + 1);
  const chosen = gains.map((gain, i) => {
    const least = areas[i]!.least ?? 0;
    const next = new Float64Array(tracers + 1).fill(Number.NEGATIVE_INFINITY);
    const pick = new Int32Array(tracers + 1);
    for (let left = least; left <= tracers; left++)
      for (let n = least; n <= left; n++) {
        const value = best[left - n]! + gain[n]!;
        if (value > next[left]! + 1e-12) {
          next[left] = value;
          pick[left] = n;
        }
      }
    best = next;
    return pick;
  });
  const shares: TracerShare[] = [];
  for (let i = areas.length - 1, left = tracers; i >= 0; i--) {
    const n = chosen[i]![left]!;
    left -= n;
    shares.unshift(describe(areas[i]!, n, gains[i]!, rules));
  }
  return shares;
}

function loadOf(area: TracedArea, n: number, rules: TracerRules): number {
  return n === 0 ? Number.POSITIVE_INFINITY : (area.cases * rules.hoursPerCase) / (n * rules.hoursPerTracer);
}

function preventedBy(area: TracedArea, n: number, rules: TracerRules): number {
  if (area.cases === 0) return 0;
  return area.cases * area.reproduction * rules.effect * tracedInTime(loadOf(area, n, rules), rules);
}

function describe(area: TracedArea, n: number, gain: Float64Array, rules: TracerRules): TracerShare {
  const load = area.cases === 0 ? 0 : loadOf(area, n, rules);
  return {
    area: area.area,
    tracers: n,
    load: Number.isFinite(load) ? load : null,
    traced: tracedInTime(load, rules),
    prevented: gain[n]!,
    last: n === 0 ? 0 : gain[n]! - gain[n - 1]!,
    next: gain[n + 1]! - gain[n]!,
  };
}

function check(areas: readonly TracedArea[], tracers: number, rules: TracerRules): void {
  if (areas.length === 0) throw new PlanningFault('tracers-areas', 'no area. Give at least one.');
  whole('tracers-count', 'tracers', tracers, 0, 20_000);
  for (const each of areas) {
    amount('tracers-cases', `cases of ${each.area}`, each.cases);
    amount('tracers-reproduction', `reproduction of ${each.area}`, each.reproduction);
    whole('tracers-least', `least of ${each.area}`, each.least ?? 0, 0, 20_000);
  }
  positive('tracers-hours', 'hoursPerCase', rules.hoursPerCase);
  positive('tracers-hours', 'hoursPerTracer', rules.hoursPerTracer);
  share('tracers-effect', 'effect', rules.effect);
  positive('tracers-load', 'halfLoad', rules.halfLoad);
  positive('tracers-load', 'steepness', rules.steepness);
}
