import type { Row } from '../../../kernel/capability.ts';
import { ancestorAt, isWithin, type Level, levelOf, type PlacePath } from '../../../kernel/place.ts';
import type { CityPort } from '../../../kernel/port.ts';
import type { Words } from '../../../kernel/refusal.ts';
import { addDays, addHours, dayOf, hoursBetween, type Instant } from '../../../kernel/time.ts';
import type { ClearanceRow, DutyRow } from '../../duties/index.ts';
import type { PlaceRow } from '../../places/index.ts';
import type { QueueRow } from '../../requests/index.ts';
import { OPEN_STAGES } from '../../requests/index.ts';
import type { OrderRow } from '../../stays/index.ts';
import type { VisitRow, WatchedRow } from '../../visits/index.ts';
import type { ZoneRow } from '../../zones/index.ts';
import { type MapPlace, type MeasureLine, type SituationBoard, staysLine } from '../board.ts';
import { type CostRow, costOf, personDays, restrictedAt } from '../costs.ts';
import { type DayRow, emptyDay, mergeDays, rowId } from '../days.ts';
import { bottlenecks, weakSpots } from '../weak-spots.ts';

const MANY = 50_000;
/** More areas than this are unreadable on a wall: the next larger level is drawn. */
const MOST_AREAS = 400;
const MAP_LEVELS: Level[] = ['community', 'street', 'district', 'city'];

/** Everything the wall shows of an area, from one moment, so that the two tracks can be compared. Numbers and places only. */
export async function gather(city: CityPort, area: PlacePath, shown: number): Promise<SituationBoard> {
  const at = city.now();
  const today = dayOf(at, city.zone);
  const first = addDays(today, 1 - shown);
  const look = <R extends Row>(
    view: string,
    where: Record<string, string | number | boolean | null | (string | number)[]> = {},
    more: { limit?: number; order?: string } = {},
  ) => city.look({ view, within: area, where, limit: MANY, ...more }) as Promise<R[]>;
  const [
    days,
    costs,
    zones,
    orders,
    requests,
    duties,
    watched,
    slots,
    failed,
    appeals,
    recovering,
    untold,
    places,
    clearances,
    life,
    trips,
  ] = await Promise.all([
    look<DayRow>('situation.days', { day_from: first }),
    look<CostRow>('situation.costs'),
    look<ZoneRow>('zones.zones', { status: 'open' }),
    look<OrderRow>('stays.orders', { status: 'open' }),
    look<QueueRow>('requests.queue', { state: [...OPEN_STAGES] }),
    look<DutyRow>('duties.duties', { state: ['open', 'handed-on', 'late'], dueAt_to: at }),
    look<WatchedRow>('visits.households'),
    look('people.careSlots', { confirmed: false, at_from: at, at_to: addHours(at, 48) }), // not a rule: the two days shown
    look<VisitRow>('visits.visits', { status: 'failed', endedAt_from: addHours(at, -24) }), // not a rule: the day shown
    look('stays.appeals', { status: 'open' }),
    look('cases.cases', { status: 'open', outcome: null }),
    look('cases.cases', { status: 'open', outcome: 'alive' }),
    look<PlaceRow>('places.places', { level: MAP_LEVELS }),
    look<ClearanceRow>('duties.clearances', { day_from: addDays(today, -1) }),
    look<QueueRow>('requests.queue', { life: true }, { order: '-takenAt', limit: 200 }),
    look<VisitRow>('visits.visits', { life: true }, { order: '-to', limit: 400 }),
  ]);
  // Days are counted from the city down; a province or the country is the sum of its cities.
  const level = ['country', 'province'].includes(levelOf(area)) ? 'city' : levelOf(area);
  const all = mergeDays(
    (await look<DayRow>('situation.days', { level })).filter((row) => level === 'city' || row.area === area),
    area,
  );
  const named = new Map(places.map((place) => [place.id, place.names]));
  const nameOf = (path: PlacePath): Words => named.get(path) ?? { en: path, zh: path };
  const restricted = new Set(watched.map((row) => row.id));
  const helped = new Map(trips.map((visit) => [visit.request, visit]));
  const lifeTimes = life
    .flatMap((row) => {
      const sent = row.dispatchedAt ?? helped.get(row.id)?.startedAt;
      return sent ? hoursBetween(row.takenAt, sent) * 60 : [];
    })
    .sort((a, b) => a - b);
  return {
    at,
    today,
    area,
    level: levelOf(area),
    names: nameOf(area),
    days: Array.from({ length: shown }, (_, i) => addDays(first, i)).map(
      (day) => all.find((row) => row.day === day) ?? emptyDay(rowId(area, day)),
    ),
    diseases: [...new Set(days.flatMap((row) => Object.keys(row.cases)))].sort(),
    cost: costOf(costs, at, city.zone),
    measures: measuresOf(zones, at),
    stays: staysLine(orders, today, city.zone),
    now: {
      casesActive: recovering.length + untold.length,
      contactsOpen: all.reduce((sum, row) => sum + row.contactsListed - row.contactsClosed, 0),
      requestsOpen: requests.length,
      requestsLate: requests.filter((row) => row.dueAt !== null && row.dueAt <= at).length,
      lifeWaiting: life.filter((row) => row.state === 'taken' && !helped.get(row.id)?.assignee).length,
      lifeMinutes:
        lifeTimes.length > 0 ? Math.round((lifeTimes[Math.floor(lifeTimes.length / 2)] as number) * 10) / 10 : null,
      silent: watched.filter((row) => row.silent).length,
      careUnconfirmed: slots.filter((slot) => restricted.has(slot.area)).length,
      appealsOpen: appeals.length,
    },
    map: mapOf(places, days, costs, requests, at),
    needs: needsOf(requests, at, city.library.requestClasses),
    bottlenecks: bottlenecks(duties, at),
    weakSpots: weakSpots({
      late: duties.map((duty) => duty.area),
      needs: requests.filter((row) => row.dueAt !== null && row.dueAt <= at).map((row) => row.area),
      silent: watched.filter((row) => row.silent).map((row) => row.id),
      failed: failed.map((visit) => visit.household),
      care: slots.filter((slot) => restricted.has(slot.area)).map((slot) => slot.area),
    }).map((spot) => ({ ...spot, names: nameOf(spot.area) })),
    clearances: clearances.map(
      ({ id, area: place, day, final, clearedAt, done, handedOn, explained, unexplained }) => ({
        id,
        area: place,
        day,
        final,
        clearedAt,
        done,
        handedOn,
        explained,
        unexplained,
      }),
    ),
  };
}

