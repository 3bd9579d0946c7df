import type { Account, Actor } from '../../kernel/actor.ts';
import type { Call } from '../../kernel/capability.ts';
import type { City } from '../../server/city.ts';
import type { Progress } from '../../server/http/options.ts';
import type { Stage } from './accounts.ts';
import type { Household } from './households.ts';

/** Households per community are about buildings x floors x flats; the district comes to some 50,000 residents. */
export const SIZES = {
  village: { communities: 1, buildings: 1, households: 12 },
  district: { communities: 1000, buildings: 4, households: Number.POSITIVE_INFINITY },
};

export type Size = keyof typeof SIZES;

/** What the demo's makers are given. */
export interface Demo {
  city: City;
  /** Sends calls as an account, all sharing transactions; throws on the first refusal: the demo must be possible. A call may bring its own id. */
  send(calls: (Call & { id?: string })[], by: Account | Actor): Promise<void>;
  households: Household[];
  stage: Stage;
  accounts: Map<string, Account>;
  size: Size;
  /** Counts steps done on the progress bar. */
  step(label: Progress['label'], done: number, total: number): void;
}
