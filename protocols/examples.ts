import * as z from 'zod';
import { isRefusal } from '../kernel/refusal.ts';
import { mayDecide } from './authority.ts';
import { classify } from './city.ts';
import { termOf } from './clocks.ts';
import { compare } from './compare.ts';
import { diff } from './diff.ts';
import { stayPlan, zonePlan } from './plans.ts';
import { edition, inForce, settingOn, valueOn } from './read.ts';
import type { Edition, ProtocolLibrary } from './schema.ts';
import { DayText, DiseaseClass } from './schema.ts';
import { LocalRule } from './schema-city.ts';

const common = { name: z.string(), day: DayText };
const ofEdition = { ...common, edition: z.string() };

/** A worked example: given facts on a day, the expected answer. Written as YAML beside the protocol it explains. */
export const Example = z.discriminatedUnion('ask', [
  z.strictObject({
    ask: z.literal('inForce'),
    ...common,
    disease: z.string(),
    expect: z.strictObject({ edition: z.string() }),
  }),
  z.strictObject({
    ask: z.literal('value'),
    ...ofEdition,
    key: z.string(),
    expect: z.strictObject({ value: z.json(), confidence: z.string().optional() }),
  }),
  z.strictObject({
    ask: z.literal('stay'),
    ...ofEdition,
    personClass: z.string(),
    expect: z.strictObject({
      kind: z.enum(['stay', 'watch', 'none']),
      phases: z
        .array(z.strictObject({ place: z.string(), days: z.number(), tests: z.array(z.number()), regime: z.string() }))
        .optional(),
      totalDays: z.number().optional(),
      clockStart: z.string().optional(),
      tests: z.json().optional(),
      monitoringDays: z.number().optional(),
      clause: z.string().optional(),
    }),
  }),
  z.strictObject({
    ask: z.literal('zone'),
    ...ofEdition,
    level: z.string(),
    expect: z.strictObject({
      kind: z.enum(['zone', 'none']),
      maxDays: z.number().optional(),
      units: z.array(z.string()).optional(),
      mayExtend: z.boolean().optional(),
      clause: z.string().optional(),
    }),
  }),
  z.strictObject({
    ask: z.literal('diff'),
    name: z.string(),
    before: z.string(),
    after: z.string(),
    expect: z.strictObject({
      changes: z.record(z.string(), z.string()),
      unchanged: z.array(z.string()).default([]),
      stays: z.record(z.string(), z.string()).optional(),
    }),
  }),
  z.strictObject({
    ask: z.literal('term'),
    ...common,
    clock: z.string(),
    edition: z.string().optional(),
    expect: z.strictObject({
      kind: z.enum(['span', 'dates', 'off']),
      span: z.strictObject({ value: z.number(), unit: z.string() }).optional(),
      within: z.json().optional(),
    }),
  }),
  z.strictObject({
    ask: z.literal('mayDecide'),
    name: z.string(),
    measure: z.string(),
    issuer: z.strictObject({ level: z.string(), kind: z.string() }),
    diseaseClass: DiseaseClass,
    provisionalA: z.boolean().optional(),
    approvedAbove: z.boolean().optional(),
    expect: z.strictObject({ may: z.boolean(), refused: z.string().optional() }),
  }),
  z.strictObject({
    ask: z.literal('compare'),
    name: z.string(),
    edition: z.string(),
    rules: z.array(LocalRule),
    expect: z.strictObject({
      violations: z.array(
        z.strictObject({ rule: z.string(), dont: z.number().optional(), direction: z.enum(['stricter', 'laxer']) }),
      ),
    }),
  }),
  z.strictObject({
    ask: z.literal('setting'),
    ...common,
    setting: z.string(),
    expect: z.strictObject({ value: z.json() }),
  }),
  z.strictObject({
    ask: z.literal('classify'),
    name: z.string(),
    text: z.string(),
    expect: z.strictObject({ code: z.string(), by: z.string() }),
  }),
  z.strictObject({
    ask: z.literal('refused'),
    ...ofEdition,
    key: z.string(),
    expect: z.strictObject({ refused: z.string() }),
  }),
]);
export type Example = z.infer<typeof Example>;

export interface Outcome {
  name: string;
  ok: boolean;
  expected: unknown;
  found: unknown;
}

/** Works one example. `found` has only the fields the example expects. */
export function work(example: Example, library: ProtocolLibrary): Outcome {
  const found = pick(answer(example, library), example.expect);
  return { name: example.name, ok: canonical(found) === canonical(example.expect), expected: example.expect, found };
}

function answer(example: Example, library: ProtocolLibrary): unknown {
  const of = (name: string, then: (found: Edition) => unknown): unknown => {
    const found = edition(library, name);
    return isRefusal(found) ? found : then(found);
  };
  switch (example.ask) {
    case 'inForce': {
      const found = inForce(library, example.disease, example.day);
      return isRefusal(found) ? found : { edition: found.id };
    }
    case 'value':
    case 'refused':
      return of(example.edition, (found) => valueOn(found, example.key, example.day));
    case 'stay':
      return of(example.edition, (found) => {
        const plan = stayPlan(found, example.personClass, example.day);
        return isRefusal(plan) || plan.kind !== 'stay'
          ? plan
          : { ...plan, phases: plan.phases.map(({ place, days, tests, regime }) => ({ place, days, tests, regime })) };
      });
    case 'zone':
      return of(example.edition, (found) => zonePlan(found, example.level, example.day));
    case 'diff':
      return of(example.before, (before) =>
        of(example.after, (after) => {
          const { changes, stays } = diff(before, after);
          const asked = changes.filter((each) => each.key in example.expect.changes);
          return {
            changes: Object.fromEntries(asked.map((each) => [each.key, each.change])),
            unchanged: example.expect.unchanged.filter((key) => !changes.some((each) => each.key === key)),
            stays: Object.fromEntries(stays.map((each) => [each.personClass, each.change])),
          };
        }),
      );
    case 'term': {
      const clock = library.clocks.find((each) => each.id === example.clock);
      if (!clock) return { kind: 'no such clock' };
      return example.edition === undefined
        ? termOf(clock, undefined, example.day)
        : of(example.edition, (found) => termOf(clock, found, example.day));
    }
    case 'mayDecide': {
      const { level, kind } = example.issuer;
      const may = mayDecide(
        library.authority,
        example.measure,
        { level: level as never, kind },
        example.diseaseClass,
        example,
      );
      return isRefusal(may) ? { may: false, refused: may.refused } : { may: true };
    }
    case 'compare':
      return of(example.edition, (found) => ({
        violations: example.rules.flatMap((rule): { rule: string; [field: string]: unknown }[] => {
          const outcome = compare(rule, found, library);
          return isRefusal(outcome)
            ? [{ rule: rule.id, refused: outcome.refused }]
            : outcome.map(({ dont, direction }) => ({ rule: rule.id, dont, direction }));
        }),
      }));
    case 'setting':
      return settingOn(library, example.setting, example.day);
    case 'classify':
      return classify(library, example.text);
  }
}

/** The expected fields only; a refusal shows as such. */
function pick(found: unknown, expected: object): unknown {
  if (isRefusal(found)) return { refused: found.refused };
  const fields = found as Record<string, unknown>;
  return Object.fromEntries(Object.keys(expected).map((name) => [name, fields[name]]));
}

/** JSON with sorted names, so that order of fields does not matter. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
