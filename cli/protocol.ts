import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { readDay } from '../kernel/time.ts';
import { sayPlan } from '../protocols/compare.ts';
import { type Change, diff } from '../protocols/diff.ts';
import { work } from '../protocols/examples.ts';
import { stayPlan } from '../protocols/plans.ts';
import { edition, lastDay, needsSignOff, valuesOn } from '../protocols/read.ts';
import type { Datum, ParamValue, ProtocolLibrary } from '../protocols/schema.ts';
import { loadExamples, loadProtocols } from '../server/protocols.ts';

export interface Io {
  out(text: string): void;
  err(text: string): void;
}

const USAGE = `tandem protocol <what> [--json] [--on YYYY-MM-DD]
  list           editions, their dates and how many values still need a signature
  show <id>      every value of an edition with clause and confidence
  diff <a> <b>   what b changes against a: stricter, looser, reworded, added, removed
  check          load everything and work the examples beside the protocols`;

/** `tandem protocol ...`. Returns the exit code: 0 fine, 1 a check failed or an edition is unknown, 2 wrong words. */
export async function protocolCommand(args: string[], io: Io): Promise<number> {
  const json = args.includes('--json');
  const onAt = args.indexOf('--on');
  const on = onAt < 0 ? undefined : args[onAt + 1];
  const words = args.filter((each, i) => each !== '--json' && !(onAt >= 0 && (i === onAt || i === onAt + 1)));
  if (onAt >= 0 && (on === undefined || readDay(on) === undefined)) {
    io.err(`--on "${on ?? ''}" is no day. Write YYYY-MM-DD.`);
    return 2;
  }
  const [what, first, second, ...rest] = words;
  if (rest.length > 0 || !fits(what, first, second)) {
    io.err(USAGE);
    return 2;
  }
  let library: ProtocolLibrary;
  try {
    library = await loadProtocols();
  } catch (fault) {
    io.err(fault instanceof Error ? fault.message : String(fault));
    return 1;
  }
  const print = (data: unknown, lines: () => string[]): void =>
    io.out(json ? JSON.stringify(data, null, 2) : lines().join('\n'));
  if (what === 'list') return list(library, print);
  if (what === 'check') return check(library, print);
  if (what === 'show') return show(library, first ?? '', on, print, io);
  return difference(library, first ?? '', second ?? '', print, io);
}

type Print = (data: unknown, lines: () => string[]) => void;

const fits = (what: string | undefined, first: string | undefined, second: string | undefined): boolean =>
  ((what === 'list' || what === 'check') && first === undefined) ||
  (what === 'show' && first !== undefined && second === undefined) ||
  (what === 'diff' && second !== undefined);

function list(library: ProtocolLibrary, print: Print): number {
  const rows = library.editions
    .map((each) => ({
      id: each.id,
      disease: each.disease,
      title: each.title,
      from: each.effectiveFrom,
      to: each.effectiveTo,
      basedOn: each.basedOn,
      docNo: each.docNo,
      values: valuesOn(each, lastDay(each)).length,
      unsigned: needsSignOff(each).length,
    }))
    .sort((a, b) => (a.disease + a.from < b.disease + b.from ? -1 : 1));
  print(rows, () => [
    ...rows.map(
      (row) =>
        `${row.id.padEnd(18)} ${row.from} - ${(row.to ?? '').padEnd(10)}  ${String(row.values).padStart(4)} values, ${row.unsigned} to sign  ${row.title.en} ${row.title.zh}`,
    ),
    `${library.clocks.length} clocks, ${library.requestClasses.length} request classes, ${library.authority.length} measures of law, ${library.basicNeeds.length} basic needs.`,
  ]);
  return 0;
}

function show(library: ProtocolLibrary, name: string, on: string | undefined, print: Print, io: Io): number {
  const found = edition(library, name);
  if (isRefusal(found)) return refused(found, io);
  const day = on ?? lastDay(found);
  if (day < found.effectiveFrom) {
    io.err(`${found.id} begins on ${found.effectiveFrom}; ${day} is before it.`);
    return 1;
  }
  const values = valuesOn(found, day);
  const plans = Object.keys(found.dictionary.personClasses).map((personClass) => ({
    personClass,
    plan: stayPlan(found, personClass, day),
  }));
  print({ id: found.id, day, chain: found.chain, values, plans: plans.filter((each) => !isRefusal(each.plan)) }, () => [
    `${found.title.en} ${found.title.zh}`,
    `${found.docNo}, ${found.issuer}. Read on ${day}; chain ${found.chain.join(' < ')}.`,
    '',
    ...plans.flatMap(({ personClass, plan }) =>
      isRefusal(plan) ? [] : [`  ${personClass.padEnd(24)} ${sayPlan(plan)}`],
    ),
    '',
    ...values.map(
      (value) =>
        `  [${value.confidence}] ${value.key.padEnd(46)} ${write(value.value, value.unit)}   ${value.clause} ${value.sources.join(' ')}${value.edition === found.id ? '' : ` (${value.edition})`}`,
    ),
  ]);
  return 0;
}

function difference(library: ProtocolLibrary, a: string, b: string, print: Print, io: Io): number {
  const before = edition(library, a);
  const after = edition(library, b);
  if (isRefusal(before)) return refused(before, io);
  if (isRefusal(after)) return refused(after, io);
  const outcome = diff(before, after);
  const count = (change: string): string =>
    `${outcome.changes.filter((each) => each.change === change).length} ${change}`;
  print(outcome, () => [
    `${before.id} (${outcome.days.before}) -> ${after.id} (${outcome.days.after}): ${['stricter', 'looser', 'reworded', 'added', 'removed'].map(count).join(', ')}`,
    '',
    ...outcome.stays.map(
      (each) =>
        `${each.change.padEnd(9)} stay of ${each.personClass}: ${each.daysBefore ?? 'unstated'} -> ${each.daysAfter ?? 'unstated'} days`,
    ),
    '',
    ...outcome.changes.map(line),
  ]);
  return 0;
}

const line = ({ key, change, before, after }: Change): string =>
  `${change.padEnd(9)} ${key}: ${side(before)} -> ${side(after)}`;
const side = (value: ParamValue | undefined): string =>
  value === undefined ? '(nothing)' : `${write(value.value, value.unit)} [${value.confidence}, ${value.clause}]`;

async function check(library: ProtocolLibrary, print: Print): Promise<number> {
  const outcomes = (await loadExamples()).flatMap(({ file, examples }) =>
    examples.map((example) => ({ file, ...work(example, library) })),
  );
  const failed = outcomes.filter((outcome) => !outcome.ok);
  print({ examples: outcomes.length, failed }, () => [
    ...failed.map(
      (outcome) =>
        `FAILED ${outcome.file}: ${outcome.name}\n  expected ${JSON.stringify(outcome.expected)}\n  found    ${JSON.stringify(outcome.found)}`,
    ),
    `${library.editions.length} editions load; ${outcomes.length - failed.length} of ${outcomes.length} worked examples hold.`,
  ]);
  return failed.length === 0 ? 0 : 1;
}

function refused(refusal: Refusal, io: Io): number {
  io.err(refusal.words.en);
  return 1;
}

/** A value in a few words. */
function write(value: Datum | null, unit: string | undefined): string {
  if (value === null) return 'no longer';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object') return value.en;
  return typeof value === 'number' && unit !== undefined ? `${value} ${unit}` : String(value);
}
