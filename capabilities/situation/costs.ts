import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { ancestorAt } from '../../kernel/place.ts';
import { addDays, type Day, dayOf, endOf, type Instant, startOf } from '../../kernel/time.ts';
import type { StayOrdered } from '../stays/index.ts';
import type { ZonePublished } from '../zones/index.ts';

/** People restricted from a moment to another. */
export interface Span {
  from: Instant;
  to: Instant;
  people: number;
}

const DAY_MS = 86_400_000;
const between = (from: Instant, to: Instant): number => Math.max(0, Date.parse(to) - Date.parse(from));
const min = (a: Instant, b: Instant): Instant => (a < b ? a : b);
const max = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** Person-days of restriction up to a moment, exact to the millisecond, whatever clock has or has not run since. */
export const personDays = (spans: readonly Span[], until: Instant): number =>
  spans.reduce((sum, span) => sum + (between(span.from, min(span.to, until)) * span.people) / DAY_MS, 0);
/** People restricted at a moment. */
export const restrictedAt = (spans: readonly Span[], now: Instant): number =>
  spans.reduce((sum, span) => sum + (span.from <= now && now < span.to ? span.people : 0), 0);

/** Person-days of each calendar day of `zone` that spans reach into, up to a moment. */
export function byDay(spans: readonly Span[], until: Instant, zone: string): Record<Day, number> {
  const days: Record<Day, number> = {};
  for (const span of spans) {
    const to = min(span.to, until);
    if (to <= span.from) continue;
    for (let day = dayOf(span.from, zone); startOf(day, zone) < to; day = addDays(day, 1)) {
      days[day] =
        (days[day] ?? 0) +
        (between(max(span.from, startOf(day, zone)), min(to, endOf(day, zone))) * span.people) / DAY_MS;
    }
  }
  return days;
}

/** What restrictions cost one community: open ones as spans, ended ones as person-days by day. `id` is the area. */
export interface CostRow extends Row {
  stays: Record<string, Span>;
  zones: Record<string, Span>;
  /** Ended spans, by day. */
  stayDays: Record<Day, number>;
  zoneDays: Record<Day, number>;
}

type Track = 'stays' | 'zones';
const community = (event: Event): string => ancestorAt(event.area, 'community') ?? event.area;
const cost = (row: CostRow | undefined, key: string): CostRow =>
  row ?? { id: key, area: key, stays: {}, zones: {}, stayDays: {}, zoneDays: {} };

const opened = (track: Track, span: (data: any) => Span): Folding<CostRow> => ({
  key: community,
  fold: (row, event, key) => {
    const before = cost(row, key);
    return { ...before, [track]: { ...before[track], [event.data.id]: span(event.data) } };
  },
});
const shifted = (track: Track): Folding<CostRow> => ({
  key: community,
  fold: (row, event) => {
    const span = row?.[track][event.data.id];
    return row && span && { ...row, [track]: { ...row[track], [event.data.id]: { ...span, to: event.data.endsAt } } };
  },
});
const closed = (track: Track, zone: string): Folding<CostRow> => ({
  key: community,
  fold: (row, event) => {
    const span = row?.[track][event.data.id];
    if (!row || !span) return undefined;
    const { [event.data.id]: _gone, ...open } = row[track];
    // A clock that rings late does not lengthen a restriction: it held until its own end.
    const days = byDay([{ ...span, to: min(span.to, event.data.at) }], span.to, zone);
    const field = track === 'stays' ? 'stayDays' : 'zoneDays';
    const sum = { ...row[field] };
    for (const [day, n] of Object.entries(days)) sum[day] = (sum[day] ?? 0) + n;
    return { ...row, [track]: open, [field]: sum };
  },
});

/** Costs by community; larger areas are the sum of theirs. Days are days of `zone`. */
export const costsView = (zone: string): View<CostRow> => ({
  columns: {},
  reads: {
    desk: 'area',
    officer: 'area',
    reviewer: 'area',
    hq: 'area',
    overseer: 'area',
    supply: 'area',
    trainer: 'area',
  },
  // Spans name orders, not people.
  order: 'id',
  on: {
    'stays.StayOrdered': opened('stays', ({ startsAt, endsAt }: StayOrdered) => ({
      from: startsAt,
      to: endsAt,
      people: 1,
    })),
    'stays.StayReconsidered': shifted('stays'),
    'stays.StayEnded': closed('stays', zone),
    'zones.ZonePublished': opened('zones', ({ startsAt, endsAt, persons }: ZonePublished) => ({
      from: startsAt,
      to: endsAt,
      people: persons,
    })),
    'zones.ZoneExtended': shifted('zones'),
    'zones.ZoneReconsidered': shifted('zones'),
    'zones.ZoneEnded': closed('zones', zone),
  },
});

export interface Cost {
  /** Person-days so far. */
  stays: number;
  zones: number;
  /** People restricted now, in stays and in zones; somebody in both counts in both. */
  inStays: number;
  inZones: number;
  /** Person-days by day, both together. */
  byDay: Record<Day, number>;
}

/** What restrictions have cost by `now`, over the communities given. */
export function costOf(rows: readonly CostRow[], now: Instant, zone: string): Cost {
  const total: Cost = { stays: 0, zones: 0, inStays: 0, inZones: 0, byDay: {} };
  const add = (days: Record<Day, number>): number => {
    let sum = 0;
    for (const [day, n] of Object.entries(days)) {
      total.byDay[day] = (total.byDay[day] ?? 0) + n;
      sum += n;
    }
    return sum;
  };
  for (const row of rows) {
    const [stays, zones] = [Object.values(row.stays), Object.values(row.zones)];
    total.stays += add(row.stayDays) + add(byDay(stays, now, zone));
    total.zones += add(row.zoneDays) + add(byDay(zones, now, zone));
    total.inStays += restrictedAt(stays, now);
    total.inZones += restrictedAt(zones, now);
  }
  return total;
}
