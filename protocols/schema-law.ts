import * as z from 'zod';
import { LEVELS } from '../kernel/place.ts';

const Words = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const Mark = z.enum(['S', 'P', 'G', 'D']);

/** What a published measure must carry (Art. 67). */
export const CARRIES = [
  'notice',
  'scope',
  'duration',
  'explanation',
  'helpPhone',
  'supplyPlan',
  'writtenNotice',
  'reviewTimer',
] as const;
export type Carry = (typeof CARRIES)[number];

export const AuthorityRow = z.strictObject({
  measure: z.string(),
  names: Words,
  /** A government at this level or above may decide. */
  atLeast: z.enum(LEVELS).optional(),
  /** Bodies that may decide whatever their level, e.g. hospital, cdc. */
  bodies: z.array(z.string()).default([]),
  /** Disease classes for which it exists. */
  classes: z.array(z.enum(['A', 'B', 'C', 'none'])).min(1),
  /** Also for emerging or unexplained disease under a provisional class A decision (Art. 65). */
  provisional: z.boolean().default(false),
  precondition: Words,
  /** Approval of the level above is needed before it is published. */
  approvalAbove: z.boolean().default(false),
  report: Words,
  mustCarry: z.array(z.enum(CARRIES)),
  article: z.string(),
  sources: z.array(z.string()),
  confidence: Mark,
});
export type AuthorityRow = z.infer<typeof AuthorityRow>;
export const AuthorityMatrix = z.array(AuthorityRow);
export type AuthorityMatrix = z.infer<typeof AuthorityMatrix>;

export const PublicationDuty = z.strictObject({
  id: z.string(),
  names: Words,
  /** Part of an order, zone or notice that must be there. */
  carries: z.enum(CARRIES).optional(),
  why: Words,
  article: z.string(),
  sources: z.array(z.string()),
  confidence: Mark,
});
export const PublicationDuties = z.array(PublicationDuty);
export type PublicationDuty = z.infer<typeof PublicationDuty>;

/** How laws and clauses are called in both languages; clauses are cited in English. */
export const Citations = z.strictObject({
  laws: z.record(z.string(), Words),
  clauses: z.record(z.string(), z.string().min(1)),
});
export type Citations = z.infer<typeof Citations>;
