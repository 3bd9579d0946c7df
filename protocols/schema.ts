import * as z from 'zod';
import type { Day } from '../kernel/time.ts';
import { readDay } from '../kernel/time.ts';
import { BasicNeed, Clock, Laxness, NineDont, RequestClass, Setting } from './schema-city.ts';
import { AuthorityMatrix, Citations, PublicationDuties } from './schema-law.ts';

/** A real calendar day, `2022-11-11`. */
export const DayText = z
  .string()
  .refine((text) => readDay(text) !== undefined, { error: 'not a day: write YYYY-MM-DD' });
export const WordsText = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

/** How well a value is known: S sourced, P partly sourced, G general knowledge, D our own derivation. */
export const Confidence = z.enum(['S', 'P', 'G', 'D']);
export type Confidence = z.infer<typeof Confidence>;

export const KINDS = ['days', 'hours', 'daySet', 'number', 'numbers', 'enum', 'bool', 'expr', 'text'] as const;
export type Kind = (typeof KINDS)[number];

export const DiseaseClass = z.enum(['A', 'B', 'C', 'none']);
export type DiseaseClass = z.infer<typeof DiseaseClass>;

/** What a parameter means. `*` in its name stands for one or more segments: `*.tests.home.days`. */
export const Key = z.strictObject({
  kind: z.enum(KINDS),
  /** Unit of a number: d, h, Ct, mg/L, m, persons... */
  unit: z.string().optional(),
  names: WordsText,
  /** Which way is stricter on those it binds: a larger number, more days, true, a later word in `order`. */
  stricterWhen: z.enum(['more', 'less', 'none']),
  /** Whom the rule binds: the public, or the authority that must act. */
  binds: z.enum(['public', 'authority']).default('public'),
  /** Words of an enum, loosest first. */
  order: z.array(z.string()).optional(),
});
export type Key = z.infer<typeof Key>;

export const PersonClass = z.strictObject({ names: WordsText });
export const KeyDictionary = z.strictObject({
  /** Names of diseases that are counted here though no edition is about them. */
  diseases: z.record(z.string(), z.strictObject({ names: WordsText })).default({}),
  /** Groups of people for whom a stay plan is asked. Their name is the prefix of their keys. */
  personClasses: z.record(z.string(), PersonClass),
  zoneLevels: z.record(z.string(), z.strictObject({ names: WordsText })),
  keys: z.record(z.string(), Key),
});
export type KeyDictionary = z.infer<typeof KeyDictionary>;

const Datum = z.union([z.number(), z.boolean(), z.string(), z.array(z.number()), WordsText]);
/** A number (in the key's unit), a list of day numbers, a word, words in two languages. */
export type Datum = z.infer<typeof Datum>;

/** A value as written. `value: null` says in so many words that the rule no longer exists. */
export const WrittenValue = z.strictObject({
  value: Datum.nullable(),
  from: DayText.optional(),
  to: DayText.optional(),
  /** Where in the document. */
  clause: z.string().min(1),
  sources: z.array(z.string()).default([]),
  confidence: Confidence,
  note: z.string().optional(),
});
export type WrittenValue = z.infer<typeof WrittenValue>;

export interface ParamValue extends WrittenValue {
  key: string;
  kind: Kind;
  unit?: string;
  /** First day it is in force. */
  from: Day;
  /** The edition that states it: an amendment's id, or the base's. */
  edition: string;
}

const Attribution = z.strictObject({ confidence: Confidence, sources: z.array(z.string()) });

/** An edition as its file says it: only its own values. */
export const WrittenEdition = z.strictObject({
  /** Equal to the file name: `cn-covid-9`. */
  id: z.string().regex(/^[a-z0-9-]+$/, { error: 'lower-case letters, digits and - only' }),
  /** `any` for law that stands under every disease. */
  disease: z.string(),
  names: WordsText,
  diseaseClass: DiseaseClass,
  /** Class whose measures apply by decree, e.g. a class B disease managed as class A. */
  managedAs: DiseaseClass.optional(),
  transmission: z.array(z.enum(['respiratory', 'contact', 'fecal-oral', 'food-water', 'vector', 'any'])),
  jurisdiction: z.string(),
  title: WordsText,
  basedOn: z.string().optional(),
  effectiveFrom: DayText,
  effectiveTo: DayText.optional(),
  issuer: z.string(),
  docNo: z.string(),
  /** How well dates, issuer and number are known. */
  attribution: Attribution,
  documents: z
    .array(z.strictObject({ title: z.string(), day: DayText.optional(), sources: z.array(z.string()) }))
    .default([]),
  params: z.record(z.string(), z.union([WrittenValue, z.array(WrittenValue).min(1)])),
});
export type WrittenEdition = z.infer<typeof WrittenEdition>;

/** An edition with the rules it inherits, ready to be asked. Chain: itself, what it amends, ..., the general law. */
export interface Edition extends Omit<WrittenEdition, 'params'> {
  chain: string[];
  /** Those of the chain that are general law: their values follow the calendar, whatever the edition's own dates. */
  law: string[];
  /** All dated values of each key, the edition's own first, then inherited. */
  params: Record<string, ParamValue[]>;
  dictionary: KeyDictionary;
}

export const Source = z.strictObject({ address: z.string(), note: z.string().optional() });

/** All protocol data as written, one plain compact value: the server loads it, phones carry it; assemble.ts makes it a library. */
export const WrittenLibrary = z.strictObject({
  dictionary: KeyDictionary,
  editions: z.array(WrittenEdition),
  authority: AuthorityMatrix,
  publication: PublicationDuties,
  citations: Citations,
  requestClasses: z.array(RequestClass),
  clocks: z.array(Clock),
  basicNeeds: z.array(BasicNeed),
  nineDonts: z.array(NineDont),
  laxness: Laxness,
  settings: z.record(z.string(), z.array(Setting)),
  sources: z.record(z.string(), Source),
});
export type WrittenLibrary = z.infer<typeof WrittenLibrary>;

/** All protocol data of a city, every edition with what it inherits. */
export interface ProtocolLibrary extends Omit<WrittenLibrary, 'editions'> {
  editions: Edition[];
}

const NUMERIC: readonly Kind[] = ['days', 'hours', 'number'];
const NUMBERS: readonly Kind[] = ['daySet', 'numbers'];

/** Why a value does not fit its key; undefined when it fits. */
export function misfit(key: Key, value: Datum | null): string | undefined {
  if (value === null) return undefined;
  if (NUMERIC.includes(key.kind))
    return typeof value === 'number' && value >= 0 ? undefined : `a number >= 0 for kind ${key.kind}`;
  if (NUMBERS.includes(key.kind)) return Array.isArray(value) ? undefined : `a list of numbers for kind ${key.kind}`;
  if (key.kind === 'bool') return typeof value === 'boolean' ? undefined : 'true or false';
  if (key.kind === 'expr') return typeof value === 'string' ? undefined : 'a text expression';
  if (key.kind === 'enum')
    return typeof value === 'string' && key.order?.includes(value)
      ? undefined
      : `one of ${key.order?.join(', ') ?? '(no order listed in keys.yaml)'}`;
  return typeof value === 'object' && !Array.isArray(value) ? undefined : 'words {en, zh}';
}
