import type { Account, Role } from '../../../kernel/actor.ts';
import { isPlacePath, type PlacePath } from '../../../kernel/place.ts';
import type { CityPort, PortQuery, Route, RouteRequest } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse, type Words } from '../../../kernel/refusal.ts';
import { dayOf, readDay } from '../../../kernel/time.ts';
import { type NamesByPath, namedParts, placeName } from '../../places/index.ts';
import { sheet } from '../clearance.ts';
import type { DutyRow } from '../model.ts';
import type { ClearanceRow } from '../views.ts';
import { type DaySheet, placesOf, sheetCsv } from './sheet-csv.ts';

const OFFICES: readonly Role[] = [
  'grid',
  'desk',
  'investigator',
  'officer',
  'reviewer',
  'hq',
  'overseer',
  'supply',
  'admin',
];
/** Rows of one sheet; a larger area is cleared by its parts. */
const MOST = 20_000;

/** Every row an account may see, page after page. */
async function all<R>(city: CityPort, account: Account, query: PortQuery): Promise<R[] | Refusal> {
  const rows: R[] = [];
  let cursor: string | undefined;
  do {
    const page = await city.list(account, { ...query, limit: 1000, ...(cursor ? { cursor } : {}) });
    if (isRefusal(page)) return page;
    rows.push(...(page.rows as R[]));
    cursor = page.next;
    if (rows.length > MOST)
      return refuse('sheet-too-large', rows.length, {
        en: `More than ${MOST} duties. Choose a street or community.`,
        zh: `责任事项超过 ${MOST} 条，请选择街道或社区。`,
      });
  } while (cursor);
  return rows;
}

async function daySheet(request: RouteRequest, city: CityPort): Promise<DaySheet | Refusal> {
  const area = String(request.query['area'] ?? request.account.grants[0]?.area ?? '');
  const day = String(request.query['day'] ?? dayOf(city.now(), city.zone));
  if (!isPlacePath(area))
    return refuse('area-invalid', area, {
      en: `${area} is no place path. Send area=cn.44.03.04.`,
      zh: `${area} 不是地域路径，请填写 area=cn.44.03.04。`,
    });
  if (!readDay(day))
    return refuse('day-invalid', day, {
      en: `${day} is no day. Send day=2022-09-20.`,
      zh: `${day} 不是日期，请填写 day=2022-09-20。`,
    });
  const at = (where: PortQuery['where']) =>
    all<DutyRow>(city, request.account, { view: 'duties.duties', within: area, where });
  const [late, today, done] = await Promise.all([
    at({ state: 'late' }),
    at({ dueDay: day, state: ['open', 'handed-on'] }),
    at({ doneDay: day }),
  ]);
  if (isRefusal(late)) return late;
  if (isRefusal(today)) return today;
  if (isRefusal(done)) return done;
  const cleared = await city.list(request.account, { view: 'duties.clearances', ids: [`${area}:${day}`], limit: 1 });
  if (isRefusal(cleared)) return cleared;
  const [row] = cleared.rows as ClearanceRow[];
  const now = sheet(
    [...new Map([...late, ...today, ...done].map((each) => [each.id, each])).values()],
    area,
    day,
    city.now(),
    city.zone,
  );
  return {
    area,
    day,
    clearedAt: row?.final ? row.clearedAt : null,
    done: now.done,
    lines: row?.final ? row.lines : now.lines,
  };
}

/** What the places are called; names of places are nobody's data. */
async function namesOf(city: CityPort, paths: PlacePath[]): Promise<NamesByPath> {
  const ids = [...new Set(paths.flatMap(namedParts))];
  const rows = await city.look({ view: 'places.places', ids, limit: ids.length });
  return Object.fromEntries(rows.map((row) => [row.id, (row as { names?: Words }).names]));
}

export const routes: Route[] = [
  {
    method: 'GET',
    path: '/api/duties/sheet',
    roles: OFFICES,
    summary: { en: 'The sheet of a day: done, handed on, explained, unexplained', zh: '日清单' },
    async handle(request, city) {
      const outcome = await daySheet(request, city);
      return isRefusal(outcome) ? outcome : { body: outcome };
    },
  },
  {
    method: 'GET',
    path: '/api/duties/sheet.csv',
    roles: OFFICES,
    summary: { en: 'The sheet of a day as CSV', zh: '日清单导出' },
    async handle(request, city) {
      const outcome = await daySheet(request, city);
      if (isRefusal(outcome)) return outcome;
      const language = request.query['language'] === 'en' ? 'en' : 'zh';
      const names = await namesOf(city, placesOf(outcome));
      return {
        type: 'text/csv; charset=utf-8',
        headers: { 'content-disposition': `attachment; filename="duties-${outcome.area}-${outcome.day}.csv"` },
        body: sheetCsv(outcome, city.zone, { language, place: (path) => placeName(path, names, language) }),
      };
    },
  },
];
