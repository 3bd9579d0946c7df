import * as z from 'zod';
import { instantText } from '../people/index.ts';
import { placePath } from '../places/index.ts';
import { VISIT_KINDS, type VisitKind } from '../visits/index.ts';

export const MODES = ['foot', 'car'] as const;
/** Who may be in one vehicle: the order is "clean before dirty". */
export const GROUPS = ['clean', 'contact', 'positive'] as const;
export const LEGS = ['visit', 'pickup', 'delivery'] as const;
export const HAPPENED = ['started', 'done', 'missed', 'withdrawn'] as const;
export type Mode = (typeof MODES)[number];
export type Group = (typeof GROUPS)[number];
export type Leg = (typeof LEGS)[number];
export type Happened = (typeof HAPPENED)[number];

export const id = z.string().regex(/^[A-Za-z0-9._:~-]{1,240}$/, 'an id has letters, digits and . _ : ~ - only');
const account = z.string().min(1).max(100);
const number = z.number().min(0).max(1e6);
const perMode = z.strictObject({ foot: number, car: number });
const point = z.int().min(0);

const terms = z.strictObject({
  speed: perMode,
  licence: z.string().max(40),
  goods: perMode,
  seats: number,
  minutes: z.record(z.enum(VISIT_KINDS), number),
  cleaning: number,
  breakAfter: number,
  breakFor: number,
  driving: number,
  soft: number,
  softPrice: number,
  carerPrice: number,
  urgentPrice: number,
  fairPrice: number,
  told: number,
  moves: number,
});

/** Somebody on shift who may go. `point` indexes `Sheet.points`. */
const goer = z.strictObject({
  id: account,
  name: z.string().max(80),
  mode: z.enum(MODES),
  point,
  /** Acts inside this place only. */
  area: placePath,
  from: instantText,
  to: instantText,
  /** Skills, and licences as `licence:nurse`. */
  skills: z.array(z.string().max(60)).max(80),
  /** Most households one may have. */
  cap: number,
});

/** A visit asked for. */
const task = z.strictObject({
  visit: id,
  household: placePath,
  kind: z.enum(VISIT_KINDS),
  urgent: z.boolean(),
  life: z.boolean(),
  point,
  /** Where somebody is brought; a trip or transfer has two legs then. */
  to: point.optional(),
  from: instantText,
  until: instantText,
  skills: z.array(z.string().max(60)).max(20),
  carer: account.optional(),
  group: z.enum(GROUPS),
});

/** Everything a plan rests on, kept with it: what it says can be checked from this alone. */
export const sheet = z.strictObject({
  /** Second 0. */
  origin: instantText,
  /** Latitude, longitude in degrees. */
  points: z.array(z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)])).max(2_000),
  /** Seconds between the first `size` points by streets, row by row; absent: straight lines, which the page says. */
  streets: z.strictObject({ size: z.int(), foot: z.array(z.int()), car: z.array(z.int()) }).optional(),
  terms,
  goers: z.array(goer).max(300),
  tasks: z.array(task).max(1_000),
});

/** Who goes where, in which order. */
export const order = z.strictObject({
  member: account,
  calls: z.array(z.strictObject({ visit: id, leg: z.enum(LEGS) })).max(400),
});

export type Goer = z.infer<typeof goer>;
export type Task = z.infer<typeof task>;
export type Sheet = z.infer<typeof sheet>;
export type Order = z.infer<typeof order>;
export interface Terms extends Omit<z.infer<typeof terms>, 'speed' | 'goods' | 'minutes'> {
  /** km/h. */
  speed: Record<Mode, number>;
  goods: Record<Mode, number>;
  minutes: Record<VisitKind, number>;
}
