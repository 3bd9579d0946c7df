import type { Account, Purpose } from '../kernel/actor.ts';
import type { Row } from '../kernel/capability.ts';
import type { Event } from '../kernel/event.ts';
import type { PlacePath } from '../kernel/place.ts';
import { isRefusal, type Refusal, type Words } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';

/**
 * A question to a view. `where` names declared columns (also `column_from`, `column_to`); a list means "one of", null
 * means empty. `order` is a column, descending with '-'. `count` asks for the total.
 */
export interface ReadParams {
  within?: PlacePath;
  ids?: string[];
  count?: boolean;
  purpose?: Purpose;
  where?: Record<string, string | number | boolean | null | (string | number)[] | undefined>;
  q?: string;
  cursor?: string;
  /** Rows a page, default 50. */
  limit?: number;
  order?: string;
  /** Only these fields of a row, beside id and area: what a list shows of rows that are long. */
  fields?: readonly string[];
}

export interface ReadAnswer<R> {
  rows: R[];
  /** Cursor of the next page; absent on the last. */
  next?: string;
  total?: number;
}

export type Outcome = { ok: true; events: Event[] } | { ok: false; refusal: Refusal };

export interface RunOptions {
  /** Id of the command: the same id twice is carried out once. Made when absent. */
  id?: string;
  happenedAt?: Instant;
  purpose?: Purpose;
}

/** Who is signed in, and the city's clock. */
export interface Session {
  account: (Account & { title?: Words; home?: string }) | null;
  /** True in drills and demonstrations: shown on every page. */
  exercise: boolean;
  /** The city's time when the answer was made. */
  now: Instant;
  /** City seconds per real second, default 1. */
  speed?: number;
  /** The city's zone. */
  zone: string;
}

/** What a screen may ask of the city: over HTTP (web/client/online.ts) or from the phone's own log. */
export interface Client {
  session(): Promise<Session>;
  signIn(credentials: { account: string; password: string }): Promise<Outcome>;
  signOut(): Promise<void>;
  read<R extends Row>(view: string, params: ReadParams): Promise<ReadAnswer<R>>;
  row<R extends Row>(view: string, id: string): Promise<R | null>;
  run(command: string, input: unknown, options?: RunOptions): Promise<Outcome>;
  /** Special routes. Throws Refused. */
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  /** Tells which views changed; an empty list means any may have. */
  subscribe(listener: (views: string[]) => void): () => void;
  readonly online: boolean;
  /** Commands not yet with the server. */
  readonly pending: number;
  onStatus(listener: () => void): () => void;
  /** Commands carried out here without network that the server refused afterwards; shown until the worker has read them. */
  readonly rejected: readonly Rejected[];
  dismiss(id: string): Promise<void>;
  /** The server has more than this phone carries: without network some rows are missing. */
  readonly cut: boolean;
}

export interface Rejected {
  id: string;
  command: string;
  refusal: Refusal;
  at: Instant;
}

/** A read or route that was refused, or that did not arrive. */
export class Refused extends Error {
  readonly refusal: Refusal;
  readonly status: number;
  constructor(refusal: Refusal, status: number) {
    super(`${refusal.refused}: ${refusal.words.en}`);
    this.refusal = refusal;
    this.status = status;
  }
}

/** Any failure as a refusal that can be shown. */
export const refusalOf = (error: unknown): Refusal =>
  error instanceof Refused
    ? error.refusal
    : isRefusal(error)
      ? error
      : {
          refused: 'page-fault',
          value: error instanceof Error ? error.message : String(error),
          words: { en: 'Something went wrong on this page. Load it again.', zh: '此页面出现问题，请重新载入。' },
        };

/** Id for a new stream or command. */
export const newId = (): string => crypto.randomUUID();
