import { drawPoisson } from '../../engines/surveillance/index.ts';
import type { Chance } from '../../kernel/chance.ts';
import { ancestorAt, isWithin } from '../../kernel/place.ts';
import { addDays, type Day, daysBetween } from '../../kernel/time.ts';
import type { Scene } from './scene.ts';

/** A source of the demo: what it is registered as, and what each of its places counts on a quiet day. */
export interface Source {
  id: string;
  kind: string;
  names: { zh: string; en: string };
  area: string;
  rhythm: 'day' | 'week';
  weekdays: number[];
  measure: 'count' | 'level';
  /** Mean of a quiet weekday by subject. */
  usual: Record<string, number>;
  places: string[];
  /** People who fall ill are counted this many days after onset (or before the report, by what they buy), so many each. */
  sees: { after: number; each: number };
  /** The last day it sends anything; then it is silent. */
  until?: number;
}

/** People who fall ill in a community on a day of the exercise. */
export type Ill = (community: string, n: number) => number;

/**
 * Stomach illness that has nothing to do with the outbreak, by place in the list: a school meal that turned out harmless, and one on the last evening that nobody has
 * looked at yet.
 */
const STOMACH = [
  { place: 4, n: 11, each: 16 },
  { place: 3, n: 14, each: 16 },
];

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const SCHOOL_DAYS = [1, 2, 3, 4, 5];
/** Share of a weekday's count, Monday to Sunday. */
const WEEK = [1.2, 1.08, 1, 1, 1.02, 0.9, 0.8];
const LEVEL = 40;
/** A Monday. */
const MONDAY = '1970-01-05';

/** The sources of the district over some of its communities, the outbreak's first. */
export function sourcesOf(scene: Scene, communities: string[]): Source[] {
  const { district, community, street } = scene.stage;
  const daily = { area: district, rhythm: 'day' as const, weekdays: EVERY_DAY, measure: 'count' as const };
  const streets = [...new Set(communities.map((path) => ancestorAt(path, 'street') ?? path))];
  const port = communities.at(-1) ?? community;
  return [
    {
      ...daily,
      id: 'fever-clinics',
      kind: 'fever-clinic',
      names: { zh: '福田区发热门诊', en: 'Futian fever clinics' },
      usual: { respiratory: 9 },
      places: communities,
      sees: { after: 1, each: 3 },
    },
    {
      ...daily,
      id: 'pharmacies',
      kind: 'pharmacy',
      names: { zh: '药店退热止泻药销售', en: 'Pharmacies: fever and stomach medicine' },
      usual: { respiratory: 14, gastroenteric: 6 },
      places: communities,
      sees: { after: 0, each: 3 },
    },
    {
      ...daily,
      id: 'schools',
      kind: 'school',
      names: { zh: '学校因病缺课', en: 'Schools: absence by illness' },
      weekdays: SCHOOL_DAYS,
      usual: { respiratory: 5, gastroenteric: 3 },
      places: communities.slice(0, 6),
      sees: { after: 1, each: 1 },
    },
    {
      ...daily,
      id: 'care-homes',
      kind: 'care-home',
      names: { zh: '养老机构健康监测', en: 'Care homes' },
      usual: { respiratory: 2 },
      places: communities.slice(1, 5),
      sees: { after: 2, each: 0.5 },
    },
    {
      ...daily,
      id: 'cdc-laboratory',
      kind: 'laboratory',
      names: { zh: '区疾控实验室', en: 'District CDC laboratory' },
      usual: { 'influenza-a': 5 },
      places: [district],
      sees: { after: 0, each: 0 },
    },
    {
      ...daily,
      id: 'hotline-12345',
      kind: 'hotline',
      names: { zh: '12345 热线就医咨询', en: '12345 hotline: calls about illness' },
      usual: { respiratory: 7 },
      places: streets,
      sees: { after: 1, each: 1 },
    },
    {
      ...daily,
      id: 'sewage-binhe',
      kind: 'sewage',
      names: { zh: '滨河水质净化厂污水监测', en: 'Binhe water works, sewage' },
      rhythm: 'week',
      weekdays: [1],
      measure: 'level',
      usual: { 'covid-19': LEVEL },
      places: [street],
      sees: { after: -1, each: 6 },
    },
    {
      ...daily,
      id: 'port-huanggang',
      kind: 'port',
      names: { zh: '皇岗口岸卫生检疫', en: 'Huanggang port health' },
      usual: { 'acute-fever': 3 },
      places: [port],
      sees: { after: 0, each: 0 },
      until: 11,
    },
  ];
}

/** Whether something comes from a source on a day. */
export const sends = (source: Source, n: number, day: Day): boolean =>
  n <= (source.until ?? Number.POSITIVE_INFINITY) && source.weekdays.includes(weekdayOf(day) + 1);

const weekdayOf = (day: Day): number => ((daysBetween(MONDAY, day) % 7) + 7) % 7;

/** What a place of a source counts on a day: drawn from its own mean, and those who fell ill. */
export function counted(
  source: Source,
  place: string,
  subject: string,
  { day, n, ill, chance }: { day: Day; n: number; ill: Ill; chance: Chance },
): number {
  const usual = (source.usual[subject] ?? 0) * (0.7 + 0.6 * chanceOfPlace(place));
  const stomach = STOMACH.find((each) => source.places[each.place] === place && each.n === n)?.each ?? 0;
  const near = subject === 'gastroenteric' ? stomach : ill(place, n - source.sees.after) * source.sees.each;
  if (source.measure === 'level') return Math.round(usual * (0.85 + 0.3 * chance.next()) + near);
  const week = source.weekdays.length < EVERY_DAY.length ? 1 : (WEEK[weekdayOf(day)] as number);
  return drawPoisson(chance, usual * week + near);
}

/** Places differ in size, always in the same way. */
const chanceOfPlace = (place: string): number => ((Number(place.slice(-3)) * 37) % 100) / 100;

/** Counts of `days` days up to a day, as one history. */
export function historyOf(scene: Scene, source: Source, last: Day, days: number): object {
  const steps = source.rhythm === 'week' ? Math.floor(days / 7) : days;
  const step = source.rhythm === 'week' ? 7 : 1;
  let end = last;
  while (source.rhythm === 'week' && !source.weekdays.includes(weekdayOf(end) + 1)) end = addDays(end, -1);
  const from = addDays(end, -(steps - 1) * step);
  return {
    channel: source.id,
    sending: `history to ${end}`,
    lines: source.places.flatMap((area) =>
      Object.keys(source.usual).map((subject) => {
        const chance = scene.chance(`history ${source.id} ${area} ${subject}`);
        const values = Array.from({ length: steps }, (_, i) => {
          const day = addDays(from, i * step);
          const value = counted(source, area, subject, { day, n: Number.NEGATIVE_INFINITY, ill: () => 0, chance });
          return source.rhythm === 'week' || source.weekdays.includes(weekdayOf(day) + 1) ? value : null;
        });
        return { area, subject, from, values };
      }),
    ),
  };
}

/** People who fall ill in and below an area. */
export const illIn =
  (cases: { path: string; onset: number }[]): Ill =>
  (place, n) =>
    cases.filter(({ path, onset }) => onset === n && isWithin(path, place)).length;
