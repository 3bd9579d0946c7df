import type { Words } from './refusal.ts';
import { type Day, type Instant, wallClock } from './time.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day as a notice says it: `5 Nov 2022`, `2022年11月5日`. */
export function dayWords(day: Day): Words {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return { en: `${date} ${MONTHS[month - 1]} ${year}`, zh: `${year}年${month}月${date}日` };
}

/** A moment as a notice says it, on the wall clock of a zone: `5 Nov 2022, 17:11`, `2022年11月5日 17:11`. */
export function momentWords(at: Instant, zone: string): Words {
  const [day, time] = wallClock(at, zone).split(' ') as [Day, string];
  const { en, zh } = dayWords(day);
  return { en: `${en}, ${time}`, zh: `${zh} ${time}` };
}
