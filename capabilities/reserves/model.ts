import * as z from 'zod';
import { isPlacePath, type PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import { type Day, type Instant, readDay, readInstant } from '../../kernel/time.ts';

export const id = z.string().regex(/^[A-Za-z0-9._:-]{1,80}$/, 'an id has letters, digits and . _ : - only');
const area = z.string().refine(isPlacePath, 'not a place path such as cn.44.03.04');
const day = z.string().refine((text) => readDay(text) !== undefined, 'not a day such as 2022-11-23');
const moment = z
  .string()
  .refine((text) => readInstant(text) !== undefined, 'not a moment such as 2022-11-23T08:00:00Z');
const words = z.strictObject({ en: z.string().trim().min(1).max(200), zh: z.string().trim().min(1).max(200) });
const text = (max: number) => z.string().trim().min(2, 'a few words at least').max(max);
const rooms = z.int().min(1).max(1_000_000);

/** Care for the ill, rooms for those who must stay apart, and halls that are turned into either. */
export const SITE_KINDS = ['hospital', 'isolation'] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

/** A site of beds or rooms. Tier 1 is in use; higher ones stand by and are called in turn, each with its lead time. */
export const registerSite = z.strictObject({
  id,
  area,
  names: words,
  kind: z.enum(SITE_KINDS),
  tier: z.int().min(1).max(9),
  rooms,
  /** Hours from the call until it can take people. */
  leadHours: z.number().min(0).max(2000),
});
export type RegisterSite = z.infer<typeof registerSite>;
/** `key` is the case or stay; `until` when the room is expected back. */
export const occupyRoom = z.strictObject({ id, key: id, until: moment });
export type OccupyRoom = z.infer<typeof occupyRoom>;
export const freeRoom = z.strictObject({ id, key: id, to: z.enum(['home', 'step-down', 'transfer', 'died']) });
export type FreeRoom = z.infer<typeof freeRoom>;
/** Sent by itself: the tier below is as full as the city's trigger. */
export const callSite = z.strictObject({ id, percent: z.number().min(0) });
export type CallSite = z.infer<typeof callSite>;
export const openSite = z.strictObject({ id });
export const closeSite = z.strictObject({ id });
/** Rooms gained by converting, swapping or building, at a moment. */
export const planConversion = z.strictObject({
  id,
  plan: id,
  how: z.enum(['convert', 'swap', 'expand']),
  rooms,
  readyAt: moment,
  note: text(500),
});
export type PlanConversion = z.infer<typeof planConversion>;
export const endConversion = z.strictObject({ id, plan: id, outcome: z.enum(['done', 'dropped']) });
export type EndConversion = z.infer<typeof endConversion>;

export const TEST_KINDS = ['sampling', 'laboratory'] as const;
/** What a place of testing can do in a day: swabs of its samplers, or tubes of its machines. */
export const registerTesting = z.strictObject({
  id,
  area,
  names: words,
  kind: z.enum(TEST_KINDS),
  /** People at work on a day; a laboratory counts tubes instead. */
  samplers: z.int().min(0).max(100_000).default(0),
  swabsPerSampler: z.int().min(0).max(10_000).default(0),
  tubes: z.int().min(0).max(10_000_000).default(0),
});
export type RegisterTesting = z.infer<typeof registerTesting>;
/** A round: so many people, so many swabs to a tube, on a day. */
export const planTesting = z.strictObject({
  id,
  area,
  day,
  people: z.int().min(1).max(100_000_000),
  perTube: z.int().min(1).max(30),
});
export type PlanTesting = z.infer<typeof planTesting>;
export const dropTesting = z.strictObject({ id, area, reason: text(300) });

/** What shall be there, of an item in a store's area. */
export const setTarget = z.strictObject({
  id,
  area,
  item: words,
  unit: words,
  target: z.int().min(1).max(1_000_000_000),
});
export type SetTarget = z.infer<typeof setTarget>;
export const receiveStock = z.strictObject({ id, batch: id, quantity: rooms.max(1_000_000_000), expiresOn: day });
export type ReceiveStock = z.infer<typeof receiveStock>;
export const issueStock = z.strictObject({ id, quantity: rooms.max(1_000_000_000), to: text(200) });
export type IssueStock = z.infer<typeof issueStock>;
export const discardBatch = z.strictObject({ id, batch: id, reason: text(300) });
export type DiscardBatch = z.infer<typeof discardBatch>;

export type SiteStatus = 'open' | 'standby' | 'called';
export interface SiteState {
  area: PlacePath;
  names: Words;
  kind: SiteKind;
  tier: number;
  rooms: number;
  leadHours: number;
  status: SiteStatus;
  /** Expected end by case or stay. */
  taken: Record<string, Instant>;
  plans: Record<string, { rooms: number; readyAt: Instant }>;
}
export interface Batch {
  batch: string;
  quantity: number;
  expiresOn: Day;
}
export interface StockState {
  area: PlacePath;
  item: Words;
  target: number;
  batches: Batch[];
}

/** The events, by type. `occupied` and `rooms` are those of the site after the event. */
export interface ReserveEvents {
  'reserves.SiteRegistered': RegisterSite & { status: SiteStatus };
  'reserves.RoomOccupied': OccupyRoom & { kind: SiteKind; tier: number; occupied: number; rooms: number };
  'reserves.RoomFreed': FreeRoom & { kind: SiteKind; occupied: number; rooms: number };
  'reserves.DischargePlanned': OccupyRoom;
  'reserves.SiteCalled': CallSite & { names: Words; tier: number; readyBy: Instant };
  'reserves.SiteOpened': { id: string; rooms: number };
  'reserves.SiteClosed': { id: string };
  'reserves.ConversionPlanned': PlanConversion;
  'reserves.ConversionEnded': EndConversion & { rooms: number };
  'reserves.TestingRegistered': RegisterTesting;
  'reserves.TestingPlanned': PlanTesting & { tubes: number; swabs: number };
  'reserves.TestingDropped': { id: string; area: PlacePath; reason: string };
  'reserves.TargetSet': SetTarget;
  /** `rotateBy`: from this day the batch is used first or handed on. */
  'reserves.StockReceived': ReceiveStock & { item: Words; rotateBy: Day };
  'reserves.StockIssued': { id: string; to: string; from: { batch: string; quantity: number }[]; left: number };
  'reserves.BatchEmptied': { id: string; batch: string; reason: string };
}

export interface SiteRow {
  id: string;
  area: PlacePath;
  names: Words;
  kind: SiteKind;
  tier: number;
  rooms: number;
  leadHours: number;
  status: SiteStatus;
  occupied: number;
  /** Expected ends, each once for every room. */
  ends: Record<string, Instant>;
  plans: { plan: string; how: string; rooms: number; readyAt: Instant; note: string }[];
  readyBy: Instant | null;
  calledAt: Instant | null;
}
export interface TestingRow extends RegisterTesting {
  id: string;
}
export interface RoundRow {
  id: string;
  area: PlacePath;
  day: Day;
  people: number;
  perTube: number;
  swabs: number;
  tubes: number;
  status: 'planned' | 'dropped';
}
export interface StockRow {
  id: string;
  area: PlacePath;
  item: Words;
  unit: Words;
  target: number;
  held: number;
  /** What lacks to the target; 0 when nothing does. */
  gap: number;
  batches: (Batch & { rotateBy: Day })[];
  /** Earliest day on which a batch must be turned over. */
  rotateBy: Day | null;
}
