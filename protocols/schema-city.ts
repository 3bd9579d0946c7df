import * as z from 'zod';
import { ROLES } from '../kernel/actor.ts';
import { LEVELS } from '../kernel/place.ts';

const Words = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const Mark = z.enum(['S', 'P', 'G', 'D']);
const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const DayText = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** `{ urgency: life }`, or membership `{ urgency: [life, urgent] }`, on fields of the event's data. */
export const Where = z.record(z.string(), z.union([Scalar, z.array(Scalar)]));
export type Where = z.infer<typeof Where>;

/** `capability.PastTense` */
export const Trigger = z.strictObject({ event: z.string().regex(/^[a-z]+\.[A-Z][A-Za-z]+$/), where: Where.optional() });
export type Trigger = z.infer<typeof Trigger>;

/** A length of time, as kernel/time.ts `Span`. */
export const SpanText = z.strictObject({ value: z.number(), unit: z.enum(['min', 'h', 'd']) });

/**
 * When a duty is due:
 * a span after the start; the hours of an edition's parameter; 24:00 of the start's day plus n days;
 * a span after (negative: before) an instant in the event's data; or one duty for each day listed in the event's data, due at its 24:00.
 */
export const Within = z.union([
  SpanText,
  z.strictObject({ paramKey: z.string() }),
  z.strictObject({ endOfDay: z.int().min(0) }),
  z.strictObject({ relativeTo: z.string(), value: z.number(), unit: z.enum(['min', 'h', 'd']) }),
  z.strictObject({ eachDayIn: z.string(), stopsWhen: z.string() }),
]);
export type Within = z.infer<typeof Within>;

const Rung = z.strictObject({ level: z.enum(LEVELS), role: z.enum(ROLES) });

export const Clock = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  name: Words,
  why: Words,
  starts: z.array(Trigger).min(1),
  stops: z.array(Trigger).min(1),
  /** Events that move the open deadline by their `minutes` (back when negative); a deadline already missed stays missed. */
  moves: z.array(Trigger).optional(),
  /** Field of the event's data that names what the clock is about; the event's stream when absent. */
  subject: z.string().optional(),
  /** Field of the event's data with the words that its duty is called by; `name` when absent. */
  named: z.string().optional(),
  /** Field of the event's data with the words of what the duty is about, beside its number: a site's names, what was found; `about.org.name` for a field inside. */
  about: z.string().optional(),
  within: Within,
  /** A new start while open moves the deadline instead of opening a second duty. */
  restarts: z.boolean().default(false),
  /** Opens again this long after each start, until one of these events. */
  repeat: z.strictObject({ every: SpanText, until: z.array(Trigger).min(1) }).optional(),
  owner: Rung,
  /** Whom to tell, counted from the deadline; a negative `after` warns beforehand. */
  ladder: z.array(Rung.extend({ after: SpanText })),
  standIn: z.strictObject({ role: z.enum(ROLES) }).optional(),
  /** The owner says within this time that the task has arrived, or the office above is told. */
  acknowledge: SpanText.optional(),
  breach: Words,
  /** May be closed by hand with evidence. */
  manual: z.boolean().default(false),
  from: DayText.optional(),
  to: DayText.optional(),
  clause: z.string(),
  sources: z.array(z.string()).default([]),
  confidence: Mark,
});
export type Clock = z.infer<typeof Clock>;

export const URGENCIES = ['life', 'urgent', 'utility', 'ordinary', 'complex'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Open311 attribute of a class. */
const Attribute = z.strictObject({
  code: z.string(),
  datatype: z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']),
  required: z.boolean(),
  names: Words,
  values: z.array(z.strictObject({ key: z.string(), names: Words })).optional(),
});

export const RequestClass = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]+$/),
  names: Words,
  group: z.enum([
    'life',
    'care',
    'supply',
    'utilities',
    'housing',
    'environment',
    'order',
    'transport',
    'people',
    'rights',
    'city',
  ]),
  urgency: z.enum(URGENCIES),
  /** Never in a public list or feed (requests.md 2.8). */
  personal: z.boolean(),
  open311: z.strictObject({
    type: z.enum(['realtime', 'batch', 'blackbox']),
    /** Complaint types of other systems, exact, or with a trailing `*`. Case does not matter. */
    aliases: z.array(z.string()).default([]),
    keywords: z.array(z.string()).default([]),
  }),
  attributes: z.array(Attribute).default([]),
});
export type RequestClass = z.infer<typeof RequestClass>;

