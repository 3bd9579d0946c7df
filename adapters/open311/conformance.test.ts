import { XMLParser } from 'fast-xml-parser';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../kernel/actor.ts';
import { addHours } from '../../kernel/time.ts';
import type { RequestClass } from '../../protocols/schema-city.ts';
import { loadProtocols } from '../../server/protocols.ts';
import { actor } from '../../tests/given.ts';
import { type MemoryCity, memoryCity, serve } from './city.fixture.ts';
import { open311 } from './port.ts';

const library = await loadProtocols();
const words = (text: string) => ({ en: text, zh: text });
/** Classes that use every datatype and type of service. */
const extra: RequestClass[] = [
  { ...library.requestClasses[0], code: 'survey', names: words('Survey'), group: 'city', urgency: 'ordinary', personal: false, open311: { type: 'realtime', aliases: [], keywords: [] },
    attributes: [
      { code: 'kind', datatype: 'singlevaluelist', required: true, names: words('Kind'), values: [{ key: 'a', names: words('A') }, { key: 'b', names: words('B') }] },
      { code: 'many', datatype: 'multivaluelist', required: false, names: words('Many'), values: [{ key: 'x', names: words('X') }, { key: 'y', names: words('Y') }] },
      { code: 'when', datatype: 'datetime', required: false, names: words('When') },
    ] } as RequestClass,
  { code: 'whistle', names: words('Whistle'), group: 'rights', urgency: 'ordinary', personal: true, open311: { type: 'blackbox', aliases: [], keywords: [] }, attributes: [] },
];
const CITY = 'cn.44.03';
const community = 'cn.44.03.04.001.019';
const app311: Account = { id: 'app', name: 'Citizen app', org: { id: 'app', name: 'Citizen app', level: 'city', kind: 'firm' }, grants: [{ role: 'desk', area: CITY }] };
const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => ['service', 'request', 'error', 'attribute', 'value', 'endpoint', 'format', 'note'].includes(name), parseTagValue: false });

let city: MemoryCity;
let app: Awaited<ReturnType<typeof serve>>;
const routesFor = (jurisdictions: string[]) => open311({
  area: CITY, jurisdictions, keys: (key) => (key === 'good' ? app311 : undefined),
  endpoint: { url: 'https://city.example/open311/v2', type: 'test', contact: '12345', keyService: 'https://city.example/keys' },
});
beforeEach(async () => {
  city = memoryCity({ ...library, requestClasses: [...library.requestClasses, ...extra] }, '2022-09-20T01:00:00.000Z');
  city.run('places.RegisterPlace', { path: community, kind: 'area', names: { zh: '福民社区', en: 'Fumin' }, point: [114.06, 22.52] }, actor('admin'));
  app = await serve(routesFor(['city.example']), city.port);
});

const get = async (path: string, headers = {}) => app.inject({ method: 'GET', url: `/open311/v2/${path}`, headers });
const json = async (path: string) => (await get(path)).json();
const xml = async (path: string) => parser.parse((await get(path)).body);
const post = (fields: Record<string, string | string[]>, format = 'json', headers = {}) => {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const item of [value].flat()) body.append(name, item);
  return app.inject({ method: 'POST', url: `/open311/v2/requests.${format}`, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, payload: body.toString() });
};
const lamp = { api_key: 'good', service_code: 'street-lights', lat: '22.5201', long: '114.0612', description: '路灯不亮' };
const id = async (fields = {}): Promise<string> => (await post({ ...lamp, ...fields })).json()[0].service_request_id;

