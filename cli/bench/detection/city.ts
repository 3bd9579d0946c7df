import {
  alias,
  type Circles,
  circles,
  drawGamma,
  drawNegativeBinomial,
  drawNormal,
  drawPoisson,
} from '../../../engines/surveillance/index.ts';
import { chanceFrom } from '../../../kernel/chance.ts';

/** As many areas as the pilot of China's early warning in space had counties, in 17 columns and 13 rows. */
const WIDE = 17;
const HIGH = 13;
export const AREAS = WIDE * HIGH;
export const LEARNT = 420;
export const DAYS = LEARNT + 180;
const OUTBREAKS = 12;
/** Areas an outbreak reaches; an infection falls on one of them with weight exp(-distance / 1.5 areas): people live, work and learn nearby. */
const REACH = 21;
const SPREAD = 1.5;
/** Its core, where an alarm is right. */
const CORE = 9;

/** What a channel sees: mean a day in an area of middle size, dispersion, share of infections it catches, days until it does, weekends. */
const CHANNELS = [
  { name: 'fever clinic', mean: 1.2, phi: 1.4, caught: 0.3, delay: 3, weekend: 0.7 },
  { name: 'pharmacy', mean: 4, phi: 2, caught: 0.4, delay: 2, weekend: 1.1 },
  { name: 'school absence', mean: 1.6, phi: 1.5, caught: 0.2, delay: 2, weekend: 0 },
  { name: 'laboratory', mean: 0.3, phi: 1.1, caught: 0.15, delay: 5, weekend: 0.6 },
];

export interface Outbreak {
  start: number;
  /** Last day on which it may still be found: three weeks after its start. */
  end: number;
  /** The nine areas around its middle, which hold most of its infections. */
  areas: number[];
}

export interface City {
  circles: Circles;
  channels: string[];
  /** counts[channel][area], by day. */
  counts: Float64Array[][];
  outbreaks: Outbreak[];
}

/**
 * A city of 221 areas with four channels: sizes differ (lognormal), means have a yearly wave, weekdays and a shock a day that all areas of a
 * channel share (weather, news), counts are negative binomial. Twelve outbreaks of about `infections` infections over two weeks and 21
 * neighbouring areas are added in the last 180 days.
 */
export function city(seed: string, infections: number): City {
  const chance = chanceFrom(seed);
  const x = Float64Array.from({ length: AREAS }, (_, i) => (i % WIDE) + 0.3 * (chance.next() - 0.5));
  const y = Float64Array.from({ length: AREAS }, (_, i) => Math.floor(i / WIDE) + 0.3 * (chance.next() - 0.5));
  const near = circles({ x, y, coordinates: 'plane' }, new Float64Array(AREAS).fill(1), REACH);
  const size = Float64Array.from({ length: AREAS }, () => Math.exp(0.5 * drawNormal(chance)));
  const counts = CHANNELS.map(({ mean, phi, weekend }) => {
    const shock = Float64Array.from({ length: DAYS }, () => Math.exp(0.05 * drawNormal(chance)));
    return Array.from(size, (factor) =>
      Float64Array.from({ length: DAYS }, (_, day) => {
        const wave = Math.exp(0.3 * Math.cos((2 * Math.PI * (day - 20)) / 365.25));
        const mu = mean * factor * wave * shock[day]! * (day % 7 > 4 ? weekend : 1);
        return drawNegativeBinomial(chance, mu / (phi - 1), mu);
      }),
    );
  });
  const outbreaks = Array.from({ length: OUTBREAKS }, () => {
    const start = LEARNT + chance.below(DAYS - LEARNT - 21);
    const centre = chance.below(AREAS);
    const first = near.start[centre]!;
    const areas = Array.from(near.members.subarray(first, first + REACH));
    const pull = areas.map((area) => Math.exp(-Math.hypot(x[area]! - x[centre]!, y[area]! - y[centre]!) / SPREAD));
    const where = alias(pull);
    const total = drawPoisson(chance, infections);
    for (let i = 0; i < total; i++) {
      const area = areas[where(chance)]!;
      const infected = start + Math.floor(drawGamma(chance, 4, 4 / 8));
      CHANNELS.forEach(({ caught, delay, weekend }, channel) => {
        const day = infected + drawPoisson(chance, delay);
        const open = weekend > 0 || day % 7 <= 4;
        if (chance.next() < caught && open && day < DAYS) counts[channel]![area]![day]! += 1;
      });
    }
    return { start, end: start + 21, areas: areas.slice(0, CORE) };
  });
  return { circles: near, channels: CHANNELS.map(({ name }) => name), counts, outbreaks };
}
