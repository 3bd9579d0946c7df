import { addDays, addHours, dayOf } from '../../kernel/time.ts';
import { actor } from '../given.ts';
import { DISTRICT, type Futian } from '../safeguards/futian.ts';
import type { Walk } from './walk.ts';

const supply = actor('supply', { area: DISTRICT });
const names = { en: 'Second hospital', zh: '第二医院' };
const site = (here: Futian): void =>
  void here.given(supply, 'reserves.RegisterSite', {
    id: 'B2',
    area: DISTRICT,
    names,
    kind: 'hospital',
    tier: 2,
    rooms: 100,
    leadHours: 24,
  });

/** Capacity and reserves. */
export const reserveWalks: Record<string, Walk> = {
  'site.open': {
    before: site,
    starts: (here) => void here.given(actor('hq', { area: DISTRICT }), 'reserves.CallSite', { id: 'B2', percent: 71 }),
    stops: (here) => void here.given(supply, 'reserves.OpenSite', { id: 'B2' }),
  },
  'site.conversion': {
    before: site,
    starts: (here) =>
      void here.given(supply, 'reserves.PlanConversion', {
        id: 'B2',
        plan: 'P1',
        how: 'convert',
        rooms: 40,
        readyAt: addHours(here.now, 48),
        note: 'Two wards are turned over.',
      }),
    stops: (here) => void here.given(supply, 'reserves.EndConversion', { id: 'B2', plan: 'P1', outcome: 'done' }),
  },
  'reserve.rotate': {
    before: (here) =>
      void here.given(supply, 'reserves.SetReserveTarget', {
        id: 'masks',
        area: DISTRICT,
        item: { en: 'Masks', zh: '口罩' },
        unit: { en: 'pieces', zh: '只' },
        target: 1000,
      }),
    starts: (here) =>
      void here.given(supply, 'reserves.ReceiveStock', {
        id: 'masks',
        batch: 'M1',
        quantity: 600,
        expiresOn: addDays(dayOf(here.now, 'Asia/Shanghai'), 90),
      }),
    stops: (here) =>
      void here.given(supply, 'reserves.IssueStock', { id: 'masks', quantity: 600, to: 'Street clinics' }),
  },
};
