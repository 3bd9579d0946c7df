import * as z from 'zod';
import { WordsText } from './schema.ts';

const Share = z.number().min(0).max(1);
const Count = z.int().min(0);
const Some = z.int().min(1, { error: 'names nobody: give 1 or more' });
const DayText = z.string().regex(/^\d{4}-\d\d-\d\d$/, { error: 'a day such as 2022-10-24' });

/** Day of the drill, counted from 0. */
const on = { day: Count };
/** For so many days; absent: to the end. */
const lasting = { ...on, days: Some.optional() };
/** Where: the n-th community of the drill's city, from 0. */
const community = { community: Count.default(0) };

/** What the trainer puts in the way. `factor` is what is left of a capacity: 0.5 is half. */
export const InjectText = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('laboratory'), ...lasting, factor: Share }),
  z.strictObject({ kind: z.literal('hotline'), ...lasting, factor: Share }),
  z.strictObject({ kind: z.literal('crew'), ...lasting, factor: Share }),
  z.strictObject({ kind: z.literal('merchants'), ...lasting, fail: Some }),
  /** No network: nothing comes by app, and what is done at the door is entered the day after. */
  z.strictObject({ kind: z.literal('network'), ...lasting, communities: Some }),
  /** Households whose line is dead: they cannot call and no call reaches them. */
  z.strictObject({ kind: z.literal('dead-line'), ...lasting, ...community, households: Some }),
  /** A life in danger; with `dead`, behind a dead line. */
  z.strictObject({
    kind: z.literal('life-threat'),
    ...on,
    ...community,
    households: Some,
    note: z.string().min(2),
    dead: z.boolean().default(false),
  }),
  /** A hospital turns somebody away. */
  z.strictObject({
    kind: z.literal('care-refused'),
    ...on,
    ...community,
    households: Some,
    hospital: z.string().min(1),
    reason: z.string().min(2),
  }),
  z.strictObject({ kind: z.literal('edition'), ...on, edition: z.string() }),
  /** People named as contacts of a case they never met. */
  z.strictObject({ kind: z.literal('wrong-contacts'), ...on, ...community, people: Some }),
  /** Orders without any evidence, as an office under pressure would like to give. */
  z.strictObject({ kind: z.literal('bare-orders'), ...on, ...community, people: Some }),
  /** Closed buildings asked for with nothing prepared: no carers, no look at the exits, no case. */
  z.strictObject({ kind: z.literal('bare-zones'), ...on, ...community, buildings: Some }),
  /** A rule of a street, firm or estate stricter than the edition. */
  z.strictObject({
    kind: z.literal('local-rule'),
    ...on,
    ...community,
    source: z.string().min(2),
    rule: z.record(z.string(), z.unknown()),
    /** Days until the overseer has it withdrawn; absent: never. */
    withdrawnAfter: Some.optional(),
  }),
]);
export type InjectText = z.infer<typeof InjectText>;

