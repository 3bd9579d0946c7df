import type { Pool } from 'pg';
import { addMinutes, type Instant, instant } from '../kernel/time.ts';

/** The city's clock. In an exercise it may be set ahead; it never runs backwards. */
export interface Clock {
  now(): Instant;
  /** Sets an exercise's clock ahead by minutes. */
  advance(minutes: number): Promise<Instant>;
  /** Sets an exercise's clock to a moment, before anything has happened. */
  begin(at: Instant): Promise<void>;
}

/** Real time plus an offset kept in the database, so that a restart does not jump. */
export async function openClock(pool: Pool, exercise: boolean): Promise<Clock> {
  const { rows } = await pool.query(`select value from setting where name = 'clock-offset-ms'`);
  let offset = exercise ? Number(rows[0]?.value ?? 0) : 0;
  const now = (): Instant => instant(Date.now() + offset);
  const set = async (ms: number): Promise<void> => {
    if (!exercise) throw new Error('the clock can be set in an exercise only');
    offset = ms;
    await pool.query(
      `insert into setting values ('clock-offset-ms', $1) on conflict (name) do update set value = excluded.value`,
      [JSON.stringify(ms)],
    );
  };
  return {
    now,
    async advance(minutes) {
      await set(Date.parse(addMinutes(now(), minutes)) - Date.now());
      return now();
    },
    begin: (at) => set(Date.parse(at) - Date.now()),
  };
}