describe('general rules (2.1)', () => {
  test.each(['services', 'services/survey', 'requests', 'discovery'])('GET %s answers in both formats with their charset', async (path) => {
    expect((await get(`${path}.xml`)).headers['content-type']).toBe('text/xml; charset=utf-8');
    expect((await get(`${path}.json`)).headers['content-type']).toBe('application/json; charset=utf-8');
    expect((await get(`${path}.xml`)).body).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>/);
  });
  test('POST, single requests and tokens answer in both formats', async () => {
    expect(parser.parse((await post(lamp, 'xml')).body).service_requests.request).toHaveLength(1);
    const number = await id();
    expect((await xml(`requests/${number}.xml`)).service_requests.request[0].service_request_id).toBe(number);
    const { token } = (await post({ ...lamp, service_code: 'suggestion' })).json()[0];
    expect((await xml(`tokens/${token}.xml`)).service_requests.request[0].token).toBe(token);
    expect((await json(`tokens/${token}.json`))[0].token).toBe(token);
  });
  test('the suffix wins over Accept', async () => {
    expect((await get('services.json', { accept: 'text/xml' })).headers['content-type']).toContain('json');
  });
  test('an unknown or missing suffix is 400', async () => {
    expect((await get('services.csv')).statusCode).toBe(400);
    expect((await get('services')).statusCode).toBe(400);
  });
  test('an unknown resource is 404', async () => expect((await get('agencies.json')).statusCode).toBe(404));
  test('XML has no attributes and no namespace', async () => {
    await id();
    for (const path of ['services.xml', 'requests.xml', 'services/survey.xml']) expect((await get(path)).body.replace(/<\?xml[^>]*>/, '')).not.toMatch(/<\w+ [^>]*>/);
  });
  test('collections are arrays with no, one and two items', async () => {
    expect(await json('requests.json')).toEqual([]);
    expect((await get('requests.xml')).body).toContain('<service_requests/>');
    await id();
    expect(await json('requests.json')).toHaveLength(1);
    await id({ description: '井盖松动' });
    expect(await json('requests.json')).toHaveLength(2);
    expect((await xml('requests.xml')).service_requests.request).toHaveLength(2);
  });
  test('an empty element is null in JSON and empty in XML', async () => {
    await id();
    expect((await json('requests.json'))[0].zipcode).toBeNull();
    expect((await get('requests.xml')).body).toContain('<zipcode/>');
  });
  test('one jurisdiction may be left out, an empty one is left out, a wrong one is 404', async () => {
    expect((await get('services.json?jurisdiction_id=')).statusCode).toBe(200);
    expect((await get('services.json?jurisdiction_id=city.example')).statusCode).toBe(200);
    expect((await get('services.json?jurisdiction_id=elsewhere.example')).statusCode).toBe(404);
  });
  test('with several jurisdictions it is required', async () => {
    app = await serve(routesFor(['a.example', 'b.example']), city.port);
    expect((await get('services.json')).statusCode).toBe(400);
    expect((await get('services.json?jurisdiction_id=b.example')).statusCode).toBe(200);
  });
});

describe('services and definitions (2.3)', () => {
  test('every request class is a service with all fields', async () => {
    const list = await json('services.json');
    expect(list).toHaveLength(city.port.library.requestClasses.length);
    expect(list.find((item: any) => item.service_code === 'medicine')).toMatchObject({ metadata: true, type: 'realtime', group: 'care' });
    expect(list.find((item: any) => item.service_code === 'noise')).toMatchObject({ metadata: false });
    expect(Object.keys(list[0])).toEqual(['service_code', 'service_name', 'description', 'metadata', 'type', 'keywords', 'group']);
  });
  test('a definition is one object with its attributes wrapper, ordered from 1', async () => {
    const answer = await json('services/survey.json');
    expect(answer).toMatchObject({ service_code: 'survey', attributes: [{ order: 1, code: 'kind', required: true, variable: true, values: [{ key: 'a', name: 'A' }, { key: 'b' }] }, { order: 2 }, { order: 3 }] });
    expect((await xml('services/survey.xml')).service_definition.attributes.attribute[0].values.value).toHaveLength(2);
  });
  test('a service without metadata, or none at all, has no definition', async () => {
    expect((await get('services/noise.json')).statusCode).toBe(404);
    expect((await get('services/nothing.xml')).statusCode).toBe(404);
  });
  test('names follow the asker’s language', async () => {
    const name = async (language: string) => (await get('services.json', { 'accept-language': language })).json().find((item: any) => item.service_code === 'noise').service_name;
    expect([await name('en-GB'), await name('zh-CN')]).toEqual(['Noise', '噪声']);
  });
});

