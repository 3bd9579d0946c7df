import { afterAll, expect, test } from 'vitest';
import { signalsCapability } from '../../capabilities/signals/capability.ts';
import { drawPoisson } from '../../engines/surveillance/index.ts';
import type { Row } from '../../kernel/capability.ts';
import { chanceFrom } from '../../kernel/chance.ts';
import { type RegisteredCommand, registryOf } from '../../kernel/registry.ts';
import { addDays } from '../../kernel/time.ts';
import { loadProtocols } from '../protocols.ts';
import { createThreads, pieceOf } from './threads.ts';

const library = await loadProtocols();
const command = registryOf([signalsCapability(library)]).commands.get('signals.WatchArea') as RegisteredCommand;
const TODAY = '2022-10-24';
const about = { today: TODAY, protocol: { library } };
const areas = Array.from({ length: 40 }, (_, i) => `cn.44.03.04.001.${String(i + 1).padStart(3, '0')}`);
const seriesIn = (area: string): Row[] => {
  const chance = chanceFrom(area);
  return ['fever-clinic', 'pharmacy', 'school'].map((kind) => {
    // two months with days that nothing came, an outbreak here and there
    const values = Array.from({ length: 200 }, (_, d) =>
      chance.next() < 0.05 ? null : drawPoisson(chance, d > 196 && area.endsWith('7') ? 30 : 6),
    );
    const first = addDays(TODAY, -199);
    const id = `${kind}|${area}|respiratory`;
    const about = { channel: kind, kind, level: 'community', subject: 'respiratory', measure: 'count', step: 'day' };
    return { id, area, ...about, feed: false, first, values, last: TODAY } as Row;
  });
};
const rows = new Map(areas.map((area) => [area, seriesIn(area)]));
const night = areas.map((area) => ({ command, input: { area, on: 'night' as const }, stream: `watchArea/${area}` }));
const found = async ({ input }: { input: { area: string } }) => ({ series: rows.get(input.area) ?? [] });
const here = await Promise.all(
  night.map(async (item) => pieceOf(command, item.input, { ...about, found: await found(item) })),
);
const inPlace = here.map((piece) => command.work?.does(piece.rows, piece.given));

const threads = createThreads(1);
afterAll(() => threads.stop());
/** Time for a thread to begin, so that it has its part. */
const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 20));
};

test('what another thread judges is what would be judged here, to the last digit', async () => {
  let done = 0;
  // named as what it counts: a thread finds the work by its name
  const judgeSubjects = (rows: any[], given: any) => {
    done++;
    return command.work?.does(rows, given);
  };
  const counted = { ...command, work: { ...command.work, does: judgeSubjects } } as RegisteredCommand;
  const items = night.map((item) => ({ ...item, command: counted }));
  // the first batch wakes the thread; the second finds it awake
  const first = await threads.spread(items, about, found);
  await until(() => threads.awake() === 1);
  for (const n of [39, 38]) await first.take(n, here[n] as (typeof here)[number]);
  done = 0;
  const spread = await threads.spread(items, about, found);
  const worked = [];
  for (const [n, piece] of here.entries()) worked.push(await spread.take(n, { ...piece, command: counted }));
  expect(worked).toEqual(inPlace);
  expect(done).toBeLessThan(areas.length);
  // a thread reads its own copy of the engines first, which takes a busy machine a while
}, 60_000);

test('rows that have changed since are judged again, and a handful is not handed over', async () => {
  const spread = await threads.spread(night, about, found);
  const last = here.at(-1) as (typeof here)[number];
  const changed = last.rows.map((row) => ({ ...row, values: [...(row as any).values.slice(0, -1), 99] }) as Row);
  expect(await spread.take(areas.length - 1, { ...last, rows: changed })).toEqual(
    command.work?.does(changed, last.given),
  );
  const few = await threads.spread(night.slice(0, 3), about, found);
  expect(await few.take(0, here[0] as (typeof here)[number])).toEqual(inPlace[0]);
});
