import type { Finds } from '../../kernel/capability.ts';
import { ancestorAt, LEVELS } from '../../kernel/place.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import type { CarerRow, MemberRow } from '../crew/index.ts';
import type { PlaceRow } from '../places/index.ts';
import type { VisitRow } from '../visits/index.ts';
import type { Goer, Sheet, Task, Terms } from './sheet.ts';

/** A household and every place around it. */
export const around = (path: string): string[] => LEVELS.flatMap((level) => ancestorAt(path, level) ?? []).reverse();

/** What must be known of a visit to plan it. */
export const findsOf = (visit: string, household: string): Finds => ({
  visits: { view: 'visits.visits', ids: [visit] },
  places: { view: 'places.places', ids: around(household) },
  carers: { view: 'crew.carers', ids: [household] },
  cases: { view: 'cases.cases', within: household, where: { status: 'open' } },
  contacts: { view: 'contacts.contacts', within: household, where: { status: 'open' } },
});

export interface About {
  places: PlaceRow[];
  carers: CarerRow[];
  /** Open ones; of a case, `outcome` null while not recovered. */
  cases: { household?: string; outcome?: string | null }[];
  contacts: { household?: string }[];
}

/** The finest place around a path that is on the map. */
export function pointOf(places: PlaceRow[], path: string): [number, number] | undefined {
  for (const id of around(path)) {
    const point = places.find((place) => place.id === id)?.point;
    if (point) return [point[1], point[0]];
  }
  return undefined;
}

/** Index of a point in the sheet, added when new. */
export function indexIn(points: Sheet['points'], point: [number, number]): number {
  const known = points.findIndex(([lat, lon]) => lat === point[0] && lon === point[1]);
  return known >= 0 ? known : points.push(point) - 1;
}

/** A visit as a task. Its points are added to `points`. */
export function taskOf(row: VisitRow, about: About, points: Sheet['points']): Task | Refusal {
  const point = pointOf(about.places, row.household);
  const to = row.bringTo === null ? undefined : pointOf(about.places, row.bringTo);
  if (!point || (row.bringTo !== null && !to)) {
    const lost = point ? row.bringTo : row.household;
    return refuse('place-off-map', lost, {
      en: `${lost} and the places around it have no point on the map. Enter one.`,
      zh: `${lost} 及其上级地点均无坐标，请先补录。`,
    });
  }
  const ill = about.cases.some((each) => each.household === row.household && (each.outcome ?? null) === null);
  const near = about.contacts.some((each) => each.household === row.household);
  const carer = about.carers.find(({ id }) => id === row.household)?.member;
  return {
    visit: row.id,
    household: row.household,
    kind: row.kind,
    urgent: row.urgent,
    life: row.life,
    point: indexIn(points, point),
    ...(to ? { to: indexIn(points, to) } : {}),
    from: row.from,
    until: row.to,
    skills: [...row.skills, ...row.licences.map((code) => `licence:${code}`)],
    ...(carer ? { carer } : {}),
    group: ill ? 'positive' : near ? 'contact' : 'clean',
  };
}

/** Somebody on shift as a goer; undefined when not on the map. */
export function goerOf(
  row: MemberRow,
  places: PlaceRow[],
  points: Sheet['points'],
  terms: Terms,
  today: string,
): Goer | undefined {
  const point = pointOf(places, row.area);
  if (!point || !row.shiftSince || !row.shiftEndsAt) return undefined;
  const valid = row.licences.filter(({ expires }) => !expires || expires >= today).map(({ code }) => code);
  return {
    id: row.id,
    name: row.name,
    mode: valid.includes(terms.licence) ? 'car' : 'foot',
    point: indexIn(points, point),
    area: row.area,
    from: row.shiftSince as Instant,
    to: row.shiftEndsAt,
    skills: [...row.skills, ...valid.map((code) => `licence:${code}`)],
    cap: row.cap,
  };
}
