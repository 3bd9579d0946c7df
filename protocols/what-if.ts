import * as z from 'zod';
import { MeasureText } from './scenario.ts';
import { WordsText } from './schema.ts';

const Id = z.string().regex(/^[a-z0-9-]+$/, { error: 'lower-case letters, digits and - only' });

/** What the command page may compare: levers with their choices, two plans to begin with, and what is assumed about today. */
export const WhatIfText = z
  .strictObject({
    tables: z.string(),
    days: z.int().min(7).max(365),
    replicates: z.int().min(1).max(200),
    seed: z.int(),
    importsPerDay: z.number().min(0),
    /** For every thousand people. */
    beds: z.number().min(0).max(1000),
    intensive: z.number().min(0).max(1000),
    /** Days between infection and report. */
    infectedDaysAgo: z.int().min(0).max(60),
    /** Share of the infected who are found. */
    found: z.number().gt(0).max(1),
    /** Cases reported in these days are today's situation. */
    recentDays: z.int().min(1).max(60),
    weights: z.strictObject({
      restrictedDays: z.number().min(0),
      workDays: z.number().min(0),
      schoolDays: z.number().min(0),
      infections: z.number().min(0),
      deaths: z.number().min(0),
    }),
    levers: z
      .array(
        z.strictObject({
          id: Id,
          names: WordsText,
          choices: z.array(z.strictObject({ id: Id, names: WordsText, measures: z.array(MeasureText) })).min(2),
        }),
      )
      .min(1),
    plans: z.tuple([
      z.strictObject({ id: Id, choices: z.record(z.string(), z.string()) }),
      z.strictObject({ id: Id, choices: z.record(z.string(), z.string()) }),
    ]),
  })
  .refine(
    ({ levers, plans }) =>
      plans.every((plan) => levers.every((lever) => lever.choices.some(({ id }) => id === plan.choices[lever.id]))),
    { error: 'each plan names one choice of every lever' },
  );
export type WhatIfText = z.infer<typeof WhatIfText>;
