import * as z from 'zod';
import type { Similar } from '../../engines/linkage/index.ts';
import { type Instant, readDay, readInstant } from '../../kernel/time.ts';
import { placePath } from '../places/index.ts';

/** Order is from least to most certain; an asymptomatic infection is confirmed by laboratory without illness. */
export const CLASSIFICATIONS = ['unclassified', 'suspected', 'probable', 'confirmed', 'asymptomatic'] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];
export const SEVERITIES = ['mild', 'ordinary', 'severe', 'critical'] as const;
/** Where the infection was acquired. */
export const ORIGINS = ['local', 'imported', 'unknown'] as const;
/** How the case was found. */
export const FOUND_BY = [
  'hospital',
  'fever-clinic',
  'laboratory',
  'screening',
  'contact-tracing',
  'self-report',
  'sentinel',
  'other-system',
  'unknown',
] as const;
export const OUTCOMES = ['alive', 'recovered', 'discharged', 'died', 'lost'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const SEXES = ['male', 'female', 'other'] as const;
/** What a classification can rest on. `line-list`: another body classified, its list is the evidence. */
export const EVIDENCE_KINDS = ['laboratory', 'clinical', 'epidemiological', 'line-list', 'review'] as const;

/** Days met lately: a list names the same few thousand times. */
const real = new Map<string, boolean>();
function isDay(text: string): boolean {
  const known = real.get(text);
  if (known !== undefined) return known;
  const found = readDay(text) !== undefined;
  if (real.size < 10_000) real.set(text, found);
  return found;
}
export const day = z.string().refine(isDay, {
  error: 'not a calendar day such as 2022-09-20',
  params: { zh: '不是日历日期，请写作 2022-09-20' },
});
export const moment = z
  .string()
  .refine((text) => readInstant(text) !== undefined, 'not a moment with zone such as 2022-09-20T08:00:00.000Z');
/** Ids as other systems make them: any letters and digits, `.`, `_`, `-`, `:`, `#`; no spaces. */
export const caseId = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\p{L}\p{N}._:#-]+$/u, 'an id has letters, digits and . _ : # - only, no spaces');
const text = (max: number) => z.string().trim().min(1).max(max);
const id = caseId;

/** Everything a report or a line list says of one case. */
const facts = {
  area: placePath,
  disease: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,59}$/, 'a disease is written like measles or influenza-a-h7n9'),
  person: placePath.optional(),
  household: placePath.optional(),
  name: text(120).optional(),
  sex: z.enum(SEXES).optional(),
  /** Whole years; infants 0. */
  age: z.number().min(0).max(130).optional(),
  birth: day.optional(),
  phone: z
    .string()
    .regex(/^[+\d][\d ()-]{4,24}$/, 'not a telephone number')
    .optional(),
  occupation: text(120).optional(),
  address: text(300).optional(),
  /** WGS84 longitude, latitude. */
  point: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).optional(),
  onset: day.optional(),
  /** First and last day of the exposure that infected. */
  exposedFrom: day.optional(),
  exposedUntil: day.optional(),
  /** Day of the specimen, first visit or diagnosis that first pointed to the disease. */
  detectedOn: day.optional(),
  isolatedOn: day.optional(),
  treatedOn: day.optional(),
  reportedOn: day,
  /** The sender of a list declared this report day for all rows: the report interval is unknown. */
  reportedOnAssumed: z.boolean().optional(),
  severity: z.enum(SEVERITIES).optional(),
  origin: z.enum(ORIGINS),
  infector: id.optional(),
  hospital: text(200).optional(),
  placeOfInfection: text(200).optional(),
  source: z.enum(FOUND_BY),
  /** Contact record that became this case. */
  contact: id.optional(),
};

export const reportCase = z.strictObject({
  id,
  ...facts,
  classification: z.enum(CLASSIFICATIONS),
  outcome: z.enum(OUTCOMES).optional(),
  outcomeOn: day.optional(),
  /** Columns of a list that Tandem has no field for, kept because the sender asked. */
  extra: z.record(z.string().max(200), z.string().max(2000)).optional(),
  /** Import that brings it. */
  import: z.string().max(80).optional(),
});
export type ReportCase = z.infer<typeof reportCase>;

export const evidence = z.strictObject({
  kind: z.enum(EVIDENCE_KINDS),
  at: moment,
  /** Who answers for it, by name. */
  signer: text(120),
  note: text(500).optional(),
});
export const classifyCase = z.strictObject({
  id,
  classification: z.enum(CLASSIFICATIONS),
  severity: z.enum(SEVERITIES).optional(),
  evidence,
});
export type ClassifyCase = z.infer<typeof classifyCase>;

/** `null` empties a field; classification and outcome have commands of their own. */
const changeable = Object.fromEntries(
  Object.entries({ ...facts, extra: reportCase.shape.extra })
    .filter(([key]) => key !== 'disease')
    .map(([key, schema]) => [
      key,
      ['area', 'reportedOn', 'origin', 'source'].includes(key)
        ? (schema as z.ZodType).optional()
        : (schema as z.ZodType).nullable().optional(),
    ]),
) as Record<string, z.ZodType>;
export const changes = z
  .strictObject(changeable)
  .refine((value) => Object.keys(value).length > 0, 'no change was named');
export const correctCase = z.strictObject({ id, changes, reason: text(500) });
export type Changes = Partial<Record<keyof ReportCase, unknown>>;
export type CorrectCase = { id: string; changes: Changes; reason: string };

