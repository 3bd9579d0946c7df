import type { Pool } from 'pg';
import { codeOf, DatabaseFault } from './fault.ts';

/** SQLSTATE of a page, an index or a file that is damaged, short or gone. */
const DAMAGED = ['XX001', 'XX002', '58030', '58P01'];

export const isDamage = (error: unknown): boolean => DAMAGED.includes(codeOf(error));

/** A table that PostgreSQL found to be damaged: it notices when it reads the place, not when it starts. */
export const damageOf = (error: unknown): DatabaseFault | undefined =>
  isDamage(error) ? damaged((error as Error).message, error) : undefined;

function damaged(what: string, cause?: unknown): DatabaseFault {
  return new DatabaseFault(
    'database-torn',
    `${what}. A file of the database is damaged. Stop Tandem and keep a copy of its folder. npx tandem verify reads the whole log of facts: where it finds no fault, npx tandem rebuild makes everything else anew; otherwise restore the last backup.`,
    cause,
  );
}

/** How many of the last facts are read before a city opens: a file that was cut lost its end. */
const END = 200;

/** Refuses a log whose end cannot be read, or is not where its head says: what is written behind it would be lost too. */
export async function readEnd(pool: Pool): Promise<void> {
  const { rows } = await pool
    .query(
      `select (select seq from log_head) as head, max(seq) as last, count(hash) as read
         from (select seq, hash from event order by seq desc limit ${END}) as latest`,
    )
    .catch((error) => {
      throw damageOf(error) ?? error;
    });
  const [head, last, read] = [rows[0].head, rows[0].last ?? 0, rows[0].read].map(Number);
  if (head !== last || read !== Math.min(END, head as number))
    throw damaged(`the log of facts ends at ${last}, and ${head} were written`);
}
