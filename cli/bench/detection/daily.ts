import { DAILY, watch } from '../../../engines/surveillance/index.ts';
import { type Figure, percentile, rounded } from '../figure.ts';
import { numbersOf, rowsOf } from './golden.ts';
import { span } from './weekly-series.ts';

/** Seven years of 364 days; the last 343 days are watched. */
const WATCHED = 2205;

/** The daily benchmark of 16 signals (Noufaily et al. 2019): rate of false alarms, outbreaks found and how soon. */
export async function dailyGiven(): Promise<Figure[]> {
  const baseline = await numbersOf('daily_baseline.csv.gz');
  const outbreak = await numbersOf('daily_outbreak.csv.gz');
  const sizes = (await rowsOf('daily_series_meta.csv')).slice(1).map((row) => Number(row[3]));
  const found = new Map<number, number[]>();
  const delays: number[] = [];
  let alarms = 0;
  let days = 0;
  const started = process.cpuUsage();
  baseline.forEach((quiet, i) => {
    const calendar = { step: 'day', year: 364, weekday: 0 } as const;
    const sick = quiet.map((count, day) => count + outbreak[i]![day]!);
    const ends = span(outbreak[i]!);
    if (ends === null) throw new Error(`bench-daily: series ${i + 1} has no outbreak.`);
    for (const verdict of watch(quiet, calendar, WATCHED, DAILY)) {
      days += 1;
      alarms += verdict?.alarm ? 1 : 0;
    }
    const first = watch(sick, calendar, WATCHED, DAILY).findIndex(
      (each) => each?.alarm && each.position >= ends[0] && each.position <= ends[1],
    );
    if (first >= 0) delays.push(WATCHED + first - ends[0]);
    found.set(sizes[i]!, [...(found.get(sizes[i]!) ?? []), first >= 0 ? 1 : 0]);
  });
  const used = process.cpuUsage(started);
  const all = [...found.values()].flat();
  const share = (list: number[]): number => rounded((100 * list.reduce((sum, each) => sum + each, 0)) / list.length, 1);
  return [
    {
      name: 'daily, 128 series: outbreaks found',
      value: share(all),
      unit: '%',
      note: `by size ${[...found].map(([size, list]) => `${size}x ${share(list)} %`).join(', ')}; R's daily EARS C1 59.4 % at 2.3 % false alarms, C1 on 7-day sums 94.5 % at 8.2 %`,
    },
    { name: 'daily, 128 series: false alarms', value: rounded((100 * alarms) / days, 2), unit: '% of days' },
    {
      name: 'daily, 128 series: median delay where found',
      value: percentile(delays, 0.5),
      unit: 'days',
      note: `mean ${rounded(delays.reduce((sum, each) => sum + each, 0) / delays.length, 2)}; ${rounded((used.user + used.system) / 1e6, 1)} s CPU`,
    },
  ];
}
