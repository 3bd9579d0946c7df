import type { Chance } from '../../../kernel/chance.ts';
import { amount, PlanningFault, whole } from '../fault.ts';
import { normal } from '../normal.ts';
import { beginning, type Standing, unwatched } from './course.ts';
import { checkPulses, type PulseProblem } from './problem.ts';

/** How uncertain a problem is: standard deviations around its values (of the logarithm where the name says so). */
export interface PulseSpread {
  reported: number;
  latentDays: number;
  infectiousDays: number;
  hospitalDays: number;
  unreportedTransmission: number;
  logAdmissionDays: number;
  logExposed: number;
  logTransmission: number;
  /** Of the logarithm of each step from one level of transmission to the next; one fewer than levels. */
  logSteps: readonly number[];
  /** The epidemic runs unseen for 0 to this many days before the first decision, each equally likely. */
  unseenDays: number;
}

export function checkSpread(problem: PulseProblem, spread: PulseSpread): void {
  for (const [key, value] of Object.entries(spread)) if (typeof value === 'number') amount('pulses-spread', key, value);
  for (const each of spread.logSteps) amount('pulses-spread', 'logSteps', each);
  whole('pulses-spread', 'unseenDays', spread.unseenDays, 0, 3650);
  if (spread.logSteps.length !== problem.transmission.length - 1)
    throw new PlanningFault(
      'pulses-spread',
      `${spread.logSteps.length} logSteps for ${problem.transmission.length} levels. Give one fewer than levels.`,
    );
}

/** A world a plan may meet: its true parameters, and how it stands when the first decision is due. */
export interface PulseWorld {
  problem: PulseProblem;
  start: Standing;
}

const STEPS = 10;

/** Draws a world. Durations and shares are normal (drawn again when not positive), transmission and start log-normal. */
export function drawWorld(problem: PulseProblem, spread: PulseSpread, chance: Chance): PulseWorld {
  checkPulses(problem);
  checkSpread(problem, spread);
  const around = (value: number, sd: number, most = Number.POSITIVE_INFINITY): number => {
    for (;;) {
      const drawn = value + sd * normal(chance);
      if (drawn > 0 && drawn <= most) return drawn;
    }
  };
  const times = (value: number, sd: number): number => value * Math.exp(sd * normal(chance));
  const reported = around(problem.reported, spread.reported, 1);
  const first = times(problem.transmission[0]!, spread.logTransmission);
  const transmission = [first];
  for (let level = 1; level < problem.transmission.length; level++)
    transmission.push(
      times(
        transmission[level - 1]! * (problem.transmission[level]! / problem.transmission[level - 1]!),
        spread.logSteps[level - 1]!,
      ),
    );
  const world: PulseProblem = {
    ...problem,
    reported,
    transmission,
    latentDays: around(problem.latentDays, spread.latentDays),
    infectiousDays: around(problem.infectiousDays, spread.infectiousDays),
    hospitalDays: around(problem.hospitalDays, spread.hospitalDays),
    unreportedTransmission: around(problem.unreportedTransmission, spread.unreportedTransmission, 1),
    admissionDays: times(problem.admissionDays, spread.logAdmissionDays),
    exposed: Math.floor(times(problem.exposed, spread.logExposed)),
    // whoever is infectious and reported at the start stands for this many who are not
    unreported: Math.floor((problem.infectious * (1 - reported)) / reported),
  };
  checkPulses(world);
  return { problem: world, start: unwatched(world, beginning(world), chance.below(spread.unseenDays + 1), STEPS) };
}