/** What a newer version of a list says differently; one command, so that an undo is one too. */
export const updateFromImport = z.strictObject({
  id,
  import: text(80),
  changes: z.strictObject(changeable).optional(),
  classification: z.enum(CLASSIFICATIONS).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  outcomeOn: day.optional(),
  signer: text(120),
});
export type UpdateFromImport = {
  id: string;
  import: string;
  changes?: Changes;
  classification?: Classification;
  outcome?: Outcome;
  outcomeOn?: string;
  signer: string;
};
export const undoImported = z.strictObject({ id, import: text(80) });
export type UndoImported = z.infer<typeof undoImported>;

export const recordCore = z.strictObject({
  id,
  occupation: text(120).optional(),
  workplace: text(200).optional(),
  symptoms: z.array(text(80)).max(40).default([]),
  onset: day.optional(),
  lastNegative: day.optional(),
  vaccineDoses: z.int().min(0).max(12).optional(),
  /** Where the person was while infectious; the movement track. */
  places: z
    .array(
      z.strictObject({
        place: text(200),
        path: placePath.optional(),
        from: moment,
        to: moment,
        what: text(200).optional(),
      }),
    )
    .max(200)
    .default([]),
  contactsNamed: z.int().min(0).max(10_000).optional(),
  sourceOfInfection: z.enum(['known', 'unknown', 'under-investigation']),
  infector: id.optional(),
  note: text(2000).optional(),
});
export type RecordCore = z.infer<typeof recordCore>;
export const reportInvestigation = z.strictObject({
  id,
  summary: text(4000),
  sourceOfInfection: z.enum(['known', 'unknown']),
  infector: id.optional(),
});
export type ReportInvestigation = z.infer<typeof reportInvestigation>;
/** The direct online report to the authority above. */
export const notifyCase = z.strictObject({ id, at: moment, to: text(120), reference: text(120).optional() });
export type NotifyCase = z.infer<typeof notifyCase>;
export const isolateCase = z.strictObject({ id, at: moment, where: text(200) });
export type IsolateCase = z.infer<typeof isolateCase>;
export const treatCase = z.strictObject({ id, at: moment, hospital: text(200) });
export type TreatCase = z.infer<typeof treatCase>;
export const discardCase = z.strictObject({
  id,
  reason: text(500),
  evidence: evidence.optional(),
  import: text(80).optional(),
});
export type DiscardCase = z.infer<typeof discardCase>;
export const reinstateCase = z.strictObject({ id, reason: text(500) });
export type ReinstateCase = z.infer<typeof reinstateCase>;
export const recordOutcome = z.strictObject({
  id,
  outcome: z.enum(OUTCOMES),
  on: day.optional(),
  note: text(500).optional(),
});
export type RecordOutcome = z.infer<typeof recordOutcome>;

/** Where the epidemic curve counts a case; discarded cases count nowhere. */
export interface Counted {
  disease: string;
  area: string;
  onset?: string;
  reportedOn: string;
  classification: Classification;
}
/** Acts a case calls for. */
export const ACTS = ['notified', 'core', 'investigated', 'isolated', 'treated'] as const;
/** What clocks read, so that nothing is asked twice and nothing of a record. */
export interface Standing {
  /** Came with a list of another body, perhaps years later: no clock starts from it. */
  listed: boolean;
  /** Acts not on record yet. */
  lacks: (typeof ACTS)[number][];
}
/** Every event that moves a case in the curve says from where to where. */
export interface Moves {
  counts: { from?: Counted; to?: Counted };
}

export interface CaseEvents {
  /** `similar`: open cases that may be of the same person, when it was reported. */
  'cases.CaseReported': ReportCase & Moves & Standing & { similar?: Similar[] };
  'cases.CaseClassified': ClassifyCase & Moves & Standing & { disease: string; was: Classification; import?: string };
  'cases.CaseCorrected': {
    id: string;
    disease: string;
    before: Changes;
    changes: Changes;
    reason: string;
    import?: string;
    undone?: string;
  } & Moves;
  'cases.CoreInvestigationRecorded': RecordCore & { disease: string };
  'cases.InvestigationReported': ReportInvestigation & { disease: string };
  'cases.CaseNotified': NotifyCase & { disease: string };
  'cases.CaseIsolated': IsolateCase & { disease: string; on: string };
  'cases.CaseTreated': TreatCase & { disease: string; on: string };
  'cases.CaseDiscarded': {
    id: string;
    disease: string;
    reason: string;
    was: Classification;
    evidence?: z.infer<typeof evidence>;
    undone?: string;
    infector?: string;
    import?: string;
  } & Moves;
  'cases.CaseReinstated': { id: string; disease: string; reason: string; classification: Classification } & Moves &
    Standing;
  'cases.OutcomeRecorded': {
    id: string;
    disease: string;
    outcome: Outcome | null;
    on?: string;
    note?: string;
    was?: { outcome?: Outcome; outcomeOn?: string };
    import?: string;
  };
}

export interface CaseState {
  facts: ReportCase;
  discarded: boolean;
  /** Found to be the same person as another case, which took over some values. */
  merged?: { into: string; adopted: Changes; before: Changes };
  /** Import that made it, while nobody has changed it since. */
  untouched?: string;
  /** What the last import changed, while nobody has changed it since. */
  lastChange?: {
    import: string;
    before: Changes;
    classification?: Classification;
    outcome?: { outcome?: Outcome; outcomeOn?: string };
  };
  done: { notified?: Instant; core?: Instant; investigated?: Instant };
}
