import { beforeEach, describe, expect, test } from 'vitest';
import { addHours } from '../../kernel/time.ts';
import { community, lamp, served } from '../../tests/open311-city.ts';

let asked: Awaited<ReturnType<typeof served>>;
beforeEach(async () => {
  asked = await served();
});

describe('general rules (2.1)', () => {
  test.each(['services', 'services/survey', 'requests', 'discovery'])(
    'GET %s answers in both formats with their charset',
    async (path) => {
      expect((await asked.get(`${path}.xml`)).headers['content-type']).toBe('text/xml; charset=utf-8');
      expect((await asked.get(`${path}.json`)).headers['content-type']).toBe('application/json; charset=utf-8');
      expect((await asked.get(`${path}.xml`)).body).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>/);
    },
  );
  test('POST, single requests and tokens answer in both formats', async () => {
    expect(asked.parse((await asked.post(lamp, 'xml')).body).service_requests.request).toHaveLength(1);
    const number = await asked.id();
    expect((await asked.xml(`requests/${number}.xml`)).service_requests.request[0].service_request_id).toBe(number);
    const { token } = (await asked.post({ ...lamp, service_code: 'suggestion' })).json()[0];
    expect((await asked.xml(`tokens/${token}.xml`)).service_requests.request[0].token).toBe(token);
    expect((await asked.json(`tokens/${token}.json`))[0].token).toBe(token);
  });
  test('the suffix wins over Accept', async () => {
    expect((await asked.get('services.json', { accept: 'text/xml' })).headers['content-type']).toContain('json');
  });
  test('an unknown or missing suffix is 400', async () => {
    expect((await asked.get('services.csv')).statusCode).toBe(400);
    expect((await asked.get('services')).statusCode).toBe(400);
  });
  test('an unknown resource is 404', async () => expect((await asked.get('agencies.json')).statusCode).toBe(404));
  test('XML has no attributes and no namespace', async () => {
    await asked.id();
    for (const path of ['services.xml', 'requests.xml', 'services/survey.xml'])
      expect((await asked.get(path)).body.replace(/<\?xml[^>]*>/, '')).not.toMatch(/<\w+ [^>]*>/);
  });
  test('collections are arrays with no, one and two items', async () => {
    expect(await asked.json('requests.json')).toEqual([]);
    expect((await asked.get('requests.xml')).body).toContain('<service_requests/>');
    await asked.id();
    expect(await asked.json('requests.json')).toHaveLength(1);
    await asked.id({ description: '井盖松动' });
    expect(await asked.json('requests.json')).toHaveLength(2);
    expect((await asked.xml('requests.xml')).service_requests.request).toHaveLength(2);
  });
  test('an empty element is null in JSON and empty in XML', async () => {
    await asked.id();
    expect((await asked.json('requests.json'))[0].zipcode).toBeNull();
    expect((await asked.get('requests.xml')).body).toContain('<zipcode/>');
  });
  test('one jurisdiction may be left out, an empty one is left out, a wrong one is 404', async () => {
    expect((await asked.get('services.json?jurisdiction_id=')).statusCode).toBe(200);
    expect((await asked.get('services.json?jurisdiction_id=city.example')).statusCode).toBe(200);
    expect((await asked.get('services.json?jurisdiction_id=elsewhere.example')).statusCode).toBe(404);
  });
  test('with several jurisdictions it is required', async () => {
    asked = await served(['a.example', 'b.example']);
    expect((await asked.get('services.json')).statusCode).toBe(400);
    expect((await asked.get('services.json?jurisdiction_id=b.example')).statusCode).toBe(200);
  });
});

describe('services and definitions (2.3)', () => {
  test('every request class is a service with all fields', async () => {
    const list = await asked.json('services.json');
    expect(list).toHaveLength(asked.city.port.library.requestClasses.length);
    expect(list.find((item: any) => item.service_code === 'medicine')).toMatchObject({
      metadata: true,
      type: 'realtime',
      group: 'care',
    });
    expect(list.find((item: any) => item.service_code === 'noise')).toMatchObject({ metadata: false });
    expect(Object.keys(list[0])).toEqual([
      'service_code',
      'service_name',
      'description',
      'metadata',
      'type',
      'keywords',
      'group',
    ]);
  });
  test('a definition is one object with its attributes wrapper, ordered from 1', async () => {
    const answer = await asked.json('services/survey.json');
    expect(answer).toMatchObject({
      service_code: 'survey',
      attributes: [
        { order: 1, code: 'kind', required: true, variable: true, values: [{ key: 'a', name: 'A' }, { key: 'b' }] },
        { order: 2 },
        { order: 3 },
      ],
    });
    expect(
      (await asked.xml('services/survey.xml')).service_definition.attributes.attribute[0].values.value,
    ).toHaveLength(2);
  });
  test('a service without metadata, or none at all, has no definition', async () => {
    expect((await asked.get('services/noise.json')).statusCode).toBe(404);
    expect((await asked.get('services/nothing.xml')).statusCode).toBe(404);
  });
  test('names follow the asker’s language', async () => {
    const name = async (language: string) =>
      (await asked.get('services.json', { 'accept-language': language }))
        .json()
        .find((item: any) => item.service_code === 'noise').service_name;
    expect([await name('en-GB'), await name('zh-CN')]).toEqual(['Noise', '噪声']);
  });
});

