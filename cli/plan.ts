import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { type Io, UsageError } from './io.ts';
import { negativesJoined } from './plan/options.ts';
import type { Answer } from './plan/planned.ts';

const HELP = `Usage: npx tandem plan <what> [file.yaml] [--json] [options]
Plans at least cost, as advice. Without a file: the example that ships (protocols/planning/), to copy.
  zones         levels of measures by area and week; teams, tests, beds and holds kept; a proven gap; when to ease
                  --gap g (default 0.001)  --plans n (1-20, default 5)  --worlds n (default 50)  --seed text
                  --simulate scenario (levels measured and best plans compared person by person, as in tandem simulate)  --lp file (last program)
  beds          admissions and beds ahead (CHIME)
  supplies      patients, tests, staff, supplies and drugs (WHO ESFT)      --tables folder
  tracers       where contact tracers prevent most
  epidemioptim  weekly on/off restrictions (Ile-de-France)
                  --hold weeks  --rounds n (of the search)  --worlds n (feedback planner in drawn worlds)  --seed text
Exit code 1 when no plan can be: what is short, and by how much, is said.
Examples
  npx tandem plan zones
  npx tandem plan beds hospital.yaml --json
  npx tandem plan epidemioptim --hold 4`;

/** `tandem plan`: least-cost plans and forecasts. */
export async function planCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: negativesJoined(args),
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      help: { type: 'boolean' },
      gap: { type: 'string' },
      plans: { type: 'string' },
      worlds: { type: 'string' },
      seed: { type: 'string' },
      lp: { type: 'string' },
      simulate: { type: 'string' },
      hold: { type: 'string' },
      rounds: { type: 'string' },
      tables: { type: 'string' },
    },
  });
  const [what, file, ...rest] = positionals;
  if (values.help || what === undefined) {
    (values.help ? io.out : io.err)(HELP);
    return values.help ? 0 : 2;
  }
  if (rest.length > 0) throw new UsageError(`plan-arguments: ${rest.join(' ')} too much. Give one file.`);
  const { planned, usage, fault } = await answerTo({ what, file, options: values });
  if (usage !== undefined) throw new UsageError(usage);
  if (!planned) {
    io.err(fault);
    return 1;
  }
  const text = values.json ? JSON.stringify(planned.result, null, 2) : planned.lines.join('\n');
  (planned.refused && !values.json ? io.err : io.out)(text);
  return planned.refused ? 1 : 0;
}

/** Plans in a thread of its own, so that Ctrl-C is heard. A fault with a name is an answer; any other is thrown. */
function answerTo(asked: object): Promise<Answer> {
  const worker = new Worker(new URL('./plan/plan.worker.ts', import.meta.url), { workerData: asked });
  return new Promise<Answer>((resolve, reject) => {
    const onInterrupt = (): void => {
      resolve({ fault: 'plan-cancelled: the plan was stopped. Nothing of it is kept; start it again.' });
      void worker.terminate();
    };
    process.once('SIGINT', onInterrupt);
    worker.once('exit', () => process.off('SIGINT', onInterrupt));
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
