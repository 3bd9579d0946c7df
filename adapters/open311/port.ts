import type { PublicRow, RequestClass } from '../../capabilities/requests/index.ts';
import type { Account } from '../../kernel/actor.ts';
import type { CityPort, Route, RouteReply, RouteRequest } from '../../kernel/port.ts';
import type { Instant } from '../../kernel/time.ts';
import { FORMATS, type Format, write } from './format.ts';
import { createGazetteer } from './gazetteer.ts';
import * as geo from './translate.ts';
import * as ask from './translate-asked.ts';
import { findUpdates, takeUpdate } from './updates.ts';

export interface Open311Options {
  /** The city's own area: where a request is that no finer place can be found for. */
  area: string;
  /** Names under which this city answers. With one or none `jurisdiction_id` may be left out. */
  jurisdictions: string[];
  /** Who posts with a key; undefined for an unknown one. */
  keys(key: string): Account | undefined | Promise<Account | undefined>;
  endpoint: geo.Endpoint;
  /** Where it is mounted. */
  base?: string;
}

/** All that is needed of the protocols. */
type City = CityPort<{ requestClasses: RequestClass[] }>;
type Answer = geo.Document | geo.Fault[];

/** Open311 GeoReport v2 as addresses of the server: `/open311/v2/services.xml` and the six others, in both formats; and the extension `servicerequestupdates`. */
export function open311(options: Open311Options): Route[] {
  const base = options.base ?? '/open311/v2';
  const gazetteer = createGazetteer(options.area);
  const changes = createChangeset();
  const summary = { en: 'Open311 GeoReport v2', zh: 'Open311 GeoReport v2 接口' };
  const handle = async (request: RouteRequest, city: City, method: 'GET' | 'POST'): Promise<RouteReply> => {
    const { path, format } = split(request.params['*'] ?? '');
    const fields = (method === 'POST' ? request.body : request.query) as ask.Fields | null;
    const answer =
      format === undefined
        ? [geo.fault(400, `the format must be .xml or .json: ${path}`)]
        : await answerTo(method, path, fields && typeof fields === 'object' ? fields : {}, languageOf(request), city);
    const faulty = geo.isFaults(answer);
    return {
      status: faulty ? geo.statusOf(answer) : 200,
      type: FORMATS[format ?? 'xml'],
      headers: { 'cache-control': 'no-cache' },
      body: write(faulty ? geo.errors(answer) : answer, format ?? 'xml'),
    };
  };

  async function answerTo(
    method: 'GET' | 'POST',
    path: string,
    fields: ask.Fields,
    language: geo.Language,
    city: City,
  ): Promise<Answer> {
    const [what, id, ...more] = path.split('/').map(decodeURIComponent);
    if (method === 'GET' && path === 'discovery')
      return geo.discovery(options.endpoint, changes(city.library.requestClasses, city.now()));
    const jurisdiction = jurisdictionFault(fields);
    if (more.length === 0 && method === 'POST' && what === 'requests' && id === undefined)
      return take(fields, language, city, jurisdiction);
    if (method === 'POST' && path === 'servicerequestupdates') {
      const account = await keyed(fields);
      if (geo.isFaults(account)) return account;
      return jurisdiction ? [jurisdiction] : takeUpdate(fields, language, account, city);
    }
    if (jurisdiction) return [jurisdiction];
    if (method === 'GET' && more.length === 0) {
      if (what === 'services')
        return id === undefined ? geo.services(city.library.requestClasses, language) : define(id, language, city);
      if (what === 'requests')
        return id === undefined
          ? find(fields, language, city)
          : find({ service_request_id: id, extensions: fields['extensions'] }, language, city, true);
      if (what === 'servicerequestupdates' && id === undefined) return findUpdates(fields, city);
      if (what === 'tokens' && id !== undefined) return token(id, city);
    }
    return [geo.fault(404, `no such resource: ${method} ${path}`)];
  }

  function jurisdictionFault(fields: ask.Fields): geo.Fault | undefined {
    const given = ask.one(fields, 'jurisdiction_id');
    if (given === undefined)
      return options.jurisdictions.length > 1
        ? geo.fault(400, `jurisdiction_id is required: one of ${options.jurisdictions.join(', ')}`)
        : undefined;
    return options.jurisdictions.length === 0 || options.jurisdictions.includes(given)
      ? undefined
      : geo.fault(404, `jurisdiction_id ${given} was not found`);
  }

  async function keyed(fields: ask.Fields): Promise<Account | geo.Fault[]> {
    const key = ask.one(fields, 'api_key');
    return (
      (key === undefined ? undefined : await options.keys(key)) ?? [
        geo.fault(403, key === undefined ? 'api_key is required to post' : 'api_key is not known'),
      ]
    );
  }

  async function take(
    fields: ask.Fields,
    language: geo.Language,
    city: City,
    jurisdiction: geo.Fault | undefined,
  ): Promise<Answer> {
    const account = await keyed(fields);
    if (geo.isFaults(account)) return account;
    if (jurisdiction) return [jurisdiction];
    const code = ask.one(fields, 'service_code');
    if (code === undefined) {
      const location = ask.locationOf(fields);
      return [geo.fault(400, 'service_code is required'), ...(geo.isFaults(location) ? location : [])];
    }
    const of = city.library.requestClasses.find((each) => each.code === code);
    if (!of) return [geo.fault(404, `service_code ${code} was not found`)];
    const posted = ask.posted(fields, of, language, city.zone);
    if (geo.isFaults(posted)) return posted;
    const place = await gazetteer.find(posted.location, city);
    if (place === undefined) return [geo.fault(400, `address_id ${posted.location.addressId} was not found`)];
    const id = city.newId();
    const ticket = of.open311.type === 'batch' ? city.newId() : undefined;
    const outcome = await city.run(
      {
        id: city.newId(),
        command: 'requests.TakeRequest',
        input: { id, place, ...posted.request, ...(ticket ? { token: ticket } : {}) },
      },
      account,
    );
    if ('refusal' in outcome) return [geo.fault(400, `${outcome.refusal.refused}: ${outcome.refusal.words[language]}`)];
    const notice = of.personal
      ? { en: 'This class is never shown in public.', zh: '此类诉求不对外公开。' }[language]
      : undefined;
    const number = of.open311.type === 'realtime' ? { service_request_id: id } : ticket ? { token: ticket } : {};
    return geo.requests([
      {
        ...number,
        ...(notice ? { service_notice: notice } : {}),
        ...(posted.accountId ? { account_id: posted.accountId } : {}),
      },
    ]);
  }

  async function find(fields: ask.Fields, language: geo.Language, city: City, single = false): Promise<Answer> {
    const asked = ask.asked(fields, city.now(), city.zone);
    if (geo.isFaults(asked)) return asked;
    const where: Record<string, string | string[]> = {};
    if (asked.classes) where['class'] = asked.classes;
    if (asked.status) where['status'] = asked.status;
    if (asked.from) where['requestedAt_from'] = asked.from;
    if (asked.to) where['requestedAt_to'] = asked.to;
    if (asked.updatedAfter) where['updatedAt_from'] = asked.updatedAfter;
    if (asked.updatedBefore) where['updatedAt_to'] = asked.updatedBefore;
    // Newest first: the specification names no order.
    const end = asked.page * asked.pageSize;
    const rows = (await city.look({
      view: 'requests.public',
      ...(asked.ids ? { ids: asked.ids } : {}),
      where,
      order: '-requestedAt',
      limit: end,
    })) as PublicRow[];
    if (single && rows.length === 0)
      return [geo.fault(404, `service_request_id ${ask.one(fields, 'service_request_id')} was not found`)];
    const classes = new Map(city.library.requestClasses.map((of) => [of.code, of]));
    const page = rows.slice(end - asked.pageSize, end);
    const near = await gazetteer.near(
      page.map((row) => row.area),
      city,
    );
    return geo.requests(
      page.map((row, n) => geo.request(row, classes.get(row.class), near[n] as geo.Near, language, asked.extensions)),
    );
  }

  async function token(ticket: string, city: City): Promise<Answer> {
    const [row] = await city.look({ view: 'requests.queue', where: { token: ticket }, limit: 1 });
    return row
      ? geo.requests([{ service_request_id: row.id, token: ticket }])
      : [geo.fault(404, `token ${ticket} was not found`)];
  }

  const route = (method: 'GET' | 'POST'): Route => ({
    method,
    path: `${base}/*`,
    roles: 'public',
    summary,
    handle: (request, city) => handle(request, city, method),
  });
  return [route('GET'), route('POST')];
}

