import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccounts } from '../server/accounts.ts';
import { openCity } from '../server/city.ts';
import { startEmbedded } from '../server/database/embedded.ts';
import { createApp } from '../server/http/app.ts';
import { verifyLog } from '../server/log/postgres.ts';
import { register } from '../server/register.ts';

/** A disk of its own: mounting needs root on Linux, which CI has; elsewhere the test says that it is left out. */
const disk = mkdtempSync(join(tmpdir(), 'tandem-disk-'));
const mounted = ((): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=260m,mode=755', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

// without root on Linux no disk of a known size can be mounted, and nobody's own disk is to be filled
describe.skipIf(!mounted)('a full disk', () => {
  let server: Awaited<ReturnType<typeof startEmbedded>>;
  let city: Awaited<ReturnType<typeof openCity>>;
  let app: Awaited<ReturnType<typeof createApp>>;
  beforeAll(async () => {
    server = await startEmbedded({ dataDir: join(disk, 'data') });
    city = await openCity({ url: server.url, register, exercise: true, tickMs: 0, poolSize: 4 });
    app = await createApp({
      city,
      accounts: createAccounts(city.pools.writer),
      register,
      logger: pino({ level: 'silent' }),
      progress: () => ({ done: 1, total: 1, label: { en: '', zh: '' }, ready: true }),
    });
  });
  afterAll(async () => {
    await app.close();
    await city.stop();
    await server.stop();
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  test('is told as such, loses nothing that was confirmed, and is over when there is room again', async () => {
    const accounts = createAccounts(city.pools.writer);
    await accounts.save({
      id: 'desk',
      name: '值班',
      home: '/desk',
      org: { id: 'hotline', name: '12345', level: 'city', kind: 'hotline' },
      grants: [{ role: 'desk', area: 'cn' }],
    });
    const token = await accounts.open('desk');
    const take = (id: string) =>
      app.inject({
        method: 'POST',
        url: '/api/commands/requests/TakeRequest',
        headers: { authorization: `Bearer ${token}`, 'x-tandem': '1' },
        payload: {
          id,
          input: {
            id,
            class: 'garbage',
            channel: 'phone',
            caller: { name: '王芳', phone: '10012345678' },
            beneficiary: {},
            place: 'cn.44.03.04.001.019',
            description: `${id} ${'垃圾没有人收。'.repeat(200)}`,
          },
        },
      });
    const confirmed: string[] = [];
    const filler = join(disk, 'filler');
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(filler, Buffer.alloc(bavail * bsize - 6 * 1024 * 1024));

    let refused: { status: number; refused: string } | undefined;
    for (let n = 0; n < 5000 && !refused; n++) {
      const answer = await take(`full-disk-${n}`);
      if (answer.statusCode === 200) confirmed.push(`full-disk-${n}`);
      // a busy test machine may be asked to wait
      else if (answer.statusCode === 429) await new Promise((resolve) => setTimeout(resolve, 300));
      else refused = { status: answer.statusCode, refused: answer.json().refusal.refused };
    }
    expect({ refused, confirmed: confirmed.length > 10 }).toEqual({
      refused: { status: 503, refused: expect.stringMatching(/^database-/) },
      confirmed: true,
    });

    rmSync(filler);
    const again = async (): Promise<number> => {
      for (let n = 0; ; n++) {
        const { statusCode } = await take('after-full');
        if (statusCode === 200 || n > 100) return statusCode;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    };
    expect(await again()).toBe(200);
    const { rows } = await city.pools.writer.query(
      `select data ->> 'id' as id, count(*)::int as n from event where type = 'requests.RequestTaken' group by 1`,
    );
    const written = new Map(rows.map((row) => [row.id, row.n]));
    expect([...confirmed, 'after-full'].filter((id) => written.get(id) !== 1)).toEqual([]);
    expect((await verifyLog(city.pools.writer)).faults).toEqual([]);
  });
});