export const BasicNeed = z.strictObject({
  id: z.string(),
  names: Words,
  /** At least, at most (people per toilet, metres to water). */
  bound: z.enum(['min', 'max']),
  amount: z.number().positive(),
  unit: z.string(),
  per: z.enum(['person-day', 'person-month', 'person', 'tap', 'toilet', 'place']),
  clause: z.string(),
  sources: z.array(z.string()),
  confidence: Mark,
  note: z.string().optional(),
});
export type BasicNeed = z.infer<typeof BasicNeed>;

/** A comparison on the facts of a local rule (see compare.ts `facts`); `right` may name another fact with a leading `$`. */
const Comparison = z.strictObject({
  left: z.string(),
  op: z.enum(['lte', 'gte', 'eq', 'ne', 'in', 'notIn']),
  right: z.union([Scalar, z.array(Scalar)]),
});
export type Comparison = z.infer<typeof Comparison>;

export const NineDont = z.strictObject({
  n: z.int().min(1).max(9),
  names: Words,
  when: Where,
  require: z.array(Comparison).min(1),
  clause: z.string(),
  sources: z.array(z.string()),
  confidence: Mark,
});
export type NineDont = z.infer<typeof NineDont>;

/** Names for a rule weaker than the edition, and for an addition outside the nine. */
export const Laxness = z.strictObject({ weaker: Words, otherAddition: Words });

export const NineDonts = z.strictObject({ donts: z.array(NineDont).length(9), others: Laxness });

/** A dated city-wide number that is no disease's. */
export const Setting = z.strictObject({
  value: z.union([z.number(), z.boolean(), z.string()]),
  unit: z.string(),
  names: Words,
  from: DayText,
  to: DayText.optional(),
  clause: z.string(),
  sources: z.array(z.string()).default([]),
  confidence: Mark,
});
export type Setting = z.infer<typeof Setting>;

export const MEASURES = [
  'none',
  'tests',
  'monitor',
  'home',
  'central',
  'turnBack',
  'close',
  'restrict',
  'refuse',
  'checkpoint',
] as const;
export type MeasureWord = (typeof MEASURES)[number];

/** Units of a zone, smallest first; a town counts as a street, a county as a district. */
export const AREA_UNITS = [
  'household',
  'floor',
  'unit',
  'building',
  'estate',
  'community',
  'street',
  'district',
  'city',
  'province',
] as const;
export type AreaUnit = (typeof AREA_UNITS)[number];

/** A rule of a county, a street, a firm or an estate, entered to be compared with the edition in force. */
export const LocalRule = z.strictObject({
  id: z.string(),
  /** As published. */
  text: z.string(),
  issuer: z.strictObject({ name: z.string(), level: z.enum(LEVELS), kind: z.string().default('government') }),
  /** What it bears on. */
  on: z.enum(['person', 'zone', 'travel', 'care', 'checkpoint', 'venue']),
  audience: z.enum(['anyone', 'student', 'crew']).default('anyone'),
  /** Person class of the edition, when it names one: `contact.close`. */
  personClass: z.string().optional(),
  /** Where from, or which area: risk level by the edition's words; `any` when the rule does not ask for it. */
  area: z
    .strictObject({ level: z.string(), unit: z.enum(AREA_UNITS).optional(), name: z.string().optional() })
    .optional(),
  /** What is done, in order; days of each. */
  phases: z.array(z.strictObject({ measure: z.enum(MEASURES), days: z.number().min(0).default(0) })).min(1),
  /** Test days, when it fixes them. */
  tests: z.array(z.number()).optional(),
  /** Reason given, for refusals of care. */
  reason: z.string().optional(),
  from: DayText,
});
export type LocalRule = z.infer<typeof LocalRule>;
