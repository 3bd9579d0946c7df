import type { Logger } from 'pino';
import type { Accounts } from '../accounts.ts';
import type { City } from '../city.ts';
import type { Register } from '../register-port.ts';

/** How far the demo city, or anything else that must be made before the first page, has come. */
export interface Progress {
  done: number;
  total: number;
  label: { en: string; zh: string };
  ready: boolean;
}

export interface AppOptions {
  city: City;
  accounts: Accounts;
  register: Register;
  logger: Logger;
  progress(): Progress;
  /** Folder of the built web pages; none in tests of the API alone. */
  webRoot?: string;
}