describe('posting (2.4)', () => {
  test.each([
    [{ lat: '22.52', long: '114.06' }],
    [{ address_string: '福民社区 3 号' }],
    [{ address_id: '440304001019' }],
  ])('%o is a location', async (location) => {
    const { lat: _lat, long: _long, ...rest } = lamp;
    const outcome = await asked.post({ ...rest, ...(location as object) });
    expect(outcome.statusCode).toBe(200);
    expect(asked.city.replica.row('requests.queue', outcome.json()[0].service_request_id).place).toBe(community);
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
    [
      'a datetime that is none',
      { service_code: 'survey', 'attribute[kind]': 'a', 'attribute[when]': 'tomorrow' },
      'attribute[when]',
    ],
    ['a telephone that is none', { phone: 'call me' }, 'phone'],
  ])('%s is 400 and says what', async (_name, fields, said) => {
    const outcome = await asked.post({ ...lamp, ...(fields as object) });
    expect(outcome.statusCode).toBe(400);
    expect(outcome.json()[0]).toMatchObject({ code: 400, description: expect.stringContaining(said) });
  });
  test('a missing service_code is 400, an unknown one 404', async () => {
    expect((await asked.post({ ...lamp, service_code: '' })).statusCode).toBe(400);
    expect((await asked.post({ ...lamp, service_code: 'nothing' })).statusCode).toBe(404);
  });
  test('a missing or bad key is 403; reading needs none', async () => {
    expect((await asked.post({ ...lamp, api_key: '' })).statusCode).toBe(403);
    expect((await asked.post({ ...lamp, api_key: 'bad' })).statusCode).toBe(403);
    expect((await asked.get('requests.json')).statusCode).toBe(200);
  });
  test('several faults come as a list, in both formats', async () => {
    const fields = { ...lamp, service_code: 'survey', lat: '' };
    expect((await asked.post(fields)).json()).toHaveLength(2);
    expect(asked.parse((await asked.post(fields, 'xml')).body).errors.error).toHaveLength(2);
  });
  test('values of a multivalue attribute repeat with []', async () => {
    const outcome = await asked.post({
      ...lamp,
      service_code: 'survey',
      'attribute[kind]': 'a',
      'attribute[many][]': ['x', 'y'],
      'attribute[when]': '2022-09-21T08:00:00',
    });
    expect(asked.city.replica.row('requests.requests', outcome.json()[0].service_request_id).attributes).toEqual({
      kind: 'a',
      many: ['x', 'y'],
      when: '2022-09-21T00:00:00.000Z',
    });
  });
  test('an empty optional argument is a missing one, 4,000 characters pass, a charset in the content type is fine', async () => {
    const outcome = await asked.post(
      { ...lamp, email: '', phone: '', first_name: '', media_url: '', description: '长'.repeat(4000) },
      'json',
      { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    );
    expect(outcome.statusCode).toBe(200);
  });
  test('realtime gives an id, batch a token and later the id, blackbox neither', async () => {
    const [realtime] = (await asked.post(lamp)).json();
    expect(realtime).toMatchObject({ service_request_id: expect.any(String) });
    expect(realtime).not.toHaveProperty('token');
    const [batch] = (await asked.post({ ...lamp, service_code: 'suggestion' })).json();
    expect(batch).not.toHaveProperty('service_request_id');
    const [found] = await asked.json(`tokens/${batch.token}.json`);
    expect(found).toMatchObject({ token: batch.token, service_request_id: expect.any(String) });
    expect((await asked.get('tokens/none.json')).statusCode).toBe(404);
    const [blackbox] = (await asked.post({ ...lamp, service_code: 'whistle' })).json();
    expect(blackbox).not.toHaveProperty('service_request_id');
    expect(blackbox).not.toHaveProperty('token');
  });
  test('markup in a description stays text', async () => {
    const number = await asked.id({ description: '<b>暗</b> & <script>x</script>' });
    expect((await asked.get(`requests/${number}.xml`)).body).toContain('&lt;b&gt;暗&lt;/b&gt; &amp; &lt;script&gt;');
    expect((await asked.json(`requests/${number}.json`))[0].description).toBe('<b>暗</b> & <script>x</script>');
  });
  test('account_id comes back', async () =>
    expect((await asked.post({ ...lamp, account_id: 'a-7' })).json()[0].account_id).toBe('a-7'));
});

describe('discovery (2.7)', () => {
  test('has every field and the same content in both formats', async () => {
    const answer = await asked.json('discovery.json');
    expect(answer).toMatchObject({
      changeset: '2022-09-20T01:00:00Z',
      contact: '12345',
      key_service: 'https://city.example/keys',
      endpoints: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          type: 'test',
          formats: ['text/xml', 'application/json'],
        },
      ],
    });
    const { discovery } = await asked.xml('discovery.xml');
    expect({
      ...discovery,
      endpoints: discovery.endpoints.endpoint.map((item: any) => ({ ...item, formats: item.formats.format })),
    }).toEqual(answer);
  });
  test('the changeset grows when a service changes, and only then', async () => {
    const first = (await asked.json('discovery.json')).changeset;
    asked.city.now = addHours(asked.city.now, 1);
    expect((await asked.json('discovery.json')).changeset).toBe(first);
    asked.city.port.library = {
      ...asked.city.port.library,
      requestClasses: asked.city.port.library.requestClasses.slice(1),
    };
    expect((await asked.json('discovery.json')).changeset > first).toBe(true);
  });
});
