import { lists } from '../../adapters/linelist/index.ts';
import { importList as importListWith } from '../../capabilities/cases/server/command.ts';
import type { CityPort } from '../../kernel/port.ts';

/** Carries out `tandem import` with its arguments; `open` gives the city once the file was read. */
export const importList = (
  args: string[],
  io: { out(text: string): void; err(text: string): void },
  open: () => Promise<CityPort>,
): Promise<number> => importListWith(args, io, open, lists);
