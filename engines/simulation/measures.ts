import type { City } from './city/city.ts';
import { areaOf } from './city/city.ts';
import { checkSpan } from './events.ts';

/** When a measure holds: days counted from 0, both included; with `areas` only there; with `when` only while reports call for it. */
interface Span {
  from?: number;
  to?: number;
}
interface Local extends Span {
  areas?: readonly string[];
  /** Holds in an area for `hold` days after at least `reported` cases were reported there within `within` days. `city` counts the whole city. */
  when?: { reported: number; within: number; hold: number; city?: boolean };
}
/** `effect`: the share of a held person's contacts away from home that stop. At a facility those at home stop too. */
interface Hold extends Span {
  compliance: number;
  effect: number;
  where: 'home' | 'facility';
  /** Places in facilities; who finds none stays at home. */
  places?: number;
}

export type Measure =
  | ({
      kind: 'testing';
      /** Share of the ill who seek a test, after so many days, if the measure holds then. */
      seeks: number;
      delay: number;
      resultDelay: number;
      /** Tests a day; who comes later waits, and goes home after `patience` days. */
      perDay: number;
      patience?: number;
      /** Tests a day taken by people who are ill with something else. */
      others?: number;
    } & Span)
  | ({ kind: 'screening'; every: number; share: number; perDay: number; resultDelay: number } & Local)
  | ({
      kind: 'isolation';
      days: number /** Share of the ill who isolate before any test. */;
      onSymptoms?: number;
    } & Hold)
  | ({
      kind: 'tracing';
      /** Days from the result to the call; days looked back before the result. */
      delay: number;
      back: number;
      /** Interviews a day; who is not called within 7 days is not called any more. */
      perDay: number;
      found: { household: number; unit: number; community: number };
      /** Contacts are tested so many days after they are found; absent: never. */
      testAfter?: number;
    } & Span)
  | ({ kind: 'quarantine'; days: number } & Hold)
  | ({ kind: 'vaccination'; perDay: number; accept: number; minAge?: number; maxAge?: number } & Span)
  | ({ kind: 'closing'; of: 'school' | 'work'; share: number } & Local)
  | ({ kind: 'class-closing'; of: 'school' | 'work' | 'care'; cases: number; within: number; days: number } & Span)
  | ({ kind: 'stay-at-home'; compliance: number } & Local)
  | ({ kind: 'distancing'; community?: number; work?: number; school?: number } & Local)
  | ({ kind: 'travel-limit'; share: number } & Span)
  | ({
      kind: 'vector-control';
      share: number /** Share of grown mosquitoes killed on each day it holds. */;
      kill?: number;
    } & Local);

export type MeasureOf<K extends Measure['kind']> = Extract<Measure, { kind: K }>;
export const KINDS_OF_MEASURE = [
  ...[
    'testing',
    'screening',
    'isolation',
    'tracing',
    'quarantine',
    'vaccination',
    'closing',
    'class-closing',
    'stay-at-home',
  ],
  ...['distancing', 'travel-limit', 'vector-control'],
] as readonly Measure['kind'][];

const SHARES = [
  'seeks',
  'share',
  'compliance',
  'effect',
  'onSymptoms',
  'accept',
  'community',
  'work',
  'school',
  'kill',
];
const NUMBERS = ['perDay', 'others', 'places', 'cases'];
const SPANS = ['delay', 'resultDelay', 'back', 'testAfter', 'days', 'within', 'patience'];

/** Throws the first fault of a measure by name. */
export function checkMeasure(measure: Measure, city: City): void {
  const fault = (what: string, todo: string): Error =>
    new Error(`simulation-measure: ${measure.kind} ${what}. ${todo}`);
  if (!KINDS_OF_MEASURE.includes(measure.kind)) throw fault('is no measure', `One of ${KINDS_OF_MEASURE.join(', ')}.`);
  const { from = 0, to = from } = measure;
  if (!(from >= 0 && to >= from)) throw fault(`holds from day ${from} to ${to}`, 'Let it end after it begins.');
  const flat: [string, unknown][] = Object.entries(measure).flatMap(([key, value]) =>
    key === 'found'
      ? Object.entries(value as Record<string, number>).map(([k, v]) => [k, v] as [string, unknown])
      : [[key, value] as [string, unknown]],
  );
  const found = measure.kind === 'tracing' ? ['household', 'unit'] : [];
  for (const [key, value] of flat) {
    if ([...SHARES, ...found].includes(key) && !(typeof value === 'number' && value >= 0 && value <= 1))
      throw fault(`has ${key} ${String(value)}`, 'Give a share from 0 to 1.');
    if (NUMBERS.includes(key) && !(typeof value === 'number' && value >= 0))
      throw fault(`has ${key} ${String(value)}`, 'Give a number of 0 or more.');
    if (SPANS.includes(key)) checkSpan(`${key} of ${measure.kind}`, value as number);
  }
  if (measure.kind === 'screening' && !(measure.every >= 1))
    throw fault(`comes every ${measure.every} days`, 'Give at least 1.');
  if ((measure.kind === 'testing' || measure.kind === 'screening') && measure.resultDelay < 1)
    throw fault('gives results on the day itself', 'Give resultDelay of at least 1: a day is the smallest step.');
  if ('areas' in measure) for (const code of measure.areas ?? []) areaOf(city, code);
  if ('when' in measure && measure.when) {
    const { reported, within, hold } = measure.when;
    if (!(reported >= 0)) throw fault(`waits for ${reported} cases`, 'Give 0 or more.');
    checkSpan('within', within);
    checkSpan('hold', hold);
  }
}

/** Does the measure's span hold on the day? */
export const holdsOn = ({ from = 0, to = Number.POSITIVE_INFINITY }: Span, day: number): boolean =>
  from <= day && day <= to;

/** The first measure of a kind that holds on the day. */
export function inForce<K extends Measure['kind']>(
  measures: readonly Measure[],
  kind: K,
  day: number,
): MeasureOf<K> | undefined {
  return measures.find((each): each is MeasureOf<K> => each.kind === kind && holdsOn(each, day));
}
