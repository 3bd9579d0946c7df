import type { Day, Instant } from '../kernel/time.ts';
import { language, locale } from './words.ts';

let cityZone = 'Asia/Shanghai';
/** All times on screens are the city's, wherever the reader sits. */
export const setZone = (zone: string): void => {
  cityZone = zone;
};
export const cityZoneNow = (): string => cityZone;

const formats = new Map<string, Intl.DateTimeFormat>();
function format(options: Intl.DateTimeFormatOptions, at: number, zone = cityZone): string {
  const key = `${locale()} ${zone} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone });
    formats.set(key, made);
  }
  return made.format(at);
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
const LOOKS = {
  short: { month: 'short', day: 'numeric', ...CLOCK },
  full: { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short', ...CLOCK },
  day: { month: 'short', day: 'numeric' },
  time: CLOCK,
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A moment on the city's clock: `23 Nov, 11:04` / `11月23日 11:04`; '–' for none. */
export const when = (at: Instant | null | undefined, look: keyof typeof LOOKS = 'short'): string =>
  at ? format(LOOKS[look], Date.parse(at)) : '–';

/** A calendar day: `23 Nov` / `11月23日`, with weekday and year when full. */
export const day = (value: Day | null | undefined, look: 'short' | 'full' = 'short'): string =>
  value
    ? format(
        look === 'full' ? { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' } : LOOKS.day,
        Date.parse(`${value}T00:00:00Z`),
        'UTC',
      )
    : '–';

/** Length of time in the two largest whole units that matter: `45 min`, `3 h`, `2 d 4 h`. */
export function length(ms: number): string {
  const zh = language() === 'zh';
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 60) return zh ? `${minutes} 分钟` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    const rest = hours < 6 ? minutes % 60 : 0;
    return zh ? `${hours} 小时${rest ? ` ${rest} 分` : ''}` : `${hours} h${rest ? ` ${rest} min` : ''}`;
  }
  const days = Math.floor(hours / 24);
  const rest = days < 4 ? hours % 24 : 0;
  return zh ? `${days} 天${rest ? ` ${rest} 小时` : ''}` : `${days} d${rest ? ` ${rest} h` : ''}`;
}

/** How far a due time is from `now` (give it `useNow()`): `in 3 h`, `2 h late`. */
export function until(at: Instant | null | undefined, now: Instant): string {
  if (!at) return '–';
  const ms = Date.parse(at) - Date.parse(now);
  if (Math.abs(ms) < 60_000) return language() === 'zh' ? '现在' : 'now';
  if (language() === 'zh') return ms > 0 ? `${length(ms)}后` : `超时 ${length(ms)}`;
  return ms > 0 ? `in ${length(ms)}` : `${length(ms)} late`;
}

/** How long ago something happened: `5 min ago` / `5 分钟前`. */
export function ago(at: Instant | null | undefined, now: Instant): string {
  if (!at) return '–';
  const ms = Date.parse(now) - Date.parse(at);
  if (ms < 60_000) return language() === 'zh' ? '刚刚' : 'just now';
  return language() === 'zh' ? `${length(ms)}前` : `${length(ms)} ago`;
}

const numbers = new Map<string, Intl.NumberFormat>();
/** A number by locale; `options` as Intl.NumberFormat. */
export function number(value: number | null | undefined, options: Intl.NumberFormatOptions = {}): string {
  if (value == null || Number.isNaN(value)) return '–';
  const key = `${locale()} ${JSON.stringify(options)}`;
  let made = numbers.get(key);
  if (!made) {
    made = new Intl.NumberFormat(locale(), options);
    numbers.set(key, made);
  }
  return made.format(value);
}
export const percent = (share: number | null | undefined, digits = 0): string =>
  number(share, { style: 'percent', maximumFractionDigits: digits });
