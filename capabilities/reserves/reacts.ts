import type { Reaction } from '../../kernel/capability.ts';
import { ancestorAt } from '../../kernel/place.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { InForce } from '../../protocols/in-force.ts';
import { settingOn } from '../../protocols/read.ts';
import type { SiteRow } from './model.ts';
import { nextTier } from './projection.ts';

const MOST = 1000;

/** A tier that fills to the city's trigger calls the next one: nobody has to notice. */
const called: Reaction = {
  find: ({ area, data }) => ({
    sites: {
      view: 'reserves.sites',
      within: ancestorAt(area, 'district') ?? area,
      where: { kind: data.kind },
      limit: MOST,
    },
  }),
  then(_event, { sites }: { sites: SiteRow[] }, { today, protocol }) {
    const trigger = settingOn((protocol as InForce).library, 'reserve.tier.trigger', today);
    if (isRefusal(trigger)) return [];
    const next = nextTier(sites, Number(trigger.value));
    return next.sites.map(({ id }) => ({ command: 'reserves.CallSite', input: { id, percent: next.percent } }));
  },
};

export const reacts: Record<string, Reaction> = { 'reserves.RoomOccupied': called };
