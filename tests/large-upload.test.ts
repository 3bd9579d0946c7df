import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LARGEST_LIST } from '../capabilities/cases/index.ts';
import { receive } from '../capabilities/cases/server/upload.ts';

const MIB = 1 << 20;

test('an upload of 300 MB is heard out, kept no further than the limit, and refused with its size, the limit and what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-large-'));
  try {
    const part = Buffer.from('a1,王小明,男,2022-09-10,2022-09-12\n'.repeat(25_000));
    const parts = Math.ceil((300 * MIB) / part.length);
    async function* upload() {
      yield Buffer.from('{"name":"huge.csv"}\n');
      for (let n = 0; n < parts; n++) yield part;
    }
    const before = process.memoryUsage().arrayBuffers;
    const refusal = await receive(upload(), join(folder, 'list'));
    expect(refusal).toMatchObject({
      refused: 'file-too-large',
      value: parts * part.length,
      words: { en: expect.stringMatching(/30\d MiB; at most 128 MiB/), zh: expect.stringContaining('上限 128 MiB') },
    });
    expect((await stat(join(folder, 'list'))).size).toBeLessThanOrEqual(LARGEST_LIST);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * MIB);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
