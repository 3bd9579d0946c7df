import { checkEvents, type Events } from './knox.ts';

export interface EmergingCluster {
  /** The statistic after each event. */
  statistic: Float64Array;
  /** First event whose statistic is above the threshold, and the event in the middle of the cluster; -1 without alarm. */
  alarm: number;
  centre: number;
}

/**
 * Watches points for an emerging cluster (Assuncao & Correa 2009). Event k opens a cylinder of `radius` from its time on;
 * after event n it holds N(k, n) events against mu = (events within the radius so far) x (events since k) / n expected,
 * and its likelihood ratio is (1 + epsilon)^N exp(-epsilon mu). The statistic is their sum over k (Shiryaev and Roberts;
 * mean time between false alarms at least the threshold) or, with `largest`, their maximum. Events in order of time.
 */
export function emergingCluster(
  events: Events,
  radius: number,
  epsilon: number,
  threshold: number,
  largest = false,
): EmergingCluster {
  checkEvents(events);
  const { time, x, y } = events;
  const n = time.length;
  const inside = new Float64Array(n);
  const around = new Float64Array(n);
  const statistic = new Float64Array(n);
  let alarm = -1;
  let centre = -1;
  for (let now = 0; now < n; now++) {
    if (now > 0 && time[now]! < time[now - 1]!)
      throw new Error(`points-order: event ${now} comes before event ${now - 1}. Sort the events by time.`);
    let best = -1;
    let bestRatio = 0;
    for (let k = 0; k <= now; k++) {
      if (Math.hypot(x[now]! - x[k]!, y[now]! - y[k]!) <= radius) {
        inside[k]! += 1;
        around[k]! += 1;
        if (k < now) around[now]! += 1;
      }
    }
    for (let k = 0; k <= now; k++) {
      const mu = (around[k]! * (now - k + 1)) / (now + 1);
      const ratio = Math.exp(inside[k]! * Math.log1p(epsilon) - epsilon * mu);
      statistic[now] = largest ? Math.max(statistic[now]!, ratio) : statistic[now]! + ratio;
      if (ratio > bestRatio) {
        best = k;
        bestRatio = ratio;
      }
    }
    if (alarm < 0 && statistic[now]! > threshold) {
      alarm = now;
      centre = best;
    }
  }
  return { statistic, alarm, centre };
}
