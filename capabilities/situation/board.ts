import type { Level, PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import { type Day, endOf, type Instant, startOf } from '../../kernel/time.ts';
import type { ClearanceRow } from '../duties/index.ts';
import type { OrderRow } from '../stays/index.ts';
import type { Cost } from './costs.ts';
import type { DayRow } from './days.ts';
import type { Bottleneck, WeakSpot } from './weak-spots.ts';

/** An area on the map with the three things it may be coloured by. */
export interface MapPlace {
  id: PlacePath;
  names: Words;
  outline: [number, number][] | null;
  point: [number, number] | null;
  /** New cases in the days shown. */
  cases: number;
  /** People restricted now. */
  restricted: number;
  /** Requests not yet solved. */
  unmet: number;
}

/** An active measure with what it has cost and when it is looked at next (a measure without both is not shown). */
export interface MeasureLine {
  id: string;
  area: PlacePath;
  level: string;
  disease: string;
  startsAt: Instant;
  endsAt: Instant;
  /** Next review; the end when no review comes before it. */
  reviewBy: Instant;
  households: number;
  people: number;
  personDays: number;
}

/** All stays in force as one measure: since when, until when, and when the first of them is looked at next. */
export interface StaysLine {
  running: number;
  endingToday: number;
  nextEnd: Instant | null;
  startsAt: Instant | null;
  endsAt: Instant | null;
  reviewBy: Instant | null;
}

/** The stays of an area at a moment. A stay is looked at on the morning of its next test, at the latest when it ends. */
export function staysLine(
  orders: readonly Pick<OrderRow, 'startsAt' | 'endsAt' | 'nextTest'>[],
  today: Day,
  zone: string,
): StaysLine {
  const ends = orders.map((order) => order.endsAt).sort();
  const review = ({ endsAt, nextTest }: (typeof orders)[number]): Instant => {
    const test = nextTest === null ? endsAt : startOf(nextTest, zone);
    return test < endsAt ? test : endsAt;
  };
  return {
    running: orders.length,
    endingToday: ends.filter((end) => end <= endOf(today, zone)).length,
    nextEnd: ends[0] ?? null,
    startsAt: orders.map((order) => order.startsAt).sort()[0] ?? null,
    endsAt: ends.at(-1) ?? null,
    reviewBy: orders.map(review).sort()[0] ?? null,
  };
}

/** The wall: both tracks of one area at one moment. */
export interface SituationBoard {
  at: Instant;
  today: Day;
  area: PlacePath;
  level: Level;
  names: Words;
  /** One row a day, oldest first, without gaps. */
  days: DayRow[];
  diseases: string[];
  cost: Cost;
  measures: MeasureLine[];
  stays: StaysLine;
  now: {
    casesActive: number;
    contactsOpen: number;
    requestsOpen: number;
    requestsLate: number;
    lifeWaiting: number;
    lifeMinutes: number | null;
    silent: number;
    careUnconfirmed: number;
    appealsOpen: number;
  };
  map: { level: Level; places: MapPlace[] };
  needs: { class: string; names: Words; open: number; late: number }[];
  bottlenecks: Bottleneck[];
  weakSpots: (WeakSpot & { names: Words })[];
  clearances: Pick<
    ClearanceRow,
    'id' | 'area' | 'day' | 'final' | 'clearedAt' | 'done' | 'handedOn' | 'explained' | 'unexplained'
  >[];
}

/** What anybody may know: where zones are, coarsely, until when, and whom to call. */
export interface PublicNotice {
  id: string;
  /** Community. */
  area: PlacePath;
  names: Words;
  level: string;
  startsAt: Instant;
  endsAt: Instant;
  explanation: Words;
  hotline: string;
}
