import type { Event, Pending } from './event.ts';
import type { Instant } from './time.ts';

/** An event with its link in the chain. */
export interface Linked extends Event {
  hash: string;
  /** SHA-256 of the canonical data. */
  dataHash: string;
}

export interface Append {
  stream: string;
  /** The version the writer decided on: 0 for a new stream. */
  expected: number;
  events: Pending[];
}

/** The stream moved on since the writer read it. */
export interface Conflict {
  conflict: string;
  expected: number;
  actual: number;
}

export interface ChainFault {
  stream: string;
  version: number;
  seq: number;
  fault: 'hash' | 'data' | 'gap' | 'anchor';
}

export interface Anchor {
  day: string;
  /** Last event of the day. */
  seq: number;
  hash: string;
}

/**
 * The log of facts. Implementations: memory, PostgreSQL, IndexedDB; all run `tests/log.suite.ts`.
 * Appends to several streams are one transaction: all or none. A repeated command id returns the events it caused.
 */
export interface EventLog {
  append(appends: Append[], recordedAt: Instant): Promise<Linked[] | Conflict>;
  readStream(stream: string, fromVersion?: number): Promise<Linked[]>;
  /** Events after `seq`, in order, at most `limit`. */
  readAll(afterSeq: number, limit: number): Promise<Linked[]>;
  ofCommand(command: string): Promise<Linked[]>;
  head(): Promise<number>;
  /** Writes the anchor of a day: one hash over the day's events. Repeating it changes nothing. */
  anchor(day: string, until: Instant): Promise<Anchor>;
  anchors(): Promise<Anchor[]>;
}

export const isConflict = (outcome: unknown): outcome is Conflict =>
  typeof outcome === 'object' && outcome !== null && 'conflict' in outcome;
