import { parseArgs } from 'node:util';
import { type Io, UsageError } from './io.ts';
import { negativesJoined } from './plan/options.ts';
import type { Planned } from './plan/planned.ts';

const HELP = `Usage: tandem plan <what> [file.yaml] [--json] [options]
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
  tandem plan zones
  tandem plan beds hospital.yaml --json
  tandem plan epidemioptim --hold 4`;

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
  const planned = await work(what, file, values);
  const text = values.json ? JSON.stringify(planned.result, null, 2) : planned.lines.join('\n');
  (planned.refused && !values.json ? io.err : io.out)(text);
  return planned.refused ? 1 : 0;
}

type Options = Partial<
  Record<'gap' | 'plans' | 'worlds' | 'seed' | 'lp' | 'simulate' | 'hold' | 'rounds' | 'tables', string>
>;

async function work(what: string, file: string | undefined, options: Options): Promise<Planned> {
  if (what === 'zones') return (await import('./plan/zones.ts')).planZoneFile(file, options);
  if (what === 'beds') return (await import('./plan/beds.ts')).planBeds(file);
  if (what === 'supplies') return (await import('./plan/supplies.ts')).planSupplies(file, options.tables);
  if (what === 'tracers') return (await import('./plan/tracers.ts')).planTracers(file);
  if (what === 'epidemioptim') return (await import('./plan/pulses.ts')).planPulses(file, options);
  throw new UsageError(`plan-unknown: ${what}. One of zones, beds, supplies, tracers, epidemioptim.`);
}
