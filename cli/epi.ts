import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { algorithmList, algorithmNamed } from './epi/algorithms.ts';
import { readInput } from './epi/input.ts';
import { runNoting } from './epi/params.ts';
import { rerunGolden, shapeNames } from './epi/shapes.ts';
import { type Io, UsageError } from './io.ts';

const HELP = `Usage: npx tandem epi --list                        the algorithms and their parameters
       npx tandem epi <algorithm> < input.json      one run; input { freq, start, observed, population?, t, params }
       npx tandem epi scan <analysis.prm>           a space-time scan from SaTScan's files; --seed for other replicates
       npx tandem epi rerun <golden.json>           a table with every output recomputed from its inputs and parameters

Results go to standard output as JSON. t is a 1-based position in observed; null stands where a method defines nothing.
Parameters have R's names. "compatible": true asks for a reference's known quirks where the right method differs.
rerun knows tables of: ${shapeNames.join(', ')}.

Examples
  echo '{"freq":52,"observed":[3,1,4,1,5,9,2,6,21],"params":{"method":"C1"}}' | npx tandem epi earsC
  npx tandem epi rerun golden/weekly.json > again.json`;

/** `tandem epi`: the surveillance engine on the command line. What an engine refuses is told by its id, without a trace. */
export async function epiCommand(args: string[], io: Io): Promise<number> {
  try {
    return await carriedOut(args, io);
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error) || !/^[a-z]+(-[a-z]+)+: /.test(error.message))
      throw error;
    io.err(error.message);
    return 1;
  }
}

async function carriedOut(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      list: { type: 'boolean' },
      json: { type: 'boolean' },
      seed: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    io.out(HELP);
    return 0;
  }
  if (values.list) {
    const all = algorithmList();
    io.out(
      values.json ? JSON.stringify(all) : all.map(({ name, summary }) => `${name.padEnd(20)} ${summary}`).join('\n'),
    );
    return 0;
  }
  const [what, file, ...rest] = positionals;
  if (what === undefined || rest.length > 0) throw new UsageError('epi-what: name an algorithm, or rerun and a file.');
  if (what === 'scan') {
    if (file === undefined) throw new UsageError('epi-scan: name a SaTScan parameter file (.prm).');
    io.out(JSON.stringify(await (await import('./epi/scan-file.ts')).scanFile(file, values.seed ?? 'scan')));
    return 0;
  }
  if (what === 'rerun') {
    const golden = parsed(file === undefined || file === '-' ? await text(process.stdin) : await fileText(file));
    const folder = file === undefined || file === '-' ? '.' : dirname(file);
    io.out(JSON.stringify(await rerunGolden(golden, (path) => besideFile(join(folder, path)))));
    return 0;
  }
  const run = await algorithmNamed(what).load();
  const input = readInput(
    parsed(file === undefined || file === '-' ? await text(process.stdin) : await fileText(file)),
  );
  const { result, unread } = runNoting(run, input);
  if (unread.length > 0)
    io.err(`epi-parameter: not read by ${what}: ${unread.join(', ')}. tandem epi --list names what is.`);
  io.out(JSON.stringify(result));
  return 0;
}

async function fileText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`epi-file: ${file} cannot be read (${(error as { code?: string }).code}).`);
  }
}

async function besideFile(file: string): Promise<unknown> {
  try {
    return parsed(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UsageError(`epi-json: the input is no JSON (${(error as Error).message}).`);
  }
}
