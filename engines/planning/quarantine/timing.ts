import { amount, PlanningFault, positive, share } from '../fault.ts';

/** When transmission happens after infection, and how likely a test misses an infection of that age. */
export interface TransmissionTiming {
  /** Generation time, Weibull, days (Ferretti 2020: shape 3.277, scale 6.127). */
  shape: number;
  scale: number;
  /** Days since infection and the chance of a false negative there, in rising order; linear between, level outside (Kucirka 2020). */
  missed: readonly (readonly [day: number, chance: number])[];
}

export function checkTiming(timing: TransmissionTiming): void {
  positive('quarantine-timing', 'shape', timing.shape);
  positive('quarantine-timing', 'scale', timing.scale);
  if (timing.missed.length === 0)
    throw new PlanningFault(
      'quarantine-timing',
      'missed is empty. Give at least one day and chance of a false negative.',
    );
  timing.missed.forEach(([day, chance], i) => {
    amount('quarantine-timing', 'day of missed', day);
    share('quarantine-timing', `chance missed on day ${day}`, chance);
    if (i > 0 && day <= timing.missed[i - 1]![0])
      throw new PlanningFault(
        'quarantine-timing',
        `day ${day} of missed does not come after the one before. Sort them.`,
      );
  });
}

/** Share of an infected person's transmission that happens up to a day after infection. */
export const transmittedBy = (timing: TransmissionTiming, day: number): number =>
  day <= 0 ? 0 : -Math.expm1(-((day / timing.scale) ** timing.shape));

/** Chance that a test misses an infection so many days old. */
export function missedAt(timing: TransmissionTiming, day: number): number {
  const { missed } = timing;
  const after = missed.findIndex(([each]) => each >= day);
  if (after === 0) return missed[0]![1];
  if (after < 0) return missed.at(-1)![1];
  const [low, from] = missed[after - 1]!;
  const [high, to] = missed[after]!;
  return from + ((to - from) * (day - low)) / (high - low);
}

/** Mean generation time in days, by the trapezoid rule on the survival function. */
export function meanGeneration(timing: TransmissionTiming): number {
  const step = timing.scale / 2000;
  let sum = 0.5;
  for (let i = 1; i < 20_000; i++) sum += 1 - transmittedBy(timing, i * step);
  return sum * step;
}
