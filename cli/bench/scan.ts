import {
  alias,
  allWindows,
  liveWindows,
  type ScanResult,
  type ScanSetting,
  scan,
} from '../../engines/surveillance/index.ts';
import { type Chance, chanceFrom } from '../../kernel/chance.ts';
import { type Figure, rounded } from './figure.ts';

/** Cases a place and day of the simulated cities that SaTScan was timed on. */
const RATE = 0.19;

/** A city of places in 20 x 20 km with a cluster in its last days, as in the data SaTScan was timed on. */
function simulated(
  places: number,
  steps: number,
  chance: Chance,
): Pick<ScanSetting, 'sites' | 'steps' | 'cases' | 'model'> {
  const x = Float64Array.from({ length: places }, () => chance.next() * 20);
  const y = Float64Array.from({ length: places }, () => chance.next() * 20);
  const people = Float64Array.from({ length: places }, () => 2000 + chance.below(8000));
  const anywhere = alias(people);
  const cases = new Int32Array(places * steps);
  for (let i = 0; i < places * steps * RATE; i++) cases[anywhere(chance) * steps + chance.below(steps)]! += 1;
  for (let place = 0; place < places; place++)
    if (Math.hypot(x[place]! - 6, y[place]! - 13) < 2)
      for (let day = steps - 5; day < steps; day++) if (chance.next() < 2 * RATE) cases[place * steps + day]! += 1;
  const step = new Float64Array(steps).fill(1);
  return {
    sites: { x, y, coordinates: 'plane' },
    steps,
    cases,
    model: { kind: 'poisson', expected: { kind: 'product', place: people, step } },
  };
}

function timed(setting: ScanSetting): { result: ScanResult; seconds: number } {
  const started = process.cpuUsage();
  const result = scan(setting);
  const used = process.cpuUsage(started);
  return { result, seconds: (used.user + used.system) / 1e6 };
}

/** The clusters that matter: those with a Monte Carlo or Gumbel p-value of at most 5 %, in words. */
const significant = ({ clusters }: ScanResult): string =>
  clusters
    .filter((each) => (each.gumbelP ?? each.p ?? 1) <= 0.05)
    .map((each) => `${each.centre}/${each.places.length}/${each.from}`)
    .join(' ');

/** Space-time scans: SaTScan's work in full, and the same clusters by shorter ways. */
export async function scanning(): Promise<Figure[]> {
  const base = simulated(1000, 56, chanceFrom('scan bench'));
  const live = { windows: liveWindows(56, 14), share: 0.5, rates: 'high' as const, fewest: 2, seed: 'bench' };
  const full = timed({ ...base, ...live, replicates: 999 });
  const pruned = timed({ ...base, ...live, replicates: 999, prune: true });
  const fast = timed({ ...base, ...live, replicates: 99, stopAfter: 50, prune: true });
  const counties = simulated(32, 19, chanceFrom('counties'));
  const retrospective = timed({ ...counties, ...live, windows: allWindows(19, 9), replicates: 999 });
  const equal = pruned.result.simulated.every((value, i) => value === full.result.simulated[i]);
  return [
    {
      name: 'scan: 1,000 places x 56 days x 999 replicates, equal work',
      value: rounded(full.seconds, 1),
      unit: 's CPU',
      limit: 'at most 33.6, SaTScan 10.3.2 on one thread of a 2-core machine',
      holds: full.seconds <= 33.6,
    },
    {
      name: 'scan: the same pruned',
      value: rounded(pruned.seconds, 1),
      unit: 's CPU',
      limit: 'the same 999 maxima to the last digit',
      holds: equal,
    },
    {
      name: 'scan: the same clusters with early stop, pruning and Gumbel p-values',
      value: rounded(fast.seconds, 1),
      unit: 's CPU',
      limit: 'at most 3, the same significant clusters',
      holds: fast.seconds <= 3 && significant(fast.result) === significant(full.result),
      note: `most likely cluster: p ${full.result.clusters[0]?.p} by 999 replicates, ${rounded(fast.result.clusters[0]?.gumbelP ?? 1, 5)} by the fit to ${fast.result.simulated.length}`,
    },
    {
      name: 'scan: 32 counties x 19 years, retrospective, 999 replicates',
      value: rounded(retrospective.seconds, 2),
      unit: 's CPU',
      note: 'SaTScan on New Mexico 0.37 s',
    },
  ];
}