describe('posting (2.4)', () => {
  test.each([[{ lat: '22.52', long: '114.06' }], [{ address_string: '福民社区 3 号' }], [{ address_id: '440304001019' }]])('%o is a location', async (location) => {
    const { lat: _lat, long: _long, ...rest } = lamp;
    const outcome = await post({ ...rest, ...(location as object) });
    expect(outcome.statusCode).toBe(200);
    expect(city.replica.row('requests.queue', outcome.json()[0].service_request_id).place).toBe(community);
  });
  test.each([
    ['lat without long', { long: '' }, 'together'],
    ['no location', { lat: '', long: '' }, 'location is required'],
    ['a position off the earth', { lat: '122' }, 'WGS84'],
    ['an unknown address_id', { lat: '', long: '', address_id: '110101001' }, 'address_id'],
    ['4,001 characters', { description: '长'.repeat(4001) }, '4001'],
    ['a missing required attribute', { service_code: 'survey' }, 'attribute[kind] is required'],
    ['a key that is not listed', { service_code: 'survey', 'attribute[kind]': 'z' }, 'attribute[kind]'],
    ['an unknown attribute', { 'attribute[colour]': 'red' }, 'attribute[colour]'],
    ['a datetime that is none', { service_code: 'survey', 'attribute[kind]': 'a', 'attribute[when]': 'tomorrow' }, 'attribute[when]'],
    ['a telephone that is none', { phone: 'call me' }, 'phone'],
  ])('%s is 400 and says what', async (_name, fields, said) => {
    const outcome = await post({ ...lamp, ...(fields as object) });
    expect(outcome.statusCode).toBe(400);
    expect(outcome.json()[0]).toMatchObject({ code: 400, description: expect.stringContaining(said) });
  });
  test('a missing service_code is 400, an unknown one 404', async () => {
    expect((await post({ ...lamp, service_code: '' })).statusCode).toBe(400);
    expect((await post({ ...lamp, service_code: 'nothing' })).statusCode).toBe(404);
  });
  test('a missing or bad key is 403; reading needs none', async () => {
    expect((await post({ ...lamp, api_key: '' })).statusCode).toBe(403);
    expect((await post({ ...lamp, api_key: 'bad' })).statusCode).toBe(403);
    expect((await get('requests.json')).statusCode).toBe(200);
  });
  test('several faults come as a list, in both formats', async () => {
    const fields = { ...lamp, service_code: 'survey', lat: '' };
    expect((await post(fields)).json()).toHaveLength(2);
    expect(parser.parse((await post(fields, 'xml')).body).errors.error).toHaveLength(2);
  });
  test('values of a multivalue attribute repeat with []', async () => {
    const outcome = await post({ ...lamp, service_code: 'survey', 'attribute[kind]': 'a', 'attribute[many][]': ['x', 'y'], 'attribute[when]': '2022-09-21T08:00:00' });
    expect(city.replica.row('requests.requests', outcome.json()[0].service_request_id).attributes).toEqual({ kind: 'a', many: ['x', 'y'], when: '2022-09-21T00:00:00.000Z' });
  });
  test('an empty optional argument is a missing one, 4,000 characters pass, a charset in the content type is fine', async () => {
    const outcome = await post({ ...lamp, email: '', phone: '', first_name: '', media_url: '', description: '长'.repeat(4000) }, 'json', { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' });
    expect(outcome.statusCode).toBe(200);
  });
  test('realtime gives an id, batch a token and later the id, blackbox neither', async () => {
    const [realtime] = (await post(lamp)).json();
    expect(realtime).toMatchObject({ service_request_id: expect.any(String) });
    expect(realtime).not.toHaveProperty('token');
    const [batch] = (await post({ ...lamp, service_code: 'suggestion' })).json();
    expect(batch).not.toHaveProperty('service_request_id');
    const [found] = await json(`tokens/${batch.token}.json`);
    expect(found).toMatchObject({ token: batch.token, service_request_id: expect.any(String) });
    expect((await get('tokens/none.json')).statusCode).toBe(404);
    const [blackbox] = (await post({ ...lamp, service_code: 'whistle' })).json();
    expect(blackbox).not.toHaveProperty('service_request_id');
    expect(blackbox).not.toHaveProperty('token');
  });
  test('markup in a description stays text', async () => {
    const number = await id({ description: '<b>暗</b> & <script>x</script>' });
    expect((await get(`requests/${number}.xml`)).body).toContain('&lt;b&gt;暗&lt;/b&gt; &amp; &lt;script&gt;');
    expect((await json(`requests/${number}.json`))[0].description).toBe('<b>暗</b> & <script>x</script>');
  });
  test('account_id comes back', async () => expect((await post({ ...lamp, account_id: 'a-7' })).json()[0].account_id).toBe('a-7'));
});

describe('reading (2.5)', () => {
  test('one request is an array of one; an unknown one is 404 with an error list in both formats', async () => {
    expect(await json(`requests/${await id()}.json`)).toHaveLength(1);
    expect((await get('requests/none.json')).statusCode).toBe(404);
    expect(await json('requests/none.json')).toEqual([{ code: 404, description: expect.any(String) }]);
    expect((await xml('requests/none.xml')).errors.error[0].code).toBe('404');
  });
  test('all fields are there; moments have a zone; ids and codes are strings, positions numbers', async () => {
    await id();
    const [row] = await json('requests.json');
    expect(row).toMatchObject({ status: 'open', service_code: 'street-lights', lat: 22.52, long: 114.061, address: '福民社区 Fumin', address_id: '440304001019' });
    for (const name of ['requested_datetime', 'updated_datetime', 'expected_datetime']) expect(row[name]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(typeof row.service_request_id).toBe('string');
  });
  test('filters take comma lists; service_request_id overrides all others', async () => {
    const a = await id();
    const b = await id({ service_code: 'noise', description: '喇叭' });
    await id({ service_code: 'pests', description: '老鼠' });
    expect(await json('requests.json?service_code=noise,street-lights')).toHaveLength(2);
    expect((await json(`requests.json?service_request_id=${a},${b}&service_code=pests&start_date=2001-01-01T00:00:00Z&end_date=2001-01-02T00:00:00Z`)).map((row: any) => row.service_request_id).sort()).toEqual([a, b].sort());
    expect(await json('requests.json?service_code=&status=')).toHaveLength(3);
  });
  test('newest first', async () => {
    const a = await id();
    city.now = addHours(city.now, 1);
    const b = await id({ description: '树枝' });
    expect((await json('requests.json')).map((row: any) => row.service_request_id)).toEqual([b, a]);
  });
  test('the default window is 90 days; a span of 91 is 400; dates without a zone are read as the city’s', async () => {
    await id();
    city.now = addHours(city.now, 24 * 91);
    expect(await json('requests.json')).toEqual([]);
    expect(await json('requests.json?start_date=2022-09-20&end_date=2022-09-21')).toHaveLength(1);
    expect(await json('requests.json?start_date=2022-09-20T00:00:00Z')).toHaveLength(1);
    expect((await get('requests.json?start_date=2022-09-01T00:00:00Z&end_date=2022-12-01T00:00:00Z')).statusCode).toBe(400);
    expect((await get('requests.json?start_date=yesterday')).statusCode).toBe(400);
  });
  test('at most 1,000 are given; page and page_size reach the rest', async () => {
    for (let n = 0; n < 1005; n++) {
      city.run('requests.TakeRequest', { id: `n${n}`, class: 'noise', channel: 'app', place: `${community}.e${n}`, description: `noise ${n}` }, actor('desk'));
    }
    expect(await json('requests.json')).toHaveLength(1000);
    expect(await json('requests.json?page=2')).toHaveLength(5);
    expect(await json('requests.json?page=3&page_size=2')).toHaveLength(2);
    expect((await get('requests.json?page_size=0')).statusCode).toBe(400);
  });
  test('open is reported, closed is resolved, and a closed one was last updated when it closed', async () => {
    const number = await id();
    await id({ description: '另一处' });
    city.now = addHours(city.now, 5);
    city.run('requests.AnswerRequest', { id: number, what: '已修好，师傅 13812341234' }, actor('officer'));
    city.now = addHours(city.now, 1);
    city.run('requests.RecordCallBack', { id: number, outcome: 'solved', satisfied: true, channel: 'phone' }, actor('desk'));
    city.now = addHours(city.now, 1);
    city.run('requests.AddToRequest', { id: number, text: '谢谢' }, actor('desk'));
    const [row] = await json('requests.json?status=closed');
    expect(row).toMatchObject({ service_request_id: number, status: 'closed', updated_datetime: '2022-09-20T07:00:00Z', status_notes: '已修好，师傅 ****' });
    expect(await json('requests.json?status=open')).toHaveLength(1);
    expect(await json('requests.json?status=open,closed')).toHaveLength(2);
    expect((await get('requests.json?status=lost')).statusCode).toBe(400);
  });
  test('a request about a person is never listed and is 404 by its id', async () => {
    const number = await id({ service_code: 'medicine', 'attribute[medicine]': '胰岛素' });
    expect(await json('requests.json')).toEqual([]);
    expect((await get(`requests/${number}.json`)).statusCode).toBe(404);
    expect(await json(`requests.json?service_request_id=${number}`)).toEqual([]);
  });
  test('no answer carries a personal field or a fine position', async () => {
    const number = await id({ first_name: '小明', last_name: '王', phone: '13812341234', email: 'a@b.cn', media_url: 'https://x.cn/p.jpg', lat: '22.520149', description: '路灯 call 13812341234' });
    for (const format of ['xml', 'json']) {
      const { body } = await get(`requests/${number}.${format}?extensions=true`);
      for (const secret of ['小明', '13812341234', 'a@b.cn', 'p.jpg', '22.5201', 'first_name', 'phone']) expect(body).not.toContain(secret);
    }
    expect(city.replica.row('requests.requests', number).caller).toEqual({ name: '王小明', phone: '13812341234', email: 'a@b.cn' });
  });
  test('extensions are off unless asked: notes; updated_after', async () => {
    const number = await id();
    expect((await json('requests.json'))[0]).not.toHaveProperty('notes');
    expect((await json('requests.json?extensions=true'))[0].notes).toEqual([{ datetime: '2022-09-20T01:00:00Z', type: 'submitted', description: null }]);
    expect((await xml(`requests/${number}.xml?extensions=true`)).service_requests.request[0].notes.note).toHaveLength(1);
    expect(await json('requests.json?updated_after=2022-09-20T02:00:00Z')).toEqual([]);
  });
});

describe('discovery (2.7)', () => {
  test('has every field and the same content in both formats', async () => {
    const answer = await json('discovery.json');
    expect(answer).toMatchObject({ changeset: '2022-09-20T01:00:00Z', contact: '12345', key_service: 'https://city.example/keys', endpoints: [{ specification: 'http://wiki.open311.org/GeoReport_v2', type: 'test', formats: ['text/xml', 'application/json'] }] });
    const { discovery } = await xml('discovery.xml');
    expect({ ...discovery, endpoints: discovery.endpoints.endpoint.map((item: any) => ({ ...item, formats: item.formats.format })) }).toEqual(answer);
  });
  test('the changeset grows when a service changes, and only then', async () => {
    const first = (await json('discovery.json')).changeset;
    city.now = addHours(city.now, 1);
    expect((await json('discovery.json')).changeset).toBe(first);
    city.port.library = { ...city.port.library, requestClasses: city.port.library.requestClasses.slice(1) };
    expect((await json('discovery.json')).changeset > first).toBe(true);
  });
});
