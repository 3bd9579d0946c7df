import * as z from 'zod';
import type { PlacePath } from '../../kernel/place.ts';
import { placePath } from '../places/index.ts';

/** Doors that turn somebody away. A hospital is not among them: that is a refusal of care (requests.RecordCareRefusal). */
export const DOORS = ['shop', 'pharmacy', 'transport', 'gate', 'work', 'school', 'other'] as const;
export type Door = (typeof DOORS)[number];
/** What was said to be missing or wrong. */
export const DEMANDS = ['no-code', 'no-test', 'from-area', 'was-ill', 'local-rule', 'no-reason'] as const;

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/, 'an id of letters, digits, - and _');
const text = (max: number) => z.string().trim().min(2).max(max);

export const appealRefusedEntry = z.strictObject({
  id,
  household: placePath,
  /** Who was turned away, of that household. */
  person: placePath,
  door: z.enum(DOORS),
  /** The shop, the line of the bus, the gate, in her words. */
  name: text(120),
  demand: z.enum(DEMANDS),
  said: z.string().trim().max(1000).default(''),
  at: z.iso.datetime({ offset: true }),
});
export type AppealRefusedEntry = z.infer<typeof appealRefusedEntry>;

export const decideRefusedEntry = z.strictObject({
  id,
  finding: z.enum(['wrongful', 'justified']),
  /** In her words, with the rule it rests on. */
  reason: text(1000),
  /** Who at the door was told, and how: without that a wrongful refusal is not put right. */
  told: text(300).optional(),
});
export type DecideRefusedEntry = z.infer<typeof decideRefusedEntry>;

export const contestRefusedEntry = z.strictObject({ id, why: z.enum(['again', 'disagree']), said: text(1000) });
export type ContestRefusedEntry = z.infer<typeof contestRefusedEntry>;

export const withdrawRefusedEntry = z.strictObject({ id, reason: text(500) });
export type WithdrawRefusedEntry = z.infer<typeof withdrawRefusedEntry>;

interface Decider {
  id: string;
  name: string;
  org: { id: string; name: string };
}

/** The events, by type. `door` stands in each, because clocks differ by it. */
export interface EntryEvents {
  'entry.EntryRefused': AppealRefusedEntry;
  'entry.RefusalDecided': DecideRefusedEntry & { door: Door; by: Decider; round: number };
  'entry.RefusalContested': ContestRefusedEntry & { door: Door; round: number };
  'entry.AppealWithdrawn': WithdrawRefusedEntry & { door: Door };
}

export interface EntryState {
  id: string;
  household: PlacePath;
  door: Door;
  stage: 'open' | 'decided' | 'withdrawn';
  finding?: DecideRefusedEntry['finding'];
  /** 1 for the first appeal, one more with each time it was contested. */
  round: number;
  /** Organisations that decided it before. */
  deciders: string[];
}
