import { addHours, type Instant } from '../../kernel/time.ts';
import type { SiteKind, SiteRow } from './model.ts';

const PERCENT = 100;

/**
 * The sites to call: when the open ones of a kind are as full as the trigger (percent) and none is on its way, the lowest
 * tier that stands by. `percent` is how full the open ones are, in whole percent.
 */
export function nextTier(sites: readonly SiteRow[], trigger: number): { percent: number; sites: SiteRow[] } {
  const open = sites.filter(({ status }) => status === 'open');
  const rooms = sum(open.map((each) => each.rooms));
  const percent = rooms === 0 ? PERCENT : Math.floor((sum(open.map(({ occupied }) => occupied)) / rooms) * PERCENT);
  const standby = sites.filter(({ status }) => status === 'standby');
  if (percent < trigger || standby.length === 0 || sites.some(({ status }) => status === 'called'))
    return { percent, sites: [] };
  const tier = Math.min(...standby.map((each) => each.tier));
  return { percent, sites: standby.filter((each) => each.tier === tier) };
}

/** Hours ahead that the page shows. */
export const HORIZONS = [24, 48, 72] as const;

export interface Projection {
  kind: SiteKind;
  rooms: number;
  occupied: number;
  free: number;
  /** Free places after so many hours if nobody new came: planned discharges, sites on their way, conversions. */
  ahead: { hours: number; free: number; out: number; added: number }[];
}

/** Free places now and ahead, by kind of site. A planned end that has passed and is not yet done counts as still taken now. */
export function projection(sites: readonly SiteRow[], now: Instant): Projection[] {
  const kinds = [...new Set(sites.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const mine = sites.filter((each) => each.kind === kind);
    const open = mine.filter(({ status }) => status === 'open');
    const rooms = sum(open.map((each) => each.rooms));
    const occupied = sum(open.map((each) => each.occupied));
    return {
      kind,
      rooms,
      occupied,
      free: rooms - occupied,
      ahead: HORIZONS.map((hours) => {
        const until = addHours(now, hours);
        const out = sum(open.map(({ ends }) => Object.values(ends).filter((end) => end <= until).length));
        const coming = mine.filter(
          ({ status, readyBy }) => status === 'called' && readyBy !== null && readyBy <= until,
        );
        const converted = mine
          .filter(({ status }) => status !== 'standby')
          .flatMap(({ plans }) => plans.filter(({ readyAt }) => readyAt <= until));
        const added = sum(coming.map((each) => each.rooms)) + sum(converted.map((each) => each.rooms));
        return { hours, free: rooms - occupied + out + added, out, added };
      }),
    };
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
