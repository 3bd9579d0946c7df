import { type City, openCity } from '../server/city.ts';
import { type OpenDatabase, openDatabase } from '../server/database/open.ts';
import { register } from '../server/register.ts';
import type { Io } from './io.ts';

export interface Opened {
  city: City;
  database: OpenDatabase;
  stop(): Promise<void>;
}

/** Opens the city of the environment (DATABASE_URL, or the embedded database in TANDEM_DATA) for a command. */
export async function openCityOf(io: Io, options: { exercise?: boolean; tickMs?: number } = {}): Promise<Opened> {
  const database = await openDatabase({ log: (line) => io.err(line) });
  try {
    const city = await openCity({
      url: database.url,
      register,
      tickMs: 0,
      log: (line, more) => io.err(more ? `${line} ${JSON.stringify(more)}` : line),
      ...options,
    });
    return {
      city,
      database,
      async stop() {
        await city.stop();
        await database.stop();
      },
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}
