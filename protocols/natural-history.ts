import * as z from 'zod';
import { Confidence, WordsText } from './schema.ts';

/** A value with its unit, source and mark (S sourced, P partly, G general knowledge, D our own derivation). */
const stated = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    value,
    unit: z.string().optional(),
    sources: z.array(z.string()).default([]),
    confidence: Confidence,
    note: z.string().optional(),
  });

const Share = z.number().min(0).max(1);
const Time = z.strictObject({
  law: z.enum(['gamma', 'lognormal', 'weibull', 'fixed']),
  mean: z.number().min(0),
  sd: z.number().min(0).optional(),
});

/** How a disease goes through people, as written: one file each in protocols/natural-history. Lists by age follow `ageFrom`. */
export const NaturalHistory = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, { error: 'lower-case letters, digits and - only' }),
  names: WordsText,
  ageFrom: z.array(z.number().int().min(0)).min(1),
  r0: stated(z.number().min(0)),
  householdAttack: stated(Share),
  dispersion: stated(z.union([z.number().positive(), z.literal('none')])),
  settings: stated(
    z.strictObject({
      school: z.number().min(0),
      work: z.number().min(0),
      care: z.number().min(0),
      community: z.number().min(0),
    }),
  ),
  susceptibility: stated(z.array(Share)),
  symptomatic: stated(z.array(Share)),
  severe: stated(z.array(Share)),
  critical: stated(z.array(Share)),
  fatal: stated(z.array(Share)),
  immune: stated(z.array(Share)),
  latent: stated(Time),
  presymptomatic: stated(Time),
  infectious: stated(Time),
  withoutSymptoms: stated(Share),
  profile: stated(z.array(z.number().min(0))),
  toHospital: stated(Time),
  toCritical: stated(Time),
  ward: stated(Time),
  intensive: stated(Time),
  withoutBed: stated(z.number().min(1)),
  vaccine: stated(z.strictObject({ infection: Share, severe: Share, delay: z.number().int().min(0) })),
  test: stated(z.strictObject({ sensitivity: Share, latentSensitivity: Share })),
  vector: stated(
    z.strictObject({
      bites: z.number().positive(),
      toHuman: Share,
      toMosquito: Share,
      incubation: z.number().min(0),
      life: z.number().positive(),
      atHome: Share,
    }),
  ).optional(),
});
export type NaturalHistory = z.infer<typeof NaturalHistory>;

/** A file's values without their sources. */
type Plain<T> = { [K in keyof T]: T[K] extends { value: infer V } ? V : T[K] };
type Values = Plain<Omit<NaturalHistory, 'id' | 'names' | 'dispersion' | 'vector'>>;

/** Plain numbers, in the shape the simulation takes. */
export interface DiseaseNumbers extends Values {
  name: string;
  dispersion: number;
  vector?: NonNullable<NaturalHistory['vector']>['value'];
}

/** The numbers of a disease. `changed` replaces some of them, for what-ifs. */
export function numbersOf(written: NaturalHistory, changed: Partial<DiseaseNumbers> = {}): DiseaseNumbers {
  const { id, names: _, ageFrom, dispersion, vector, ...rest } = written;
  const values = Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, each.value])) as Omit<
    Values,
    'ageFrom'
  >;
  return {
    name: id,
    ageFrom,
    ...values,
    dispersion: dispersion.value === 'none' ? Number.POSITIVE_INFINITY : dispersion.value,
    ...(vector ? { vector: vector.value } : {}),
    ...changed,
  };
}

/** What a reader of results must know: values that rest on general knowledge or our own derivation. */
export function weakValues(written: NaturalHistory): { key: string; confidence: 'G' | 'D'; note?: string }[] {
  return Object.entries(written).flatMap(([key, each]) => {
    if (typeof each !== 'object' || !('confidence' in each)) return [];
    const { confidence, note } = each;
    return confidence === 'G' || confidence === 'D' ? [{ key, confidence, ...(note ? { note } : {}) }] : [];
  });
}

/** Sources named by a file that are not in `known`; values marked S or P without a source. */
export function sourceFaults(written: NaturalHistory, known: ReadonlySet<string>): string[] {
  return Object.entries(written).flatMap(([key, each]) => {
    if (typeof each !== 'object' || !('confidence' in each)) return [];
    const unknown = each.sources
      .filter((id) => !known.has(id))
      .map((id) => `${key} names the source ${id}, which is not listed`);
    const bare = (each.confidence === 'S' || each.confidence === 'P') && each.sources.length === 0;
    return bare ? [...unknown, `${key} is marked ${each.confidence} and names no source`] : unknown;
  });
}
