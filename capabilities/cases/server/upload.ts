import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import type { Account } from '../../../kernel/actor.ts';
import { isPlacePath } from '../../../kernel/place.ts';
import type { CityPort } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { LARGEST_LIST, type ListReader, mapping, type SourceFile, tooLarge } from '../model-import.ts';
import { commitImport, type ImportPorts, portsOf, previewImport } from './import.ts';

/** Longest first line of an upload, bytes: mapping and decisions. */
const LONGEST_HEAD = 4 << 20;
/** Bytes of a file kept on disk. As many as adapters read; the rest of a longer upload is let pass, so that the sender hears why. */
const MOST_KEPT = LARGEST_LIST;
/** Bytes after which the connection is cut. */
const MOST_HEARD = 32 * MOST_KEPT;

/** What stands before the file in an upload, as one line of JSON. */
const head = z.strictObject({
  name: z.string().min(1).max(255),
  encoding: z.string().optional(),
  mapping: mapping.optional(),
  decisions: z.record(z.string().regex(/^\d+$/), z.enum(['import', 'leave-out'])).default({}),
  duplicates: z.enum(['import', 'leave-out']).default('leave-out'),
  commit: z
    .strictObject({
      id: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/),
      area: z.string().refine(isPlacePath),
      mode: z.enum(['all-or-nothing', 'good-rows']),
      rows: z.int().min(0).optional(),
    })
    .optional(),
});
type Head = z.infer<typeof head>;

/** Writes the upload to disk as it arrives; the first line says what is asked. */
export async function receive(
  upload: AsyncIterable<Uint8Array>,
  path: string,
): Promise<{ about: Head; file: SourceFile } | Refusal> {
  const parts = upload[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  let cut = -1;
  while (cut < 0 && start.length <= LONGEST_HEAD) {
    const { value, done } = await parts.next();
    if (done) break;
    start = Buffer.concat([start, value]);
    cut = start.indexOf(10);
  }
  const unread = (why: unknown) =>
    refuse('head-invalid', why, {
      en: 'The upload begins with one line of JSON: name, mapping, commit. It was not understood.',
      zh: '上传内容首行应为 JSON（name、mapping、commit），无法识别。',
    });
  if (cut < 0) return unread('no first line');
  let json: unknown;
  try {
    json = JSON.parse(start.subarray(0, cut).toString('utf8'));
  } catch {
    return unread('no JSON');
  }
  const about = head.safeParse(json);
  if (!about.success) return unread(about.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  let bytes = 0;
  await pipeline(
    async function* () {
      yield start.subarray(cut + 1);
      for (let part = await parts.next(); !part.done && bytes < MOST_HEARD; part = await parts.next()) {
        bytes += part.value.length;
        if (bytes <= MOST_KEPT) yield part.value;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  if (bytes > MOST_KEPT) return tooLarge(bytes);
  return { about: about.data, file: { name: about.data.name, open: () => createReadStream(path) } };
}

/** Preview or commit as lines: `{ done, total }` while it works, then `{ preview }`, `{ committed }` or `{ refusal }`. Hanging up cancels. */
export async function* told(
  about: Head,
  file: SourceFile,
  account: Account,
  city: CityPort,
  reader: ListReader,
  clean: () => Promise<void>,
): AsyncGenerator<string> {
  const lines: unknown[] = [];
  let wake = () => {};
  let gone = false;
  const say = (line: unknown) => {
    lines.push(line);
    wake();
  };
  const ports: ImportPorts = {
    ...portsOf(city, account, reader),
    progress: (done, total) => say({ done, total }),
    cancelled: () => gone,
  };
  const options = {
    duplicates: about.duplicates,
    decisions: Object.fromEntries(Object.entries(about.decisions).map(([row, what]) => [Number(row), what])),
  };
  const wanted = about.mapping as NonNullable<Head['mapping']>;
  const work = (
    about.commit
      ? commitImport(file, wanted, about.commit, ports, options)
      : previewImport(file, wanted, ports, options)
  )
    .then((outcome) =>
      say(isRefusal(outcome) ? { refusal: outcome } : about.commit ? { committed: outcome } : { preview: outcome }),
    )
    .catch((fault: Error) =>
      say({
        refusal: refuse('import-broken', fault.message, {
          en: 'The import stopped on a fault of the server. What was written is listed under imports and can be undone.',
          zh: '导入因服务器故障中止；已写入内容见导入记录，可以撤销。',
        }),
      }),
    )
    .finally(() => say(undefined));
  try {
    for (;;) {
      while (lines.length) {
        const line = lines.shift();
        if (line === undefined) return;
        yield `${JSON.stringify(line)}\n`;
      }
      await new Promise<void>((done) => {
        wake = done;
        if (lines.length) done();
      });
    }
  } finally {
    gone = true;
    void work.finally(clean);
  }
}