function define(code: string, language: geo.Language, city: City): Answer {
  const of = city.library.requestClasses.find((item) => item.code === code);
  return of && of.attributes.length > 0
    ? geo.definition(of, language)
    : [geo.fault(404, of ? `service_code ${code} has no metadata` : `service_code ${code} was not found`)];
}

/** The suffix decides the format, not the Accept header. */
function split(path: string): { path: string; format: Format | undefined } {
  const dot = path.lastIndexOf('.');
  const suffix = dot < 0 ? '' : path.slice(dot + 1);
  return suffix in FORMATS ? { path: path.slice(0, dot), format: suffix as Format } : { path, format: undefined };
}

const languageOf = (request: RouteRequest): geo.Language =>
  String(request.headers['accept-language'] ?? '')
    .trim()
    .toLowerCase()
    .startsWith('en')
    ? 'en'
    : 'zh';

/** A sortable time that moves when the list of services does: clients refresh their copy then. */
function createChangeset() {
  let seen = '';
  let changeset: Instant = '';
  return (classes: readonly RequestClass[], now: Instant): Instant => {
    const list = JSON.stringify(classes);
    if (list !== seen) {
      changeset = now > changeset ? now : new Date(Date.parse(changeset) + 1000).toISOString();
      seen = list;
    }
    return changeset;
  };
}
