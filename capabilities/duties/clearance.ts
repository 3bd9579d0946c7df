import type { Role } from '../../kernel/actor.ts';
import { ancestorAt, isWithin, LEVELS, type Level, levelOf, type PlacePath } from '../../kernel/place.ts';
import { type Day, endOf, type Instant } from '../../kernel/time.ts';
import { isLive } from './fold.ts';
import type { ClearanceLine, DutyRow, Owner } from './model.ts';
import { clearingArea } from './views.ts';

/** Offices a matter climbs through, lowest first; no building or estate owns one. */
const OFFICES: readonly Level[] = ['community', 'street', 'district', 'city'];
const height = (level: Level): number => LEVELS.indexOf(level);

/** One level higher, never dropped: from the city on it comes before that level's headquarters. */
export function upward(owner: Owner): Owner {
  const level = OFFICES.find((office) => height(office) < height(owner.level)) ?? owner.level;
  const role: Role = height(level) <= height('city') ? 'hq' : 'officer';
  return { level, role, area: ancestorAt(owner.area, level) ?? owner.area };
}

/** The office at a level over an owner's area. */
export function upwardTo(from: Owner, level: Level): Owner {
  let owner = from;
  while (owner.level !== level) {
    const next = upward(owner);
    if (next.level === owner.level) break;
    owner = next;
  }
  return owner.level === level ? owner : { ...from, level };
}

/** True when the duty is cleared with this area: a district and what lies in it; a wider area only its own matters. */
export const clearedWith = (row: Pick<DutyRow, 'area'>, area: PlacePath): boolean =>
  height(levelOf(area)) < height('district') ? clearingArea(row.area) === area : isWithin(row.area, area);

/** Duties of a day: due by its 24:00 (or by now, while it lasts) and not done. */
export const dueOn = (row: DutyRow, day: Day, until: Instant, zone: string): boolean =>
  isLive(row) && row.dueAt <= until && row.dueAt <= endOf(day, zone);

/** What became of a duty that is not done. */
export function accounted(row: DutyRow, day: Day): ClearanceLine {
  const line = {
    duty: row.id,
    name: row.name,
    subject: row.subject,
    ...(row.about ? { about: row.about } : {}),
    area: row.area,
    owner: row.owner,
    dueAt: row.dueAt,
  };
  if (row.explained?.day === day) return { ...line, outcome: 'explained', reason: row.explained.reason };
  const last = row.handedOn.at(-1);
  if (last?.day === day) return { ...line, outcome: 'handed-on', reason: last.reason, to: last.to };
  return { ...line, outcome: 'unexplained', to: upward(row.owner) };
}

/** The sheet of a day before it is cleared: what is done, and what each open duty's owner still has to say. */
export function sheet(
  rows: readonly DutyRow[],
  area: PlacePath,
  day: Day,
  now: Instant,
  zone: string,
): { done: DutyRow[]; lines: ClearanceLine[] } {
  const here = rows.filter((row) => clearedWith(row, area));
  const lines = here.filter((row) => dueOn(row, day, now, zone)).map((row) => accounted(row, day));
  return { done: here.filter((row) => row.doneDay === day), lines: lines.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)) };
}
