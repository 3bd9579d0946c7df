import * as z from 'zod';
import { WordsText } from './schema.ts';

const Share = z.number().min(0).max(1);
const Days = z.number().int().min(0);
const Rate = z.number().min(0);
const span = { from: Days.optional(), to: Days.optional() };
const local = {
  ...span,
  areas: z.array(z.string()).min(1).optional(),
  when: z.strictObject({ reported: Rate, within: Days, hold: Days, city: z.boolean().optional() }).optional(),
};
const held = {
  ...span,
  days: Days,
  compliance: Share,
  effect: Share,
  where: z.enum(['home', 'facility']),
  places: Rate.optional(),
};

/** The measures a scenario may name; each with compliance and capacity where it has them. */
export const MeasureText = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('testing'),
    ...span,
    seeks: Share,
    delay: Days,
    resultDelay: Days,
    perDay: Rate,
    others: Rate.optional(),
    patience: Days.optional(),
  }),
  z.strictObject({
    kind: z.literal('screening'),
    ...local,
    every: z.number().int().min(1),
    share: Share,
    perDay: Rate,
    resultDelay: Days,
  }),
  z.strictObject({ kind: z.literal('isolation'), ...held, onSymptoms: Share.optional() }),
  z.strictObject({
    kind: z.literal('tracing'),
    ...span,
    delay: Days,
    back: Days,
    perDay: Rate,
    found: z.strictObject({ household: Share, unit: Share, community: Share }),
    testAfter: Days.optional(),
  }),
  z.strictObject({ kind: z.literal('quarantine'), ...held }),
  z.strictObject({
    kind: z.literal('vaccination'),
    ...span,
    perDay: Rate,
    accept: Share,
    minAge: Days.optional(),
    maxAge: Days.optional(),
  }),
  z.strictObject({ kind: z.literal('closing'), ...local, of: z.enum(['school', 'work']), share: Share }),
  z.strictObject({
    kind: z.literal('class-closing'),
    ...span,
    of: z.enum(['school', 'work', 'care']),
    cases: z.number().int().min(1),
    within: Days,
    days: Days,
  }),
  z.strictObject({ kind: z.literal('stay-at-home'), ...local, compliance: Share }),
  z.strictObject({
    kind: z.literal('distancing'),
    ...local,
    community: Share.optional(),
    work: Share.optional(),
    school: Share.optional(),
  }),
  z.strictObject({ kind: z.literal('travel-limit'), ...span, share: Share }),
  z.strictObject({ kind: z.literal('vector-control'), ...local, share: Share, kill: Share.optional() }),
]);

const Situation = z.strictObject({
  areas: z.array(
    z.strictObject({
      area: z.string(),
      infectedDaysAgo: z.array(Days).min(1),
      known: Days.optional(),
      immune: Days.optional(),
    }),
  ),
  persons: z.array(z.strictObject({ person: Days, infectedDaysAgo: Days, known: z.boolean().optional() })).optional(),
});

/** A simulation scenario as its YAML says it. Capacities, seeds and beds are for `people`; another number of people scales them. */
export const ScenarioText = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, { error: 'lower-case letters, digits and - only' }),
  names: WordsText,
  /** A file of protocols/natural-history, and values changed for this scenario. */
  disease: z.string(),
  with: z.record(z.string(), z.unknown()).default({}),
  city: z.strictObject({
    /** A file of protocols/cities. */
    tables: z.string(),
    people: z.number().int().min(1),
    /** How many areas, or a list of places: `shenzhen`. */
    areas: z.union([z.number().int().min(1), z.string()]),
    seed: z.number().int().default(1),
  }),
  days: z.number().int().min(1),
  seed: z.number().int().default(1),
  seeds: z.strictObject({ cases: Days, area: z.string().optional(), fromAge: Days.optional(), toAge: Days.optional() }),
  importsPerDay: Rate.default(0),
  hospital: z.strictObject({ beds: Rate, intensive: Rate }),
  vaccinated: z.array(z.strictObject({ fromAge: Days, toAge: Days, share: Share })).optional(),
  measures: z.array(MeasureText).default([]),
  start: Situation.optional(),
  note: z.string().optional(),
});
export type ScenarioText = z.infer<typeof ScenarioText>;

/** How few people a first case may stand for when a scenario is made smaller. */
const PEOPLE_A_CASE = 1000;

/**
 * The scenario for another number of people: what is counted in people, tests or beds grows with the city; shares and days stay. A smaller city
 * keeps its first cases, at most one for a thousand people: whether an outbreak begins hangs on how many arrive, not on how many live there.
 */
export function scaled(scenario: ScenarioText, people: number): ScenarioText {
  const k = people / scenario.city.people;
  if (k === 1) return scenario;
  const up = (n: number): number => Math.ceil(n * k - 1e-9);
  const measures = scenario.measures.map((measure) => ({
    ...measure,
    ...('perDay' in measure ? { perDay: up(measure.perDay) } : {}),
    ...('others' in measure && measure.others !== undefined ? { others: up(measure.others) } : {}),
    ...('places' in measure && measure.places !== undefined ? { places: up(measure.places) } : {}),
  }));
  return {
    ...scenario,
    city: { ...scenario.city, people },
    seeds: {
      ...scenario.seeds,
      cases: Math.max(up(scenario.seeds.cases), Math.min(scenario.seeds.cases, Math.ceil(people / PEOPLE_A_CASE))),
    },
    importsPerDay: scenario.importsPerDay * k,
    hospital: { beds: up(scenario.hospital.beds), intensive: up(scenario.hospital.intensive) },
    measures,
  };
}
