import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { grantFor, type Role } from '../../../kernel/actor.ts';
import { isWithin } from '../../../kernel/place.ts';
import type { CityPort, Route } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { addHours, dayOf } from '../../../kernel/time.ts';
import type { CarerRow, MemberRow } from '../../crew/index.ts';
import type { PlaceRow } from '../../places/index.ts';
import { placePath } from '../../places/index.ts';
import type { VisitRow } from '../../visits/index.ts';
import { type Draft, type Gathered, sheetOf } from '../draft.ts';
import type { Order, Sheet } from '../sheet.ts';
import { around } from '../tasks.ts';
import type { RoundRow, StopRow } from '../views.ts';
import type { Work } from './worker.ts';

const DISPATCHERS: readonly Role[] = ['grid', 'supply', 'desk', 'officer'];
const MANY = 5_000;
/** Stops of one plan; a larger area is planned street by street. */
const MOST = 400;
/** Most seconds a dispatcher waits for a plan, and seconds a stop is worth: a hundred stops need them all. */
const SECONDS = 3;
const EACH = 0.03;
const asked = z.strictObject({ area: placePath });

/** Times between the first points of a sheet along streets, for each mode; how it is filled is the shell's affair. */
export type Streets = (points: Sheet['points']) => Promise<Sheet['streets']>;

/** The answer of a plan proposed: its id, and visits no place was found for. */
export interface Proposed {
  id: string;
  lost: Draft['lost'];
}

async function gather(city: CityPort, area: string): Promise<Gathered> {
  const look = <R>(view: string, where = {}, more = {}) =>
    city.look({ view, where, within: area, limit: MANY, ...more }) as unknown as Promise<R[]>;
  const [visits, members, carers, cases, contacts, stops, plans] = await Promise.all([
    look<VisitRow>('visits.visits', { status: ['planned', 'assigned'], from_to: addHours(city.now(), 12) }), // not a rule: a shift ahead
    look<MemberRow>('crew.members', { onShift: true, left: false }),
    look<CarerRow>('crew.carers'),
    look<Gathered['cases'][number]>('cases.cases', { status: 'open' }),
    look<Gathered['contacts'][number]>('contacts.contacts', { status: 'open' }),
    look<StopRow>('rounds.stops', {}, { within: undefined }),
    look<RoundRow>('rounds.rounds', { status: 'running' }, { within: undefined }),
  ]);
  const wanted = new Set(
    [
      ...visits.flatMap((row) => [row.household, row.bringTo ?? row.household]),
      ...members.map((row) => row.area),
    ].flatMap(around),
  );
  const places = (await city.look({ view: 'places.places', ids: [...wanted], limit: 50_000 })) as PlaceRow[];
  return {
    visits,
    members,
    carers,
    cases,
    contacts,
    places,
    planned: stops.map(({ id }) => id),
    busy: plans.flatMap(({ sheet }) => sheet.goers.map(({ id }) => id)),
  };
}

/** Times along the streets; a place the map does not hold is a refusal that names it. */
async function along(points: Sheet['points'], streets: Streets | undefined): Promise<Sheet['streets'] | Refusal> {
  try {
    return await streets?.(points);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return refuse('streets-unusable', said, {
      en: `The street map cannot be used: ${said}`,
      zh: `街道地图无法使用：${said}`,
    });
  }
}

/** Solves in a thread of its own, so that the city's other work goes on. */
function solved(work: Work): Promise<Order[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: work });
    worker.once('message', (orders: Order[]) => {
      resolve(orders);
      void worker.terminate();
    });
    worker.once('error', reject);
  });
}

/** Gathers, searches in a thread, and proposes as whoever asks: the command checks it all again. */
export async function proposeFor(
  city: CityPort,
  area: string,
  by: Parameters<CityPort['run']>[1],
  streets: Streets | undefined,
  most = SECONDS,
): Promise<Proposed | Refusal> {
  const now = city.now();
  const today = dayOf(now, city.zone);
  const gathered = await gather(city, area);
  const made = sheetOf(gathered, { protocol: city.protocol(), now, today });
  if (isRefusal(made)) return made;
  if (made.sheet.tasks.length > MOST)
    return refuse('area-too-large', made.sheet.tasks.length, {
      en: `${made.sheet.tasks.length} stops are more than one plan holds (${MOST}). Plan street by street.`,
      zh: `${made.sheet.tasks.length} 项任务超过一次排班上限（${MOST}），请分街道排班。`,
    });
  const travel = await along(made.sheet.points, streets);
  if (isRefusal(travel)) return travel;
  const sheet = travel ? { ...made.sheet, streets: travel } : made.sheet;
  const orders = await solved({ sheet, now, seconds: Math.min(most, EACH * sheet.tasks.length) });
  const id = city.newId();
  const outcome = await city.run(
    { id: city.newId(), command: 'rounds.ProposeRounds', input: { id, area, day: today, sheet, orders } },
    by,
  );
  return 'refusal' in outcome ? outcome.refusal : { id, lost: made.lost };
}

/** The address where a dispatcher asks for rounds. */
export const roundRoutes = (streets?: Streets): Route[] => [
  {
    method: 'POST',
    path: '/api/rounds/propose',
    roles: DISPATCHERS,
    summary: {
      en: 'Plan the rounds of an area from its open visits and the crew on shift',
      zh: '按待办上门与在班人员生成排班',
    },
    async handle({ account, body }, city) {
      const read = asked.safeParse(body);
      if (!read.success) return refuse('input-invalid', body, { en: 'Name an area.', zh: '请选择辖区。' });
      const grant = grantFor(account, DISPATCHERS, read.data.area);
      if (!grant || !isWithin(read.data.area, grant.area))
        return refuse('not-permitted', read.data.area, {
          en: `${read.data.area} lies outside your area.`,
          zh: `${read.data.area} 不在您的辖区内。`,
        });
      const proposed = await proposeFor(city, read.data.area, account, streets);
      return isRefusal(proposed) ? proposed : { body: proposed };
    },
  },
];
