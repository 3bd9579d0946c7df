import { communities } from '../../../engines/dispatch/index.ts';
import { chanceFrom } from '../../../kernel/chance.ts';
import { type Figure, rounded } from '../figure.ts';
import { crew } from './crew.ts';
import type { Task } from './work.ts';

const stops = 50_000;
/** Most stops of a community, and seconds of processor for it. */
const most = 500;
const budget = 0.6;

/** A city's stops split by community and planned on two workers, by the clock on the wall. */
export async function cityInParts(): Promise<Figure> {
  const begun = performance.now();
  const chance = chanceFrom('city');
  const x = Float64Array.from({ length: stops }, () => chance.below(30_000));
  const y = Float64Array.from({ length: stops }, () => chance.below(30_000));
  const part = communities(x, y, most);
  const own: number[][] = [];
  part.forEach((p, stop) => {
    own[p] ??= [];
    own[p]!.push(stop);
  });
  const tasks = own.map(
    (some): Task => ({
      kind: 'part',
      seconds: budget,
      x: some.map((stop) => x[stop]!),
      y: some.map((stop) => y[stop]!),
    }),
  );
  const done = await crew(tasks, () => {});
  const seconds = (performance.now() - begun) / 1000;
  const unserved = done.reduce((sum, one) => sum + one.unserved, 0);
  const kilometres = done.reduce((sum, one) => sum + one.cost, 0);
  return {
    name: '50,000 stops by community on two workers',
    value: rounded(seconds, 1),
    unit: 's on the wall',
    limit: '120 s, nobody left out',
    holds: seconds <= 120 && unserved === 0,
    note: `${own.length} communities, ${unserved} left out, ${rounded(kilometres)} km, every plan checked`,
  };
}