function measuresOf(zones: ZoneRow[], at: Instant): MeasureLine[] {
  return zones
    .flatMap((row) => {
      if (!row.startsAt || !row.endsAt) return [];
      const spent = personDays([{ from: row.startsAt, to: row.endsAt, people: row.persons }], at);
      return [
        {
          id: row.id,
          area: row.area,
          level: row.level,
          disease: row.disease,
          startsAt: row.startsAt,
          endsAt: row.endsAt,
          reviewBy: row.reviewBy ?? row.endsAt,
          households: row.households,
          people: row.persons,
          personDays: spent,
        },
      ];
    })
    .sort((a, b) => (a.reviewBy < b.reviewBy ? -1 : 1));
}

/** The finest level that can still be read. */
function mapOf(
  places: PlaceRow[],
  days: DayRow[],
  costs: CostRow[],
  requests: QueueRow[],
  at: Instant,
): SituationBoard['map'] {
  const drawn = (level: Level) => places.filter((place) => place.level === level && (place.outline || place.point));
  const level = MAP_LEVELS.find((each) => drawn(each).length > 0 && drawn(each).length <= MOST_AREAS) ?? 'district';
  const inside = new Map<PlacePath, MapPlace>(
    drawn(level).map((place) => [
      place.id,
      {
        id: place.id,
        names: place.names,
        outline: place.outline ?? null,
        point: place.point ?? null,
        cases: 0,
        restricted: 0,
        unmet: 0,
      },
    ]),
  );
  const add = (path: PlacePath, key: 'cases' | 'restricted' | 'unmet', n: number) => {
    const place = inside.get(ancestorAt(path, level) ?? '');
    if (place) place[key] += n;
  };
  for (const row of days) if (row.level === level) add(row.area, 'cases', row.casesNew);
  for (const row of costs)
    add(row.area, 'restricted', restrictedAt([...Object.values(row.stays), ...Object.values(row.zones)], at));
  for (const row of requests) add(row.area, 'unmet', 1);
  return { level, places: [...inside.values()] };
}

function needsOf(
  requests: QueueRow[],
  at: Instant,
  classes: { code: string; names: Words }[],
): SituationBoard['needs'] {
  const needs = new Map<string, SituationBoard['needs'][number]>();
  for (const row of requests) {
    const need = needs.get(row.class) ?? {
      class: row.class,
      names: classes.find((each) => each.code === row.class)?.names ?? { en: row.class, zh: row.class },
      open: 0,
      late: 0,
    };
    need.open++;
    if (row.dueAt !== null && row.dueAt <= at) need.late++;
    needs.set(row.class, need);
  }
  return [...needs.values()].sort((a, b) => b.late - a.late || b.open - a.open);
}

/** Zones in force as anybody may know them: by community, with the words, the end and the number to call. */
export async function notices(city: CityPort) {
  const at = city.now();
  const zones = (await city.look({ view: 'zones.zones', where: { status: 'open' }, limit: MANY })) as ZoneRow[];
  const communities = [...new Set(zones.map((row) => ancestorAt(row.area, 'community') ?? row.area))];
  const places = (await city.look({ view: 'places.places', ids: communities, limit: MANY })) as PlaceRow[];
  return zones
    .filter((row) => row.startsAt && row.endsAt && row.endsAt > at)
    .map((row) => {
      const area = communities.find((community) => isWithin(row.area, community)) ?? row.area;
      return {
        id: row.id,
        area,
        names: places.find((place) => place.id === area)?.names ?? { en: area, zh: area },
        level: row.level,
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        explanation: row.proposal.explanation,
        hotline: row.proposal.hotline,
      };
    });
}
