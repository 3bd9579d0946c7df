import type { Org, Purpose, Role } from './actor.ts';
import type { PlacePath } from './place.ts';
import type { Instant } from './time.ts';

/** What a rule decides: a fact in the past tense, not yet written down. */
export interface NewEvent<Type extends string = string, Data = unknown> {
  /** `capability.PastTense`, e.g. `stays.StayOrdered`. */
  type: Type;
  data: Data;
  /** Place path; the command's area when absent. */
  area?: PlacePath;
  /** When it happened; the command's time when absent. */
  happenedAt?: Instant;
  /** Edition that decided it, e.g. `CN-COVID-9`. */
  edition?: string;
}

/** A written fact. */
export interface Event<Type extends string = string, Data = any> {
  id: string;
  /** Place in the whole log, dense from 1. */
  seq: number;
  /** `kind/id`, e.g. `household/cn.44...h502`. */
  stream: string;
  /** Place in its stream, from 1. */
  version: number;
  type: Type;
  data: Data;
  area: PlacePath;
  actor: { id: string; name: string; role: Role; org: Pick<Org, 'id' | 'name' | 'level'> };
  purpose: Purpose;
  happenedAt: Instant;
  recordedAt: Instant;
  edition?: string;
  /** The command that caused it: a repeat of the command finds it again. */
  command: string;
  /** The event that caused the command, for reactions. */
  cause?: string;
  /** True in drills and demonstrations. */
  exercise?: boolean;
}

/** An event before the log gives it its place. */
export type Pending = Omit<Event, 'seq' | 'version' | 'recordedAt'>;
