import type { Pool } from 'pg';
import type { ChainFault } from '../../kernel/log.ts';
import { addDays, dayOf, endOf, type Instant } from '../../kernel/time.ts';
import { postgresLog, verifyLog } from '../log/postgres.ts';

export interface Night {
  /** Anchors every finished day that has no anchor yet; returns the last one anchored. */
  anchor(): Promise<string | undefined>;
  /** Anchors, and when a day was, verifies the whole log and tells. */
  watch(): Promise<void>;
}

/** What happens to the log at the end of each of the city's days. */
export function createNight(options: {
  pool: Pool;
  zone: string;
  now(): Instant;
  onVerified(day: string, result: { events: number; faults: ChainFault[] }): Promise<void>;
}): Night {
  const { pool, zone } = options;
  const log = postgresLog(pool);
  let next: string | undefined;

  async function anchor(): Promise<string | undefined> {
    const today = dayOf(options.now(), zone);
    if (next !== undefined && next >= today) return undefined;
    const last = (await log.anchors()).at(-1)?.day;
    const { rows } = await pool.query('select recorded_at from event order by seq limit 1');
    if (rows.length === 0) return undefined;
    let anchored: string | undefined;
    for (let day = last ? addDays(last, 1) : dayOf(rows[0].recorded_at, zone); day < today; day = addDays(day, 1)) {
      await log.anchor(day, endOf(day, zone));
      anchored = day;
    }
    next = today;
    return anchored;
  }

  return {
    anchor,
    async watch() {
      const day = await anchor();
      if (day) await options.onVerified(day, await verifyLog(pool));
    },
  };
}
