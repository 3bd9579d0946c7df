import { stringify } from 'csv-stringify/sync';
import type { Account, Role } from '../../../kernel/actor.ts';
import { isPlacePath } from '../../../kernel/place.ts';
import type { CityPort, PortQuery, Route, RouteRequest } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { dayOf, type Instant, readDay, wallClock } from '../../../kernel/time.ts';
import { sheet } from '../clearance.ts';
import type { ClearanceLine, DutyRow } from '../model.ts';
import type { ClearanceRow } from '../views.ts';

const OFFICES: readonly Role[] = ['grid', 'desk', 'investigator', 'officer', 'reviewer', 'hq', 'overseer', 'supply'];
/** Rows of one sheet; a larger area is cleared by its parts. */
const MOST = 20_000;

/** A day of an area: what is done, and each duty that is not, with what became of it. */
export interface DaySheet {
  area: string;
  day: string;
  /** When it was cleared for good; null while it can still be worked on. */
  clearedAt: Instant | null;
  done: DutyRow[];
  lines: ClearanceLine[];
}

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

const COLUMNS = [
  ['area', '地域 Area'],
  ['duty', '责任 Duty'],
  ['subject', '事项 Subject'],
  ['owner', '责任方 Owner'],
  ['due', '时限 Due'],
  ['outcome', '结果 Outcome'],
  ['reason', '说明 Reason'],
  ['to', '移交 To'],
] as const;
const OUTCOMES = {
  done: '已办结 done',
  'handed-on': '已移交 handed on',
  explained: '已说明 explained',
  unexplained: '未说明 unexplained',
} as const;

/** The sheet as CSV. A cell that a spreadsheet would take for a formula is escaped; the mark lets it read Chinese. */
export function sheetCsv({ done, lines }: DaySheet, zone: string): string {
  const owner = ({ level, role, area }: ClearanceLine['owner']) => `${level} ${role} ${area}`;
  const rows = [
    ...lines.map((line) => ({
      area: line.area,
      duty: `${line.name.zh} ${line.name.en}`,
      subject: line.subject,
      owner: owner(line.owner),
      due: wallClock(line.dueAt, zone),
      outcome: OUTCOMES[line.outcome],
      reason: line.reason ?? '',
      to: line.to ? owner(line.to) : '',
    })),
    ...done.map((row) => ({
      area: row.area,
      duty: `${row.name.zh} ${row.name.en}`,
      subject: row.subject,
      owner: owner(row.owner),
      due: wallClock(row.dueAt, zone),
      outcome: OUTCOMES.done,
      reason: row.closed ? `${wallClock(row.closed.at, zone)} ${row.closed.proof}` : '',
      to: '',
    })),
  ];
  return stringify(rows, {
    header: true,
    columns: COLUMNS.map(([key, header]) => ({ key, header })),
    escape_formulas: true,
    bom: true,
  });
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
      return {
        type: 'text/csv; charset=utf-8',
        headers: { 'content-disposition': `attachment; filename="duties-${outcome.area}-${outcome.day}.csv"` },
        body: sheetCsv(outcome, city.zone),
      };
    },
  },
];
