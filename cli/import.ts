import { importList } from '../server/import/register.ts';
import { portOf } from '../server/port.ts';
import { openCityOf } from './city.ts';
import type { Io } from './io.ts';

/** `tandem import`: the list is read before the city is opened, so that a wrong file costs nothing. */
export async function importCommand(args: string[], io: Io): Promise<number> {
  let opened: Awaited<ReturnType<typeof openCityOf>> | undefined;
  try {
    return await importList(args, io, async () => {
      opened = await openCityOf(io);
      return portOf(opened.city);
    });
  } finally {
    await opened?.stop();
  }
}
