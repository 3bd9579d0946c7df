import type { Account, Actor, Role } from './actor.ts';
import type { Find, Row } from './capability.ts';
import type { Event } from './event.ts';
import type { Refusal, Words } from './refusal.ts';
import type { RegisteredCommand } from './registry.ts';
import type { CommandCall } from './run.ts';
import type { Instant } from './time.ts';

/** A question of a person to a view, in pages. */
export interface PortQuery extends Find {
  q?: string;
  order?: string;
  cursor?: string;
  count?: boolean;
}

export type PortOutcome = { events: Event[]; repeated?: true } | { refusal: Refusal };

/** What the server offers to routes of capabilities and adapters, to jobs and to the command line. */
export interface CityPort<Library = any> {
  now(): Instant;
  zone: string;
  exercise: boolean;
  library: Library;
  /** What rules are told as `protocol`. */
  protocol(): unknown;
  commands: Map<string, RegisteredCommand>;
  /** What an account may see; a read of personal data leaves its trace. */
  list(
    account: Account,
    query: PortQuery,
    purpose?: string,
  ): Promise<{ rows: Row[]; next?: string; total?: number } | Refusal>;
  /** The server's own sight: only for work that answers nobody, or whose answer is coarsened by the route. */
  look(query: PortQuery): Promise<Row[]>;
  run(call: CommandCall, by: Account | Actor): Promise<PortOutcome>;
  /** Many commands, sharing transactions; outcomes in order. */
  runMany(calls: CommandCall[], by: Account | Actor): Promise<PortOutcome[]>;
  newId(): string;
}

export interface RouteRequest {
  account: Account;
  params: Record<string, string>;
  query: Record<string, string | string[] | undefined>;
  /** Parsed JSON, form fields, or nothing. */
  body: unknown;
  /** The raw body of an upload (`application/octet-stream`), in chunks as they arrive. */
  upload?: AsyncIterable<Uint8Array>;
  headers: Record<string, string | string[] | undefined>;
}

export interface RouteReply {
  status?: number;
  /** Content type; JSON when absent. */
  type?: string;
  headers?: Record<string, string>;
  body: unknown;
}

/** An address beyond commands and views, as data: permission first, then the work. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Such as `/api/duties/sheet.csv` or `/api/imports/:id`. */
  path: string;
  /** Roles that may; 'public' for addresses without sign-in (the account is then nobody). */
  roles: readonly Role[] | 'public';
  summary: Words;
  /** Reads its body as a stream. */
  upload?: true;
  handle(request: RouteRequest, city: CityPort): Promise<RouteReply | Refusal>;
}
