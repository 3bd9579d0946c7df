/**
 * What the outside world did to the database, in words an operator can act on.
 * The message is `id: what was refused and the value. What to do.`; the id is stable and can be searched for.
 */
export class DatabaseFault extends Error {
  readonly id: string;

  constructor(id: string, text: string, cause?: unknown) {
    super(`${id}: ${text}`, cause === undefined ? undefined : { cause });
    this.name = 'DatabaseFault';
    this.id = id;
  }
}

/** A connection address as it may be logged: without its password. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^:@/?]*):[^@/?]*@/i, '$1@');
}

/** The system's or PostgreSQL's short code of an error (`ENOENT`, `28P01`), or an empty string. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