/** A drill as its YAML says it: the city and its people, what the crews can do in a day, and what goes wrong. */
export const DrillText = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, { error: 'lower-case letters, digits and - only' }),
  names: WordsText,
  /** What it rehearses: what happened, where and when. */
  why: WordsText,
  /** Ids of protocols/sources.yaml. */
  sources: z.array(z.string()).default([]),
  /** A file of protocols/natural-history, values changed for this drill, and the edition in force from the first day. */
  disease: z.string(),
  with: z.record(z.string(), z.unknown()).default({}),
  edition: z.string(),
  city: z.strictObject({ tables: z.string(), people: Some, communities: Some, seed: z.int().default(1) }),
  start: DayText,
  days: z.int().min(1).max(90),
  /** Seconds it may take to play headless on two cores: the bench shows both. */
  budget: Some.default(300),
  seed: z.int().default(1),
  /** Infected at first, and the days the disease then spreads before anybody looks. */
  seeds: Some,
  unseen: Count.default(0),
  importsPerDay: z.number().min(0).default(0),
  people: z.strictObject({
    /** Of those who fall ill: who asks to be tested. */
    seeks: Share,
    /** Of those ordered to stay: who does. */
    complies: Share,
    /** Requests a day of a household that may not go out; of a thousand that may. */
    asks: z.number().min(0),
    asksFree: z.number().min(0),
    /** Of those who stay: who appeals. */
    appeals: Share,
    /** Never call, whatever they need. */
    silent: Share,
  }),
  capacity: z.strictObject({
    tests: Count,
    calls: Count,
    /** Cases interviewed in a day, and of a class or team how many contacts are found. */
    interviews: Count,
    found: Share,
    crew: Some,
    visitsEach: Count,
    /** Doors and calls to ask how people are. */
    checks: Count,
    merchants: Some,
    appeals: Count,
    /** Minutes from a call for life to somebody at the door. */
    lifeMinutes: z.int().min(1),
    /** Hours until a hospital's refusal is reviewed. */
    reviewHours: z.number().min(0),
    /** Hours until a case is notified. */
    notifyHours: z.number().min(0),
    isolationDays: Some,
  }),
  /** When policies close a building: cases of the last quiet days inside; lifted after as many days without a new one. Absent: nothing is closed. */
  zones: z.strictObject({ level: z.string(), cases: Some, perDay: Some, quietDays: Some }).optional(),
  /** Beds by tier, the first one open; absent: beds are not counted. */
  beds: z
    .array(z.strictObject({ rooms: Some, leadHours: z.number().min(0) }))
    .max(9)
    .default([]),
  injects: z.array(InjectText).default([]),
});
export type DrillText = z.infer<typeof DrillText>;

/** Measures the sheet may name that are no clocks. */
export const MEASURES = [
  'hoursToNotify',
  'contactsIn24h',
  'infectionsFound',
  'infections',
  'callsLost',
  'lifeUnheard',
  'bareOrders',
  'rulesBeyond',
  'wrongLifted',
  'personDaysRestricted',
  'personDaysPerCase',
  'tests',
  'visits',
  'zonesUnready',
  'personDaysZoned',
  'hoursToBed',
  'bedsWaiting',
] as const;
export type Measured = (typeof MEASURES)[number];

export const TRACKS = ['control', 'livelihood', 'rights', 'cost'] as const;

/** A line of the score sheet. Of clocks: the share of duties done in time. `target`: what is passed; absent: shown only. */
export const SheetLine = z.strictObject({
  id: z.string(),
  track: z.enum(TRACKS),
  names: WordsText,
  clocks: z.array(z.string()).min(1).optional(),
  measure: z.enum(MEASURES).optional(),
  unit: z.enum(['share', 'hours', 'count', 'days']),
  target: z.strictObject({ atLeast: z.number().optional(), atMost: z.number().optional() }).optional(),
});
export type SheetLine = z.infer<typeof SheetLine>;

/** A line as scored. `value` is null when nothing of the kind happened; `of` is how many it is a share or mean of. */
export interface ScoreLine extends Pick<SheetLine, 'id' | 'track' | 'names' | 'unit' | 'target'> {
  value: number | null;
  of: number;
  passed: boolean | null;
}

/** Faults no schema sees; the first is told. Throws `drill-inject` with what nobody is there for. */
export function checkDrill(drill: DrillText): void {
  for (const inject of drill.injects) {
    const where = `drill-inject: ${drill.id}, ${inject.kind} on day ${inject.day}`;
    if (inject.day >= drill.days)
      throw new Error(`${where}: the drill has ${drill.days} days. Give a day from 0 to ${drill.days - 1}.`);
    if ('community' in inject && inject.community >= drill.city.communities)
      throw new Error(
        `${where}: nobody lives in community ${inject.community}. Give 0 to ${drill.city.communities - 1}.`,
      );
    if (inject.kind === 'network' && inject.communities > drill.city.communities)
      throw new Error(`${where}: ${inject.communities} of ${drill.city.communities} communities. Name no more.`);
    if (inject.kind === 'merchants' && inject.fail > drill.capacity.merchants)
      throw new Error(`${where}: ${inject.fail} of ${drill.capacity.merchants} merchants. Name no more.`);
  }
}
