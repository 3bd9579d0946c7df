import * as z from 'zod';
import { drawWorld, pulseFront, runFeedback } from '../../engines/planning/index.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import { columns, figure, numberOf } from './options.ts';
import type { Planned } from './planned.ts';
import { readProblem } from './read.ts';

export const Pulses = z.strictObject({
  weeks: z.number(),
  population: z.number(),
  exposed: z.number(),
  infectious: z.number(),
  unreported: z.number(),
  hospital: z.number(),
  latentDays: z.number(),
  infectiousDays: z.number(),
  hospitalDays: z.number(),
  admissionDays: z.number(),
  unreportedTransmission: z.number(),
  reported: z.number(),
  transmission: z.array(z.number()),
  settleWeeks: z.number(),
  fatality: z.number(),
  yearlyOutput: z.number(),
  idle: z.number(),
  elasticity: z.number(),
  spread: z.strictObject({
    reported: z.number(),
    latentDays: z.number(),
    infectiousDays: z.number(),
    hospitalDays: z.number(),
    unreportedTransmission: z.number(),
    logAdmissionDays: z.number(),
    logExposed: z.number(),
    logTransmission: z.number(),
    logSteps: z.array(z.number()),
    unseenDays: z.number(),
  }),
  feedback: z.strictObject({ caution: z.number().positive(), deathsPerMoney: z.number() }),
});

export type PulsesFile = z.infer<typeof Pulses>;

export const readPulses = (file: string | undefined): Promise<PulsesFile> =>
  readProblem(file, 'epidemioptim.yaml', Pulses);

/** Worlds first to first+count-1 of a seed, each met by the feedback planner, which believes the medians with some caution. */
export function feedbackRuns(input: PulsesFile, seed: string, hold: number, first: number, count: number) {
  const { spread, feedback, ...problem } = input;
  const belief = { ...problem, transmission: problem.transmission.map((each) => each * feedback.caution) };
  return Array.from({ length: count }, (_, i) => {
    const world = drawWorld(problem, spread, chanceFrom(`${seed}/world/${first + i}`));
    return runFeedback(world, { belief, deathsPerMoney: feedback.deathsPerMoney, hold });
  });
}

/** `tandem plan epidemioptim`: weekly on/off restrictions; the front of fewest deaths, or with --worlds the feedback planner. */
export async function planPulses(
  file: string | undefined,
  options: { hold?: string; rounds?: string; worlds?: string; seed?: string },
): Promise<Planned> {
  const input = await readPulses(file);
  const hold = numberOf('hold', options.hold, 1);
  const seed = options.seed ?? 'tandem';
  const worlds = numberOf('worlds', options.worlds, undefined);
  if (worlds === undefined) {
    const { spread: _, feedback: __, ...problem } = input;
    const front = pulseFront(problem, { hold, rounds: numberOf('rounds', options.rounds, hold === 1 ? 1 : 3), seed });
    const rows = front.map((each) => [
      each.plan,
      String(each.restrictedWeeks),
      each.deaths.toFixed(1),
      each.lost.toFixed(3),
    ]);
    return {
      result: { hold, front },
      lines: [
        `Fewest deaths found for each number of restricted weeks; every mode kept at least ${hold} week${hold === 1 ? '' : 's'}.`,
        ...columns([['week by week, 1 restricted', 'weeks', 'deaths', 'output lost'], ...rows]),
        'Best found, not proven. Weekly pulses are the optimum of this model and nothing a city can live with: see --hold 4.',
      ],
    };
  }
  const runs = feedbackRuns(input, seed, hold, 0, worlds);
  const deaths = summary(runs.map((each) => each.deaths));
  const lost = summary(runs.map((each) => each.lost));
  return {
    result: { hold, seed, worlds, deaths, lost, runs },
    lines: [
      `${worlds} worlds drawn, planned week by week as each shows itself, without training:`,
      `deaths ${figure(deaths.mean, 0)} (sd ${figure(deaths.sd, 0)}), output lost ${lost.mean.toFixed(2)} (sd ${lost.sd.toFixed(2)}).`,
      `The first: ${runs[0]?.plan ?? ''}`,
    ],
  };
}

export function summary(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return { mean, sd: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}
