import type { Level, PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import type { ClearanceRow } from '../duties/index.ts';
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
  stays: { running: number; endingToday: number; nextEnd: Instant | null };
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
