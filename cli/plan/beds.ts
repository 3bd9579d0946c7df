import * as z from 'zod';
import { forecastBeds } from '../../engines/planning/index.ts';
import { columns, figure } from './options.ts';
import type { Planned } from './planned.ts';
import { readProblem } from './read.ts';

const Beds = z.strictObject({
  population: z.number(),
  currentHospitalized: z.number(),
  marketShare: z.number(),
  recovered: z.number(),
  infectiousDays: z.number(),
  doublingDays: z.number().optional(),
  daysSinceFirst: z.number().optional(),
  contactReduction: z.number(),
  mitigatedDaysAgo: z.number().nullable(),
  days: z.number(),
  paths: z.record(z.string(), z.strictObject({ rate: z.number(), days: z.number() })),
  beds: z.record(z.string(), z.number()).optional(),
});

/** `tandem plan beds`: admissions and beds by the CHIME method. */
export async function planBeds(file: string | undefined): Promise<Planned> {
  const found = forecastBeds(await readProblem(file, 'beds.yaml', Beds));
  const names = Object.keys(found.paths);
  const at = (day: number): string[] => {
    const i = day + found.firstDaysAgo;
    return [
      `day ${day}`,
      figure(found.infected[i]!, 0),
      ...names.map((name) => figure(found.paths[name]!.census[i]!, 0)),
    ];
  };
  const last = found.day.at(-1)!;
  const result = {
    ...found,
    day: [...found.day],
    susceptible: [...found.susceptible],
    infected: [...found.infected],
    recovered: [...found.recovered],
    paths: Object.fromEntries(
      names.map((name) => {
        const path = found.paths[name]!;
        return [
          name,
          {
            ...path,
            everAdmitted: [...path.everAdmitted],
            admissions: [null, ...path.admissions.subarray(1)],
            census: [...path.census],
          },
        ];
      }),
    ),
  };
  return {
    result,
    lines: [
      `First patient ${found.firstDaysAgo} days ago; infections double in ${found.doublingDays.toFixed(2)} days without measures, ${found.doublingDaysMitigated.toFixed(2)} with them.`,
      `Reproduction ${found.reproduction.toFixed(2)} without measures, ${found.reproductionMitigated.toFixed(2)} with them.`,
      '',
      ...columns([
        ['', 'infected', ...names],
        ...Array.from({ length: Math.floor(last / 7) + 1 }, (_, i) => at(7 * i)),
      ]),
      '',
      ...names.map((name) => {
        const path = found.paths[name]!;
        const full = path.fullOn === null ? '' : `; the beds there are are full on day ${path.fullOn}`;
        return `${name}: most ${figure(path.peak, 0)} on day ${path.peakDay}${full}.`;
      }),
    ],
  };
}
