import pino from 'pino';
import type { Account, Grant } from '../kernel/actor.ts';
import type { Capability } from '../kernel/capability.ts';
import { createAccounts } from '../server/accounts.ts';
import { type City, openCity } from '../server/city.ts';
import { createApp } from '../server/http/app.ts';
import type { Register } from '../server/register-port.ts';
import { freshDatabase } from './database.ts';
import { registerOf } from './small-register.ts';

/** A city on a database of its own; `tickMs: 0`, so that nothing happens but what a test does. */
export async function openStage(register: Register | Capability[]) {
  const database = await freshDatabase();
  const used = Array.isArray(register) ? registerOf(register) : register;
  const cities: City[] = [];
  const open = async (): Promise<City> => {
    const city = await openCity({ url: database.url, register: used, exercise: true, tickMs: 0, poolSize: 4 });
    cities.push(city);
    return city;
  };
  const city = await open();
  const accounts = createAccounts(city.pools.writer);
  return {
    city,
    accounts,
    url: database.url,
    /** Another server process on the same database. */
    open,
    app: () =>
      createApp({
        city,
        accounts,
        register: used,
        logger: pino({ level: 'silent' }),
        progress: () => ({ done: 1, total: 1, label: { en: '', zh: '' }, ready: true }),
      }),
    async close() {
      for (const each of cities) await each.stop();
      await database.drop();
    },
  };
}

export const accountOf = (id: string, ...grants: Grant[]): Account => ({
  id,
  name: id,
  grants,
  org: { id: `org-${id}`, name: id, level: 'district', kind: 'government' },
});
