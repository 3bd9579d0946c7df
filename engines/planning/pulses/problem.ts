import { amount, PlanningFault, positive, share, whole } from '../fault.ts';

/**
 * A weekly on/off restriction against an SEIRAH epidemic with two costs, deaths and output lost (Prague 2020; Colas 2022, EpidemiOptim).
 * People in each class, durations in days, money in billions.
 */
export interface PulseProblem {
  weeks: number;
  population: number;
  /** At the start: exposed, reported infectious, unreported infectious, in hospital. The rest is susceptible. */
  exposed: number;
  infectious: number;
  unreported: number;
  hospital: number;
  /** Latent, infectious and hospital stay, and onset to hospital, in days. */
  latentDays: number;
  infectiousDays: number;
  hospitalDays: number;
  admissionDays: number;
  /** Transmission of an unreported case relative to a reported one. */
  unreportedTransmission: number;
  /** Share of infections that are reported. */
  reported: number;
  /** Transmission per day at each level of habit, from free to longest restricted. A mode moves one level a week. */
  transmission: readonly number[];
  /** Weeks in one mode after which the level rests, the week of the switch not counted. */
  settleWeeks: number;
  /** Share of the recovered who died. */
  fatality: number;
  /** Output per year of this population. */
  yearlyOutput: number;
  /** Share of work that rests while restricted, and the elasticity of output to work. */
  idle: number;
  elasticity: number;
}

/** Refuses a problem outside its bounds. */
export function checkPulses(problem: PulseProblem): void {
  whole('pulses-weeks', 'weeks', problem.weeks, 1, 520);
  positive('pulses-population', 'population', problem.population);
  for (const key of ['exposed', 'infectious', 'unreported', 'hospital'] as const)
    amount('pulses-start', key, problem[key]);
  const sick = problem.exposed + problem.infectious + problem.unreported + problem.hospital;
  if (sick > problem.population)
    throw new PlanningFault('pulses-start', `${sick} infected among ${problem.population} people. Lower the start.`);
  for (const key of ['latentDays', 'infectiousDays', 'hospitalDays', 'admissionDays'] as const)
    positive('pulses-duration', key, problem[key]);
  for (const key of ['unreportedTransmission', 'reported', 'fatality', 'idle'] as const)
    share('pulses-share', key, problem[key]);
  if (problem.transmission.length < 2)
    throw new PlanningFault('pulses-levels', `${problem.transmission.length} levels. Give at least two.`);
  for (const each of problem.transmission) amount('pulses-transmission', 'transmission', each);
  whole('pulses-settle', 'settleWeeks', problem.settleWeeks, 0, 520);
  amount('pulses-output', 'yearlyOutput', problem.yearlyOutput);
  positive('pulses-elasticity', 'elasticity', problem.elasticity);
}
