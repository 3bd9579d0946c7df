import { beforeEach, describe, expect, test } from 'vitest';
import { addHours } from '../../kernel/time.ts';
import { actor } from '../../tests/given.ts';
import { community, served } from '../../tests/open311-city.ts';

let asked: Awaited<ReturnType<typeof served>>;
beforeEach(async () => {
  asked = await served();
});

describe('reading (2.5)', () => {
  test('one request is an array of one; an unknown one is 404 with an error list in both formats', async () => {
    expect(await asked.json(`requests/${await asked.id()}.json`)).toHaveLength(1);
    expect((await asked.get('requests/none.json')).statusCode).toBe(404);
    expect(await asked.json('requests/none.json')).toEqual([{ code: 404, description: expect.any(String) }]);
    expect((await asked.xml('requests/none.xml')).errors.error[0].code).toBe('404');
  });
  test('all fields are there; moments have a zone; ids and codes are strings, positions numbers', async () => {
    await asked.id();
    const [row] = await asked.json('requests.json');
    expect(row).toMatchObject({
      status: 'open',
      service_code: 'street-lights',
      lat: 22.52,
      long: 114.061,
      address: '福民社区 Fumin',
      address_id: '440304001019',
    });
    for (const name of ['requested_datetime', 'updated_datetime', 'expected_datetime'])
      expect(row[name]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(typeof row.service_request_id).toBe('string');
  });
  test('filters take comma lists; service_request_id overrides all others', async () => {
    const a = await asked.id();
    const b = await asked.id({ service_code: 'noise', description: '喇叭' });
    await asked.id({ service_code: 'pests', description: '老鼠' });
    expect(await asked.json('requests.json?service_code=noise,street-lights')).toHaveLength(2);
    expect(
      (
        await asked.json(
          `requests.json?service_request_id=${a},${b}&service_code=pests&start_date=2001-01-01T00:00:00Z&end_date=2001-01-02T00:00:00Z`,
        )
      )
        .map((row: any) => row.service_request_id)
        .sort(),
    ).toEqual([a, b].sort());
    expect(await asked.json('requests.json?service_code=&status=')).toHaveLength(3);
  });
  test('newest first', async () => {
    const a = await asked.id();
    asked.city.now = addHours(asked.city.now, 1);
    const b = await asked.id({ description: '树枝' });
    expect((await asked.json('requests.json')).map((row: any) => row.service_request_id)).toEqual([b, a]);
  });
  test('the default window is 90 days; a span of 91 is 400; dates without a zone are read as the city’s', async () => {
    await asked.id();
    asked.city.now = addHours(asked.city.now, 24 * 91);
    expect(await asked.json('requests.json')).toEqual([]);
    expect(await asked.json('requests.json?start_date=2022-09-20&end_date=2022-09-21')).toHaveLength(1);
    expect(await asked.json('requests.json?start_date=2022-09-20T00:00:00Z')).toHaveLength(1);
    expect(
      (await asked.get('requests.json?start_date=2022-09-01T00:00:00Z&end_date=2022-12-01T00:00:00Z')).statusCode,
    ).toBe(400);
    expect((await asked.get('requests.json?start_date=yesterday')).statusCode).toBe(400);
  });
  test('at most 1,000 are given; page and page_size reach the rest', async () => {
    for (let n = 0; n < 1005; n++) {
      asked.city.run(
        'requests.TakeRequest',
        { id: `n${n}`, class: 'noise', channel: 'app', place: `${community}.e${n}`, description: `noise ${n}` },
        actor('desk'),
      );
    }
    expect(await asked.json('requests.json')).toHaveLength(1000);
    expect(await asked.json('requests.json?page=2')).toHaveLength(5);
    expect(await asked.json('requests.json?page=3&page_size=2')).toHaveLength(2);
    expect((await asked.get('requests.json?page_size=0')).statusCode).toBe(400);
  });
  test('open is reported, closed is resolved, and a closed one was last updated when it closed', async () => {
    const number = await asked.id();
    await asked.id({ description: '另一处' });
    asked.city.now = addHours(asked.city.now, 5);
    asked.city.run('requests.AnswerRequest', { id: number, what: '已修好，师傅 13812341234' }, actor('officer'));
    asked.city.now = addHours(asked.city.now, 1);
    asked.city.run(
      'requests.RecordCallBack',
      { id: number, outcome: 'solved', satisfied: true, channel: 'phone' },
      actor('desk'),
    );
    asked.city.now = addHours(asked.city.now, 1);
    asked.city.run('requests.AddToRequest', { id: number, text: '谢谢' }, actor('desk'));
    const [row] = await asked.json('requests.json?status=closed');
    expect(row).toMatchObject({
      service_request_id: number,
      status: 'closed',
      updated_datetime: '2022-09-20T07:00:00Z',
      status_notes: '已修好，师傅 ****',
    });
    expect(await asked.json('requests.json?status=open')).toHaveLength(1);
    expect(await asked.json('requests.json?status=open,closed')).toHaveLength(2);
    expect((await asked.get('requests.json?status=lost')).statusCode).toBe(400);
  });
  test('a request about a person is never listed and is 404 by its id', async () => {
    const number = await asked.id({ service_code: 'medicine', 'attribute[medicine]': '胰岛素' });
    expect(await asked.json('requests.json')).toEqual([]);
    expect((await asked.get(`requests/${number}.json`)).statusCode).toBe(404);
    expect(await asked.json(`requests.json?service_request_id=${number}`)).toEqual([]);
  });
  test('no answer carries a personal field or a fine position', async () => {
    const number = await asked.id({
      first_name: '小明',
      last_name: '王',
      phone: '13812341234',
      email: 'a@b.cn',
      media_url: 'https://x.cn/p.jpg',
      lat: '22.520149',
      description: '路灯 call 13812341234',
    });
    for (const format of ['xml', 'json']) {
      const { body } = await asked.get(`requests/${number}.${format}?extensions=true`);
      for (const secret of ['小明', '13812341234', 'a@b.cn', 'p.jpg', '22.5201', 'first_name', 'phone'])
        expect(body).not.toContain(secret);
    }
    expect(asked.city.replica.row('requests.requests', number).caller).toEqual({
      name: '王小明',
      phone: '13812341234',
      email: 'a@b.cn',
    });
  });
  test('extensions are off unless asked: notes; updated_after', async () => {
    const number = await asked.id();
    expect((await asked.json('requests.json'))[0]).not.toHaveProperty('notes');
    expect((await asked.json('requests.json?extensions=true'))[0].notes).toEqual([
      { datetime: '2022-09-20T01:00:00Z', type: 'submitted', description: null },
    ]);
    expect(
      (await asked.xml(`requests/${number}.xml?extensions=true`)).service_requests.request[0].notes.note,
    ).toHaveLength(1);
    expect(await asked.json('requests.json?updated_after=2022-09-20T02:00:00Z')).toEqual([]);
  });
});
