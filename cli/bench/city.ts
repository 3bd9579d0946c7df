import { rmSync } from 'node:fs';
import { type Accounts, createAccounts } from '../../server/accounts.ts';
import { type City, openCity } from '../../server/city.ts';
import { openDatabase } from '../../server/database/open.ts';
import { register } from '../../server/register.ts';
import { temporaryData } from '../temporary.ts';

export interface BenchCity {
  city: City;
  accounts: Accounts;
  url: string;
  close(): Promise<void>;
}

/** A city on an embedded database of its own. */
export async function benchCity(tickMs = 1000): Promise<BenchCity> {
  const dataDir = temporaryData('tandem-bench-');
  const given = process.env['DATABASE_URL'];
  delete process.env['DATABASE_URL'];
  const database = await openDatabase({ dataDir });
  if (given) process.env['DATABASE_URL'] = given;
  const threads = process.env['TANDEM_THREADS'];
  const city = await openCity({
    url: database.url,
    register,
    exercise: true,
    tickMs,
    ...(threads === undefined ? {} : { threads: Number(threads) }),
  });
  return {
    city,
    accounts: createAccounts(city.pools.writer),
    url: database.url,
    async close() {
      await city.stop();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
