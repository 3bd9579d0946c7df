import { KIND } from './city/tables.ts';
import type { Controls } from './controls.ts';
import { uniform } from './draws.ts';
import { holdsOn, type Measure } from './measures.ts';
import type { Model } from './model.ts';

/** The measures of space and places in force today. Several at once: the stricter holds for stays, shares kept multiply. */
export function controlsOf(m: Model): Controls {
  const areas = m.city.areaCodes.length;
  const all: Controls = {
    any: false,
    home: undefined,
    keep: { community: undefined, work: undefined, school: undefined },
    shut: { work: undefined, school: undefined },
    travel: 0,
    breeding: undefined,
    kill: undefined,
  };
  const day = m.t - m.lead;
  m.scenario.measures.forEach((measure, index) => {
    if (!holdsOn(measure, day)) return;
    if (measure.kind === 'travel-limit') all.travel = Math.max(all.travel, measure.share);
    if (
      measure.kind !== 'closing' &&
      measure.kind !== 'stay-at-home' &&
      measure.kind !== 'distancing' &&
      measure.kind !== 'vector-control'
    )
      return;
    const where = areasOf(m, measure, index);
    if (!where) return;
    all.any = true;
    const higher = (list: Float32Array | undefined, share: number): Float32Array => {
      const made = list ?? new Float32Array(areas);
      for (const area of where) made[area] = Math.max(made[area]!, share);
      return made;
    };
    if (measure.kind === 'stay-at-home') all.home = higher(all.home, measure.compliance);
    if (measure.kind === 'closing') all.shut[measure.of] = higher(all.shut[measure.of], measure.share);
    if (measure.kind === 'vector-control') {
      all.breeding = higher(all.breeding, measure.share);
      all.kill = higher(all.kill, measure.kill ?? 0);
    }
    if (measure.kind === 'distancing')
      for (const setting of ['community', 'work', 'school'] as const) {
        const cut = measure[setting];
        if (cut === undefined) continue;
        all.keep[setting] ??= new Float32Array(areas).fill(1);
        for (const area of where) all.keep[setting][area]! *= 1 - cut;
      }
  });
  return all;
}

type LocalMeasure = Extract<Measure, { areas?: readonly string[] }>;

/** Areas where a local measure holds today; undefined: nowhere. Counts of reports are those up to yesterday. */
export function areasOf(m: Model, measure: LocalMeasure, index: number): number[] | undefined {
  const { city } = m;
  const named = measure.areas?.map((code) => city.areaCodes.indexOf(code)) ?? city.areaCodes.map((_, area) => area);
  const { when } = measure;
  if (!when) return named.length > 0 ? named : undefined;
  let until = m.calledUntil.get(index);
  if (!until) {
    until = new Int32Array(city.areaCodes.length).fill(-1);
    m.calledUntil.set(index, until);
  }
  const recent = new Int32Array(city.areaCodes.length);
  for (let day = Math.max(0, m.t - when.within); day < m.t; day++) {
    const reported = m.reportedIn[day]!;
    for (let area = 0; area < recent.length; area++) recent[area]! += reported[area]!;
  }
  const whole = when.city ? recent.reduce((sum, n) => sum + n, 0) : 0;
  for (const area of named) if ((when.city ? whole : recent[area]!) >= when.reported) until[area] = m.t + when.hold - 1;
  const found = named.filter((area) => until[area]! >= m.t);
  return found.length > 0 ? found : undefined;
}

/** The share of a contact away from home that closings, stays at home and distance leave today. */
export function closedFor(m: Model, controls: Controls, from: number, to: number, where: number): number {
  const { city } = m;
  const [a, b] = [city.area[from]!, city.area[to]!];
  if (controls.home && (staysHome(m, from, controls.home[a]!) || staysHome(m, to, controls.home[b]!))) return 0;
  if (where === 3) {
    const { community } = controls.keep;
    return community ? Math.sqrt(community[a]! * community[b]!) : 1;
  }
  const own = city.unit[from]!;
  const kind = city.unitKind[own]!;
  if (m.unitClosedUntil && Math.max(m.unitClosedUntil[own]!, m.unitClosedUntil[city.unit[to]!]!) >= m.t) return 0;
  if (kind === KIND.care) return 1;
  const name = kind === KIND.school ? 'school' : 'work';
  const place = city.unitPlace[own]!;
  const area = city.placeArea[place]!;
  const shut = controls.shut[name];
  if (shut && uniform(m.keys.closing, place) < shut[area]!) return 0;
  const keep = controls.keep[name];
  return keep ? keep[area]! : 1;
}

/** Does this person stay at home when a share is asked to? The same persons comply each day, and more of them when the share rises. */
export const staysHome = (m: Model, person: number, share: number): boolean =>
  share > 0 && uniform(m.keys.complyHome, person) < share;
