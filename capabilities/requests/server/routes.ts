import { stringify } from 'csv-stringify/sync';
import type { Role } from '../../../kernel/actor.ts';
import { isPlacePath } from '../../../kernel/place.ts';
import type { CityPort, Route, RouteRequest } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { addDays, dayOf, readDay, startOf, wallClock } from '../../../kernel/time.ts';
import { type ProtocolLibrary, type RequestClass, settingNumber } from '../classes.ts';
import { type Rates, rates } from '../rates.ts';
import type { QueueRow } from '../views-changes.ts';

type City = CityPort<ProtocolLibrary>;
const OFFICES: readonly Role[] = ['grid', 'desk', 'officer', 'reviewer', 'hq', 'overseer', 'supply'];
/** Requests of one answer; a longer period is asked in parts. */
const MOST = 50_000;

/** What the intake asks with. */
export interface Classes {
  classes: Pick<RequestClass, 'code' | 'names' | 'group' | 'urgency' | 'personal' | 'attributes' | 'open311'>[];
  /** Tries without an answer before a request may close, and on how many channels. */
  callBack: { attempts: number; channels: number };
}

export interface RatesAnswer {
  from: string;
  to: string;
  rates: Rates[];
  weights: { response: number; resolution: number; satisfaction: number };
}

const setting = (city: City, key: string): number | Refusal =>
  settingNumber({ protocol: { library: city.library }, today: dayOf(city.now(), city.zone) }, key);

function period(request: RouteRequest, city: City): { area: string; from: string; to: string } | Refusal {
  const today = dayOf(city.now(), city.zone);
  const area = String(request.query['area'] ?? request.account.grants[0]?.area ?? '');
  const from = String(request.query['from'] ?? addDays(today, -30));
  const to = String(request.query['to'] ?? today);
  if (!isPlacePath(area))
    return refuse('area-invalid', area, {
      en: `${area} is no place path. Send area=cn.44.03.04.`,
      zh: `${area} 不是地域路径，请填写 area=cn.44.03.04。`,
    });
  if (!readDay(from) || !readDay(to) || to < from)
    return refuse('period-invalid', `${from} ${to}`, {
      en: `${from} to ${to} is no period of days. Send from=2022-09-01&to=2022-09-30.`,
      zh: `${from} 至 ${to} 不是有效时段，请填写起止日期。`,
    });
  return { area, from, to };
}

async function board(
  request: RouteRequest,
  city: City,
  area: string,
  where: Record<string, string>,
): Promise<QueueRow[] | Refusal> {
  const rows: QueueRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await city.list(request.account, {
      view: 'requests.queue',
      within: area,
      where,
      order: 'takenAt',
      limit: 1000,
      ...(cursor ? { cursor } : {}),
    });
    if (isRefusal(page)) return page;
    rows.push(...(page.rows as QueueRow[]));
    cursor = page.next;
    if (rows.length > MOST)
      return refuse('period-too-large', rows.length, {
        en: `More than ${MOST} requests. Choose a shorter period or a smaller area.`,
        zh: `诉求超过 ${MOST} 件，请缩短时段或缩小地域。`,
      });
  } while (cursor);
  return rows;
}

export const routes: Route[] = [
  {
    method: 'GET',
    path: '/api/requests/classes',
    roles: ['resident', 'volunteer', ...OFFICES],
    summary: { en: 'Request classes and their questions', zh: '诉求类别及所需信息' },
    async handle(_request, city: City) {
      const attempts = setting(city, 'request.callback.attempts');
      const channels = setting(city, 'request.callback.channels');
      if (isRefusal(attempts)) return attempts;
      if (isRefusal(channels)) return channels;
      const classes = city.library.requestClasses.map(
        ({ code, names, group, urgency, personal, attributes, open311 }) => ({
          code,
          names,
          group,
          urgency,
          personal,
          attributes,
          open311,
        }),
      );
      return { body: { classes, callBack: { attempts, channels } } satisfies Classes };
    },
  },
  {
    method: 'GET',
    path: '/api/requests/rates',
    roles: OFFICES,
    summary: { en: 'Response, resolution, satisfaction from call-backs', zh: '三率（仅以回访计）' },
    async handle(request, city: City) {
      const asked = period(request, city);
      if (isRefusal(asked)) return asked;
      const values = [
        'score.weight.response',
        'score.weight.resolution',
        'score.weight.satisfaction',
        'request.repeat.days',
      ].map((key) => setting(city, key));
      const missing = values.find(isRefusal);
      if (missing) return missing;
      const [response, resolution, satisfaction, repeatDays] = values as [number, number, number, number];
      const [from, to] = [startOf(asked.from, city.zone), startOf(addDays(asked.to, 1), city.zone)];
      // Updated since: a request answered in the period was touched in it; one due in it and untouched was taken before.
      const rows = await board(request, city, asked.area, {
        updatedAt_from: startOf(addDays(asked.from, -30), city.zone),
      });
      if (isRefusal(rows)) return rows;
      const by = request.query['by'] === 'class' ? 'class' : request.query['by'] === 'body' ? 'body' : 'body-class';
      const weights = { response, resolution, satisfaction };
      return {
        body: {
          from: asked.from,
          to: asked.to,
          weights,
          rates: rates(rows, { from, to, weights, repeatDays, by }),
        } satisfies RatesAnswer,
      };
    },
  },
  {
    method: 'GET',
    path: '/api/requests/export.csv',
    roles: OFFICES,
    summary: { en: 'Requests of a period as CSV, masked', zh: '诉求导出（脱敏）' },
    async handle(request, city: City) {
      const asked = period(request, city);
      if (isRefusal(asked)) return asked;
      const rows = await board(request, city, asked.area, {
        takenAt_from: startOf(asked.from, city.zone),
        takenAt_to: startOf(addDays(asked.to, 1), city.zone),
      });
      if (isRefusal(rows)) return rows;
      const names = new Map(city.library.requestClasses.map((of) => [of.code, of.names.zh]));
      const time = (at: string | null) => (at ? wallClock(at, city.zone) : '');
      const body = stringify(
        rows.map((row) => ({
          编号: row.id,
          类别: names.get(row.class) ?? row.class,
          等级: row.urgency,
          状态: row.state,
          渠道: row.channel,
          地点: row.place,
          内容: row.description,
          承办: row.orgName,
          受理: time(row.takenAt),
          派单: time(row.dispatchedAt),
          联系: time(row.contactedAt),
          反馈: time(row.answeredAt),
          办结: time(row.closedAt),
          回访: row.outcome ?? '',
          满意: row.satisfied === null ? '' : row.satisfied ? '是' : '否',
          重办: row.reopened,
          上报: row.handedUp,
          退单: row.returned,
          剔除: row.excluded ?? '',
        })),
        { header: true, escape_formulas: true, bom: true },
      );
      return {
        type: 'text/csv; charset=utf-8',
        headers: { 'content-disposition': `attachment; filename="requests-${asked.from}-${asked.to}.csv"` },
        body,
      };
    },
  },
];
