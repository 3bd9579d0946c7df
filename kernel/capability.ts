import type * as z from 'zod';
import { type Actor, type Purpose, ROLES, type Role } from './actor.ts';
import type { Chance } from './chance.ts';
import type { Event, NewEvent } from './event.ts';
import type { PlacePath } from './place.ts';
import type { Refusal, Words } from './refusal.ts';
import type { Day, Instant } from './time.ts';

/** A row of a view: a fold of events. `id` is unique in its view; `area` says whose it is. */
export interface Row {
  id: string;
  area: PlacePath;
}

/** A question to a view, as plain data, so that the server (SQL) and the phone (IndexedDB) answer the same. */
export interface Find {
  /** `capability.view`. */
  view: string;
  ids?: string[];
  within?: PlacePath;
  /** Column equals value, or is one of the values. */
  where?: Record<string, string | number | boolean | null | (string | number)[]>;
  /** At most this many rows (default 1,000; the runner refuses to decide on a cut list). */
  limit?: number;
  /** Only the first `n` by a column (descending with a leading '-'), where the rest does not matter to the rule. */
  top?: { by: string; n: number };
}
export type Finds = Record<string, Find>;
export type Found = Record<string, Row[]>;

/** All that a rule may know beyond state and input. `Protocol` is `InForce` of protocols/; the kernel does not know it. */
export interface Told<Protocol = any> {
  now: Instant;
  today: Day;
  /** The city's zone, e.g. `Asia/Shanghai`. */
  zone: string;
  chance: Chance;
  actor: Actor;
  protocol: Protocol;
  /** Answers to the command's `find`. */
  found: any;
  /** Answer of the command's `work`. */
  worked?: any;
}

/**
 * Long pure work on rows that were found. It is told to `decide` as `worked`; the server may have it done on another thread, so rows, `given` and the
 * answer are plain values, and a thread finds `does` by its name in `file`.
 */
export interface Work<Input = any> {
  /** Which of the command's `find`s it works on. */
  on: string;
  /** What else it needs; small. */
  given(input: Input, told: Pick<Told, 'today' | 'protocol'>): unknown;
  does(rows: any[], given: any): unknown;
  /** Where `does` is exported, inside the capability's folder. */
  file: string;
}

export type Decision = NewEvent[] | Refusal;

/** A command: imperative, with everything needed to permit, decide, document and draw a form for it. */
export interface Command<State = any, Input = any> {
  label: Words;
  input: z.ZodType<Input>;
  /** Who may; 'system' for clocks and reactions. Area is checked by the server: grant covers `area`. */
  roles: readonly Role[];
  purpose: Purpose;
  /** Id of the stream inside its kind. */
  stream(input: Input): string;
  /** Place path the permission is asked for and the events belong to. */
  area(input: Input, state: State | undefined): PlacePath | undefined;
  /** Account that may carry it out wherever its own area lies: whoever was sent there. */
  sent?(state: State): string | null | undefined;
  find?(input: Input, state: State | undefined): Finds;
  work?: Work<Input>;
  decide(state: State | undefined, input: Input, told: Told): Decision;
  /** May be decided on a phone without network. */
  offline?: true;
}

/** One kind of stream: its states, how events change them, and the commands on it. */
export interface StreamKind<State = any> {
  evolve(state: State | undefined, event: Event): State | undefined;
  commands: Record<string, Command<State, any>>;
}

export type ColumnType = 'text' | 'number' | 'instant' | 'boolean' | 'texts';

/** Who may read a view: rows within the grant's area, all rows (public facts), or only rows whose column holds the reader's account id. */
export type Reading = 'area' | 'all' | { mine: string };

/** Everybody with an account reads so, but those left out; Tandem itself needs no permission. */
export const everybody = (reading: Reading, but: readonly Role[] = []): Partial<Record<Role, Reading>> =>
  Object.fromEntries(ROLES.filter((role) => role !== 'system' && !but.includes(role)).map((role) => [role, reading]));

export interface View<R extends Row = any> {
  /** Fields of the row that are SQL columns: filterable, sortable. */
  columns: Record<string, ColumnType>;
  reads: Partial<Record<Role, Reading>>;
  /** Text that `q` searches, lower case, may include pinyin. */
  search?(row: R): string;
  /** Default order: column, descending with a leading '-'. */
  order?: string;
  /** Columns worth an index of their own, beside the order, clockwork times and the reader's own; each costs every write. */
  index?: string[];
  /** Subjects (household or person ids) whose personal data a row shows; reading it leaves a trace they can see. */
  subjects?(row: R): string[];
  /** What a role sees less of (minimisation). */
  mask?(row: R, actor: Pick<Actor, 'id' | 'role'>): R;
  /** Carried on phones that may read it: which rows, at most how many, and the stream whose state goes along. */
  offline?: { where?: Find['where']; limit: number; stream?(row: R): string | undefined };
  /** What it folds. `key` names the rows an event touches; `fold` returns the new row, or null to remove it. */
  on: Record<string, Folding<R>>;
}

export interface Folding<R extends Row = any> {
  key(event: Event): string | string[];
  fold(row: R | undefined, event: Event, key: string): R | null | undefined;
}

/** A command to be sent, by name. */
export interface Call {
  /** `capability.Command`. */
  command: string;
  input: unknown;
}

/** Another capability's event becomes this capability's commands. */
export interface Reaction {
  find?(event: Event): Finds;
  then(event: Event, found: any, told: { now: Instant; today: Day; zone: string; protocol: any }): Call[];
}

/** What happens by itself: when a row's `at` column has come and `where` holds, the command is sent, once per row and time. */
export interface Clockwork<R extends Row = any> {
  view: string;
  at: string;
  where?: Find['where'];
  command(row: R): Call;
}

/** What a capability is, as data. Its folder's `capability.ts` exports one of these; register.ts lists them. */
export interface Capability {
  name: string;
  label: Words;
  /** By kind; a stream's id is `kind/id`. Kinds are unique in the city. */
  streams: Record<string, StreamKind>;
  views: Record<string, View>;
  /** By event type of any capability it needs. */
  reacts?: Record<string, Reaction>;
  clockwork?: Clockwork[];
}
