import {
  type LogLinearGrowth,
  logLinearGrowth,
  peakOf,
  splitGrowth,
  weekly,
} from '../../engines/surveillance/index.ts';
import type { Golden } from './golden.ts';
import { inPlace, isObject, jsonNumber, jsonNumbers, numbers, part, word } from './reading.ts';

/** incidence: { firstDate, daily, weekly, isoWeekly, peakWeek, fitWeeklyToPeak, fitOptimSplitWeekly }. */
export const matches = (golden: Golden): boolean =>
  typeof golden['firstDate'] === 'string' && Array.isArray(golden['daily']);

export function rerun(golden: Golden): Golden {
  const weeks = weekly(word(golden, 'firstDate'), numbers(golden, 'daily'));
  const peak = peakOf(weeks.counts);
  const outputs: Golden = { peakWeek: weeks.mondays[peak] };
  for (const key of ['weekly', 'isoWeekly'])
    if (isObject(golden[key])) outputs[key] = inPlace(golden[key], { dates: weeks.mondays, counts: weeks.counts });
  if (isObject(golden['fitWeeklyToPeak'])) {
    const before = weeks.counts.slice(0, peak);
    const first = before.findIndex((each) => each > 0);
    const fit = logLinearGrowth(
      before.map((_, i) => 7 * (i - first) + 3.5),
      before,
    );
    outputs['fitWeeklyToPeak'] = inPlace(part(golden, 'fitWeeklyToPeak'), {
      weeksUsed: before.length,
      ...growthOf(fit),
    });
  }
  if (isObject(golden['fitOptimSplitWeekly'])) {
    const { split, before, after, tried } = splitGrowth(weeks.counts, 7);
    outputs['fitOptimSplitWeekly'] = inPlace(part(golden, 'fitOptimSplitWeekly'), {
      split: weeks.mondays[split],
      r: jsonNumber(before.r),
      rAfter: jsonNumber(after.r),
      dfR2: jsonNumbers(tried.map(({ meanR2 }) => meanR2)),
      dfDates: tried.map(({ index }) => weeks.mondays[index]),
    });
  }
  return inPlace(golden, outputs);
}

function growthOf({ r, low, high, time, fitted }: LogLinearGrowth): Golden {
  const times = { value: jsonNumber(time.value), conf: jsonNumbers([time.low, time.high]) };
  return {
    r: jsonNumber(r),
    rConf: jsonNumbers([low, high]),
    doubling: time.of === 'doubling' ? times.value : null,
    doublingConf: time.of === 'doubling' ? times.conf : null,
    halving: time.of === 'halving' ? times.value : null,
    halvingConf: time.of === 'halving' ? times.conf : null,
    pred: fitted.map((each) => ({
      'dates.x': each.x,
      fit: each.fit,
      lwr: jsonNumber(each.low),
      upr: jsonNumber(each.high),
    })),
  };
}
