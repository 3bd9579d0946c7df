import { XMLParser } from 'fast-xml-parser';
import { open311 } from '../adapters/open311/port.ts';
import type { Account } from '../kernel/actor.ts';
import type { RequestClass } from '../protocols/schema-city.ts';
import { loadProtocols } from '../server/protocols.ts';
import { actor } from './given.ts';
import { memoryCity, serve } from './memory-city.ts';

const library = await loadProtocols();
const words = (text: string) => ({ en: text, zh: text });
/** Classes that use every datatype and type of service. */
const extra: RequestClass[] = [
  {
    ...library.requestClasses[0],
    code: 'survey',
    names: words('Survey'),
    group: 'city',
    urgency: 'ordinary',
    personal: false,
    open311: { type: 'realtime', aliases: [], keywords: [] },
    attributes: [
      {
        code: 'kind',
        datatype: 'singlevaluelist',
        required: true,
        names: words('Kind'),
        values: [
          { key: 'a', names: words('A') },
          { key: 'b', names: words('B') },
        ],
      },
      {
        code: 'many',
        datatype: 'multivaluelist',
        required: false,
        names: words('Many'),
        values: [
          { key: 'x', names: words('X') },
          { key: 'y', names: words('Y') },
        ],
      },
      { code: 'when', datatype: 'datetime', required: false, names: words('When') },
    ],
  } as RequestClass,
  {
    code: 'whistle',
    names: words('Whistle'),
    group: 'rights',
    urgency: 'ordinary',
    personal: true,
    open311: { type: 'blackbox', aliases: [], keywords: [] },
    attributes: [],
  },
];
const CITY = 'cn.44.03';
export const community = 'cn.44.03.04.001.019';
const app311: Account = {
  id: 'app',
  name: 'Citizen app',
  org: { id: 'app', name: 'Citizen app', level: 'city', kind: 'firm' },
  grants: [{ role: 'desk', area: CITY }],
};
const parser = new XMLParser({
  ignoreAttributes: false,
  isArray: (name) =>
    ['service', 'request', 'error', 'attribute', 'value', 'endpoint', 'format', 'note', 'request_update'].includes(
      name,
    ),
  parseTagValue: false,
});

const routesFor = (jurisdictions: string[]) =>
  open311({
    area: CITY,
    jurisdictions,
    keys: (key) => (key === 'good' ? app311 : undefined),
    endpoint: {
      url: 'https://city.example/open311/v2',
      type: 'test',
      contact: '12345',
      keyService: 'https://city.example/keys',
    },
  });

export const lamp = {
  api_key: 'good',
  service_code: 'street-lights',
  lat: '22.5201',
  long: '114.0612',
  description: '路灯不亮',
};

/** A city that answers GeoReport v2, and short words to ask it with. */
export async function served(jurisdictions = ['city.example']) {
  const city = memoryCity(
    { ...library, requestClasses: [...library.requestClasses, ...extra] },
    '2022-09-20T01:00:00.000Z',
  );
  city.run(
    'places.RegisterPlace',
    { path: community, kind: 'area', names: { zh: '福民社区', en: 'Fumin' }, point: [114.06, 22.52] },
    actor('admin'),
  );
  const app = await serve(routesFor(jurisdictions), city.port);
  const get = async (path: string, headers = {}) => app.inject({ method: 'GET', url: `/open311/v2/${path}`, headers });
  const post = (
    fields: Record<string, string | string[]>,
    format = 'json',
    headers = {},
    what: 'requests' | 'servicerequestupdates' = 'requests',
  ) => {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const item of [value].flat()) body.append(name, item);
    return app.inject({
      method: 'POST',
      url: `/open311/v2/${what}.${format}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: body.toString(),
    });
  };
  return {
    city,
    get,
    post,
    parse: (text: string) => parser.parse(text),
    json: async (path: string) => (await get(path)).json(),
    xml: async (path: string) => parser.parse((await get(path)).body),
    id: async (fields = {}): Promise<string> => (await post({ ...lamp, ...fields })).json()[0].service_request_id,
  };
}
