import { bytesOf, makeCity, simulate } from '../../engines/simulation/index.ts';
import type { Plan } from '../simulation/prepare.ts';

/** One run in a process that holds nothing but the engine, for honest memory: a plan comes in as a message, its figures go out. */
export interface Measured {
  making: number;
  /** CPU seconds of the first run in the process, and of the second, when the code is compiled. */
  first: number;
  running: number;
  megabytes: number;
  bytesOfCity: number;
  infections: number;
  hash: string;
}

const seconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

process.on('message', ({ tables, text, disease, scenario }: Plan) => {
  const begun = process.cpuUsage();
  const city = makeCity(tables, text.city.people, text.city.seed);
  const making = seconds(begun);
  const start = process.cpuUsage();
  const { series, hash } = simulate(city, disease, scenario);
  const first = seconds(start);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const again = process.cpuUsage();
  const large = text.city.people > 2_000_000;
  if (!large && simulate(city, disease, scenario).hash !== hash) throw new Error('simulation-run: two runs differ.');
  const measured: Measured = {
    making,
    first,
    running: large ? first : seconds(again),
    megabytes,
    bytesOfCity: bytesOf(city),
    infections: series.infections.reduce((sum, n) => sum + n, 0),
    hash,
  };
  process.send?.(measured, () => process.disconnect());
});
