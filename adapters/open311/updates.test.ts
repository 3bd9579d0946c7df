import { beforeEach, expect, test } from 'vitest';
import { addHours } from '../../kernel/time.ts';
import { served } from '../../tests/open311-city.ts';
import { desk, street, toStreet } from '../../tests/requests-city.ts';

let asked: Awaited<ReturnType<typeof served>>;
beforeEach(async () => {
  asked = await served();
});
const later = (hours: number) => {
  asked.city.now = addHours(asked.city.now, hours);
};
/** A street lamp that was dispatched, answered, called back and closed, an hour each. */
async function worked(): Promise<string> {
  const id = await asked.id();
  const steps = [
    [desk, 'requests.DispatchRequest', { id, ...toStreet }],
    [street, 'requests.RecordContact', { id, reached: true, channel: 'phone' }],
    [street, 'requests.AnswerRequest', { id, what: '已修好，师傅 13900001234' }],
    [desk, 'requests.RecordCallBack', { id, outcome: 'solved', channel: 'phone' }],
  ] as const;
  for (const [who, command, input] of steps) {
    later(1);
    asked.city.run(command, input, who);
  }
  return id;
}
const update = (fields: Record<string, string>, format = 'json') =>
  asked.post({ api_key: 'good', ...fields }, format, {}, 'servicerequestupdates');
const full = (id: string) => asked.city.replica.row('requests.requests', id);

test('what happened to a public request comes oldest first, numbers in words starred, in both formats', async () => {
  const id = await worked();
  const list = await asked.json('servicerequestupdates.json');
  expect(list.map((item: any) => item.status)).toEqual(['INVESTIGATING', 'IN_PROGRESS', 'IN_PROGRESS', 'FIXED']);
  expect(list[2]).toEqual({
    update_id: expect.any(String),
    service_request_id: id,
    status: 'IN_PROGRESS',
    updated_datetime: '2022-09-20T04:00:00Z',
    description: '已修好，师傅 ****',
    media_url: null,
  });
  expect(new Set(list.map((item: any) => item.update_id)).size).toBe(4);
  const { service_requests_updates: xml } = await asked.xml('servicerequestupdates.xml');
  expect(xml.request_update.map((item: any) => item.update_id)).toEqual(list.map((item: any) => item.update_id));
});

test('the window holds, and 91 days are refused as for requests', async () => {
  await worked();
  const window = 'start_date=2022-09-20T02:30:00Z&end_date=2022-09-20T04:00:00Z';
  expect(await asked.json(`servicerequestupdates.json?${window}`)).toHaveLength(2);
  expect(await asked.json('servicerequestupdates.json?start_date=2022-09-20T05:30:00Z')).toEqual([]);
  expect((await asked.get('servicerequestupdates.json?start_date=2022-01-01&end_date=2022-09-01')).statusCode).toBe(
    400,
  );
});

test('updates of requests about persons are never shown and never taken', async () => {
  const id = await asked.id({ service_code: 'medicine', 'attribute[medicine]': '胰岛素' });
  asked.city.run('requests.DispatchRequest', { id, ...toStreet }, desk);
  expect(await asked.json('servicerequestupdates.json')).toEqual([]);
  expect((await update({ service_request_id: id, description: '还没到' })).statusCode).toBe(404);
});

test('an update is added to the request with who said it; the same one twice is one', async () => {
  const id = await asked.id();
  const fields = {
    service_request_id: id,
    description: '又坏了一盏',
    last_name: '王',
    first_name: '小明',
    update_id: '7',
  };
  const [first] = (await update(fields)).json();
  const [second] = (await update(fields)).json();
  expect(second.update_id).toBe(first.update_id);
  expect(full(id).timeline.map((entry: any) => entry.what)).toEqual(['RequestTaken', 'RequestAddedTo']);
  expect(full(id).timeline[1]).toMatchObject({ text: '又坏了一盏' });
  expect(asked.parse((await update(fields, 'xml')).body).service_request_updates.request_update).toHaveLength(1);
});

test('FIXED from outside closes nothing, REOPEN opens a closed request again with its words', async () => {
  const id = await worked();
  await update({ service_request_id: id, description: '我看到修好了', status: 'fixed' });
  expect(full(id)).toMatchObject({ state: 'closed' });
  expect(full(id).timeline.at(-1)).toMatchObject({ what: 'RequestAddedTo', text: '[FIXED] 我看到修好了' });
  later(1);
  await update({ service_request_id: id, description: '今晚又不亮了', status: 'REOPEN' });
  expect(full(id)).toMatchObject({ state: 'dispatched', reopened: 1 });
  expect((await asked.json('servicerequestupdates.json')).at(-1)).toMatchObject({ status: 'REOPEN' });
});

test.each([
  ['no key', { api_key: '', service_request_id: 'x', description: 'x' }, 403],
  ['no request', { description: '不亮' }, 400],
  ['no words', { service_request_id: 'x' }, 400],
  ['an unknown status', { service_request_id: 'x', description: 'x', status: 'DONE' }, 400],
  ['an unknown request', { service_request_id: 'nowhere', description: '不亮' }, 404],
  ['a moment that is none', { service_request_id: 'x', description: 'x', updated_datetime: 'today' }, 400],
] as const)('%s is refused', async (_name, fields, status) => {
  expect((await update(fields as unknown as Record<string, string>)).statusCode).toBe(status);
});
