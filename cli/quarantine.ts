import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type HeldGroup, holdEffect, holdOptions, meanGeneration } from '../engines/planning/index.ts';
import { type Io, UsageError } from './io.ts';
import { columns, negativesJoined, numberOf } from './plan/options.ts';
import { readProblem } from './plan/read.ts';

const HELP = `Usage: npx tandem quarantine [options] [timing.yaml]
Transmission prevented by each length of quarantine, with and without a test, and per person-day held (Ashcroft 2021).
  --from d          a traced contact is held from day d after exposure (default 3)
  --travellers n    instead: travellers held from arrival, exposed on any day of a trip of n days
  --until d --test d    this rule alone: release on day d, tested on day d (those negative are released)
  --longest d       longest quarantine looked at (default 14)
  --delay d         days from test to result (default 1)
  --infected s      share of those held who are infected (default 0.1)
  --isolation d     day until which a positive is isolated (default 10)
  --json            results only
Examples
  npx tandem quarantine --from 3 --delay 1
  npx tandem quarantine --travellers 7 --until 7 --test 5`;

/** Days of a trip that are looked at one by one. */
const LONGEST_TRIP = 365;

const Timing = z.strictObject({
  shape: z.number(),
  scale: z.number(),
  missed: z.array(z.tuple([z.number(), z.number()])),
});

/** `tandem quarantine`: how long to hold whom. */
export async function quarantineCommand(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: negativesJoined(args),
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      travellers: { type: 'string' },
      until: { type: 'string' },
      test: { type: 'string' },
      longest: { type: 'string' },
      delay: { type: 'string' },
      infected: { type: 'string' },
      isolation: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    io.out(HELP);
    return 0;
  }
  if (positionals.length > 1)
    throw new UsageError(`quarantine-arguments: ${positionals.slice(1).join(' ')} too much. Give one file.`);
  const timing = await readProblem(positionals[0], 'quarantine.yaml', Timing);
  const trip = numberOf('travellers', values.travellers, undefined);
  if (trip !== undefined && (!Number.isInteger(trip) || trip < 0 || trip > LONGEST_TRIP))
    throw new UsageError(
      `quarantine-travellers: a trip of ${trip} days. Give a whole number of days from 0 to ${LONGEST_TRIP}.`,
    );
  const from = numberOf('from', values.from, trip === undefined ? 3 : 0);
  const group: HeldGroup = {
    exposures: trip === undefined ? [0] : Array.from({ length: trip + 1 }, (_, i) => -i),
    infected: numberOf('infected', values.infected, 0.1),
    isolatedUntil: numberOf('isolation', values.isolation, 10),
    of: trip === undefined ? 'all' : 'after-arrival',
  };
  const until = numberOf('until', values.until, undefined);
  if (until !== undefined) {
    const testOn = numberOf('test', values.test, undefined);
    const rule = { from, until, ...(testOn === undefined ? {} : { testOn }) };
    const effect = holdEffect(timing, rule, group);
    const { prevented, daysHeld } = effect;
    io.out(
      values.json
        ? JSON.stringify({ rule, ...effect }, null, 2)
        : `Held from day ${from} to ${until}${testOn === undefined ? '' : `, tested on day ${testOn}`}: ${(100 * prevented).toFixed(2)} % of transmission prevented, ${daysHeld.toFixed(2)} days held.`,
    );
    return 0;
  }
  const found = holdOptions(timing, group, {
    from,
    longest: numberOf('longest', values.longest, from + 11),
    delay: numberOf('delay', values.delay, 1),
  });
  const result = { meanGenerationDays: meanGeneration(timing), group, ...found };
  const table = found.options.map(({ rule, prevented, daysHeld, utility }) => [
    `${rule.testOn === undefined ? 'no test' : `test day ${rule.testOn}`}, release day ${rule.until}`,
    `${(100 * prevented).toFixed(2)} %`,
    daysHeld.toFixed(2),
    utility === null ? '-' : utility.toFixed(4),
  ]);
  io.out(
    values.json
      ? JSON.stringify(result, null, 2)
      : [
          ...columns([['rule', 'prevented', 'days held', 'prevented per day'], ...table]),
          '',
          `Most prevented per person-day held: ${found.best.rule.testOn === undefined ? 'no test' : `test on day ${found.best.rule.testOn}`}, release on day ${found.best.rule.until}.`,
          'Advice: the law in force and a person decide. Those not infected are most of those held.',
        ].join('\n'),
  );
  return 0;
}
