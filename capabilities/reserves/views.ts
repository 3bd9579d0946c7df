import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type * as model from './model.ts';

const READERS = {
  hq: 'area',
  officer: 'area',
  supply: 'area',
  investigator: 'area',
  trainer: 'area',
  overseer: 'area',
  desk: 'area',
} as const;

const idOf = (event: Event): string => event.data.id;
const change = <R extends Row>(then: (row: R, data: any, event: Event) => R): Folding<R> => ({
  key: idOf,
  fold: (row, event) => row && then(row, event.data, event),
});
type Site = model.SiteRow & Row;
type Stock = model.StockRow & Row;

/** Sites of beds and rooms. Ends name cases and stays by number, no persons. */
export const sites: View<Site> = {
  columns: { kind: 'text', tier: 'number', status: 'text', occupied: 'number', readyBy: 'instant' },
  reads: READERS,
  order: 'tier',
  search: ({ id, names }) => `${id} ${names.en} ${names.zh}`.toLowerCase(),
  on: {
    'reserves.SiteRegistered': {
      key: idOf,
      fold: (_row, { data }): Site => ({
        id: data.id,
        area: data.area,
        names: data.names,
        kind: data.kind,
        tier: data.tier,
        rooms: data.rooms,
        leadHours: data.leadHours,
        status: data.status,
        occupied: 0,
        ends: {},
        plans: [],
        readyBy: null,
        calledAt: null,
      }),
    },
    'reserves.RoomOccupied': change<Site>((row, { key, until, occupied }) => ({
      ...row,
      occupied,
      ends: { ...row.ends, [key]: until },
    })),
    'reserves.DischargePlanned': change<Site>((row, { key, until }) => ({
      ...row,
      ends: { ...row.ends, [key]: until },
    })),
    'reserves.RoomFreed': change<Site>((row, { key, occupied }) => {
      const { [key as string]: _gone, ...ends } = row.ends;
      return { ...row, occupied, ends };
    }),
    'reserves.SiteCalled': change<Site>((row, { readyBy }, event) => ({
      ...row,
      status: 'called',
      readyBy,
      calledAt: event.happenedAt,
    })),
    'reserves.SiteOpened': change<Site>((row) => ({ ...row, status: 'open', readyBy: null })),
    'reserves.SiteClosed': change<Site>((row) => ({ ...row, status: 'standby', readyBy: null, calledAt: null })),
    'reserves.ConversionPlanned': change<Site>((row, { plan, how, rooms, readyAt, note }) => ({
      ...row,
      plans: [...row.plans, { plan, how, rooms, readyAt, note }],
    })),
    'reserves.ConversionEnded': change<Site>((row, { plan, outcome, rooms }) => ({
      ...row,
      plans: row.plans.filter((each) => each.plan !== plan),
      rooms: outcome === 'done' ? rooms : row.rooms,
    })),
  },
};

/** What places of testing can do in a day. */
export const testing: View<model.TestingRow & Row> = {
  columns: { kind: 'text' },
  reads: READERS,
  order: 'id',
  on: { 'reserves.TestingRegistered': { key: idOf, fold: (_row, { data }) => ({ ...data }) } },
};

/** Rounds of testing, planned and dropped. */
export const rounds: View<model.RoundRow & Row> = {
  columns: { day: 'text', status: 'text' },
  reads: READERS,
  order: '-day',
  on: {
    'reserves.TestingPlanned': { key: idOf, fold: (_row, { data }) => ({ ...data, status: 'planned' }) },
    'reserves.TestingDropped': change<model.RoundRow & Row>((row) => ({ ...row, status: 'dropped' })),
  },
};

/** Held, gap and the next day something must be turned over, from the batches. */
const weighed = (row: Stock): Stock => {
  const held = row.batches.reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    ...row,
    held,
    gap: Math.max(0, row.target - held),
    rotateBy: row.batches.map(({ rotateBy }) => rotateBy).sort()[0] ?? null,
  };
};

/** Reserves: target, what is there, what lacks, what expires next. */
export const stocks: View<Stock> = {
  columns: { gap: 'number', held: 'number', rotateBy: 'text' },
  reads: READERS,
  order: '-gap',
  search: ({ id, item }) => `${id} ${item.en} ${item.zh}`.toLowerCase(),
  on: {
    'reserves.TargetSet': {
      key: idOf,
      fold: (row, { data: { id, area, item, unit, target } }) =>
        weighed({ id, area, item, unit, target, held: 0, gap: 0, batches: row?.batches ?? [], rotateBy: null }),
    },
    'reserves.StockReceived': change<Stock>((row, { batch, quantity, expiresOn, rotateBy }) =>
      weighed({ ...row, batches: [...row.batches, { batch, quantity, expiresOn, rotateBy }] }),
    ),
    'reserves.StockIssued': change<Stock>((row, { from }: { from: { batch: string; quantity: number }[] }) =>
      weighed({
        ...row,
        batches: row.batches.flatMap((each) => {
          const quantity = each.quantity - (from.find(({ batch }) => batch === each.batch)?.quantity ?? 0);
          return quantity > 0 ? [{ ...each, quantity }] : [];
        }),
      }),
    ),
    'reserves.BatchEmptied': change<Stock>((row, { batch }) =>
      weighed({ ...row, batches: row.batches.filter((each) => each.batch !== batch) }),
    ),
  },
};
