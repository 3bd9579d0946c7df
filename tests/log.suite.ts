import { eventHash } from '../kernel/chain.ts';
import type { Pending } from '../kernel/event.ts';
import { type EventLog, isConflict, type Linked } from '../kernel/log.ts';

/**
 * How every event log behaves. Runner-agnostic: each case gets an empty log and throws when it does not hold, so that the
 * same cases run under Vitest (memory, PostgreSQL) and in a browser page (IndexedDB).
 */
export interface LogCase {
  name: string;
  holds(log: EventLog): Promise<void>;
}

const AT = '2022-11-08T01:00:00.000Z';

const pending = (command: string, more: Partial<Pending> = {}): Pending => ({
  id: `${command}:0`,
  stream: 'case/c1',
  type: 'cases.CaseReported',
  data: { n: 1, zh: '甲', list: [3, { b: 1, a: 2 }] },
  area: 'cn.44',
  purpose: 'control',
  actor: { id: 'a', name: 'A', role: 'investigator', org: { id: 'o', name: 'O', level: 'district' } },
  happenedAt: AT,
  command,
  ...more,
});

function same(actual: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

async function written(log: EventLog, stream: string, expected: number, events: Pending[]): Promise<Linked[]> {
  const outcome = await log.append([{ stream, expected, events }], AT);
  if (isConflict(outcome)) throw new Error(`unexpected conflict on ${outcome.conflict}`);
  return outcome;
}

export const logCases: LogCase[] = [
  {
    name: 'events come back as they were written, in order',
    async holds(log) {
      await written(log, 'case/c1', 0, [
        pending('k1'),
        pending('k1', { id: 'k1:1', type: 'cases.CaseClassified', edition: 'E-1', cause: 'x', exercise: true }),
      ]);
      const read = await log.readStream('case/c1');
      same(
        read.map((event) => [event.version, event.seq, event.type]),
        [
          [1, 1, 'cases.CaseReported'],
          [2, 2, 'cases.CaseClassified'],
        ],
        'stream',
      );
      same((read[0] as Linked).data.list[1].a, 2, 'data');
      same(
        [read[1]?.edition, read[1]?.cause, read[1]?.exercise, read[0]?.edition],
        ['E-1', 'x', true, undefined],
        'optional fields',
      );
      same((await log.readStream('case/c1', 2)).length, 1, 'from a version');
    },
  },
  {
    name: 'a writer that expects another version gets a conflict and nothing is written',
    async holds(log) {
      await written(log, 'case/c1', 0, [pending('k1')]);
      same(
        await log.append([{ stream: 'case/c1', expected: 0, events: [pending('k2')] }], AT),
        { conflict: 'case/c1', expected: 0, actual: 1 },
        'conflict',
      );
      same(await log.head(), 1, 'head');
    },
  },
  {
    name: 'appends to several streams are all or none',
    async holds(log) {
      await written(log, 'case/c1', 0, [pending('k1')]);
      const outcome = await log.append(
        [
          { stream: 'stay/s1', expected: 0, events: [pending('k2', { stream: 'stay/s1' })] },
          { stream: 'case/c1', expected: 7, events: [pending('k2', { id: 'k2:1' })] },
        ],
        AT,
      );
      same(isConflict(outcome), true, 'conflict');
      same((await log.readStream('stay/s1')).length, 0, 'first stream');
      same(await log.head(), 1, 'head');
    },
  },
  {
    name: 'a repeated command returns what it did the first time',
    async holds(log) {
      const first = await written(log, 'case/c1', 0, [pending('k1')]);
      const again = await written(log, 'case/c1', 1, [pending('k1')]);
      same(
        again.map((event) => event.hash),
        first.map((event) => event.hash),
        'repeat',
      );
      same(await log.head(), 1, 'head');
      same((await log.ofCommand('k1')).length, 1, 'of command');
    },
  },
  {
    name: 'each stream is a chain of hashes that anybody can recompute',
    async holds(log) {
      const [a, b] = await written(log, 'case/c1', 0, [pending('k1'), pending('k1', { id: 'k1:1' })]);
      const [other] = await written(log, 'case/c2', 0, [pending('k2', { stream: 'case/c2' })]);
      const recomputed = (event: Linked | undefined, previous: string) => {
        const { hash: _hash, dataHash: _dataHash, ...rest } = event as Linked;
        return eventHash(rest, previous);
      };
      same(a?.hash, recomputed(a, ''), 'first');
      same(b?.hash, recomputed(b, a?.hash ?? ''), 'second');
      same(other?.hash, recomputed(other, ''), 'other stream');
    },
  },
  {
    name: 'the whole log is read in pages without a gap',
    async holds(log) {
      for (let n = 0; n < 7; n++) await written(log, `case/c${n}`, 0, [pending(`k${n}`, { stream: `case/c${n}` })]);
      const pages = [await log.readAll(0, 3), await log.readAll(3, 3), await log.readAll(6, 3)];
      same(
        pages.flat().map((event) => event.seq),
        [1, 2, 3, 4, 5, 6, 7],
        'pages',
      );
    },
  },
  {
    name: 'a day is anchored once, and the next day continues it',
    async holds(log) {
      await written(log, 'case/c1', 0, [pending('k1')]);
      const first = await log.anchor('2022-11-08', '2022-11-08T16:00:00.000Z');
      same(await log.anchor('2022-11-08', '2022-11-08T16:00:00.000Z'), first, 'repeat');
      await written(log, 'case/c1', 1, [pending('k2')]);
      const second = await log.anchor('2022-11-09', '2022-11-09T16:00:00.000Z');
      same([first.seq, second.seq, first.hash === second.hash], [1, 2, false], 'anchors');
      same(
        (await log.anchors()).map((anchor) => anchor.day),
        ['2022-11-08', '2022-11-09'],
        'list',
      );
    },
  },
  {
    name: 'two writers of one stream: one is written, the other sees a conflict',
    async holds(log) {
      const outcomes = await Promise.all(
        ['k1', 'k2'].map((command) => log.append([{ stream: 'case/c1', expected: 0, events: [pending(command)] }], AT)),
      );
      same(outcomes.filter(isConflict).length, 1, 'conflicts');
      same(await log.head(), 1, 'head');
    },
  },
];
