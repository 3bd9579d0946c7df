import { ancestorAt, type PlacePath } from '../../kernel/place.ts';
import type { Instant } from '../../kernel/time.ts';
import { type DutyRow, isLate, isLive } from '../duties/index.ts';

/** Late duties of one office. */
export interface Bottleneck {
  level: string;
  role: string;
  area: PlacePath;
  late: number;
  /** The longest overdue deadline. */
  since: Instant;
  /** Clocks that are late, most first. */
  clocks: { id: string; name: DutyRow['name']; late: number }[];
}

/** Where work is stuck: offices by their late duties, most first. */
export function bottlenecks(duties: readonly DutyRow[], now: Instant, most = 10): Bottleneck[] {
  const offices = new Map<string, Bottleneck>();
  for (const duty of duties) {
    if (!isLive(duty) || !isLate(duty, now)) continue;
    const { level, role, area } = duty.owner;
    const key = `${level} ${role} ${area}`;
    const office = offices.get(key) ?? { level, role, area, late: 0, since: duty.dueAt, clocks: [] };
    office.late++;
    if (duty.dueAt < office.since) office.since = duty.dueAt;
    const clock = office.clocks.find((each) => each.id === duty.clock);
    if (clock) clock.late++;
    else office.clocks.push({ id: duty.clock, name: duty.name, late: 1 });
    offices.set(key, office);
  }
  return [...offices.values()]
    .map((office) => ({ ...office, clocks: office.clocks.sort((a, b) => b.late - a.late) }))
    .sort((a, b) => b.late - a.late || (a.since < b.since ? -1 : 1))
    .slice(0, most);
}

/** What is wrong in one community. */
export interface WeakSpot {
  area: PlacePath;
  late: number;
  needs: number;
  silent: number;
  failed: number;
  care: number;
  score: number;
}

/** A silent household and care not promised weigh most: somebody may be in danger there. */
const WEIGHTS = { late: 1, needs: 1, failed: 1, silent: 5, care: 5 } as const;
type Kind = keyof typeof WEIGHTS;

/** The communities that need help first. Places of each fault in; counts by community out, worst first. */
export function weakSpots(found: Record<Kind, readonly PlacePath[]>, most = 10): WeakSpot[] {
  const spots = new Map<PlacePath, WeakSpot>();
  for (const kind of Object.keys(WEIGHTS) as Kind[]) {
    for (const path of found[kind]) {
      const area = ancestorAt(path, 'community') ?? path;
      const spot = spots.get(area) ?? { area, late: 0, needs: 0, silent: 0, failed: 0, care: 0, score: 0 };
      spot[kind]++;
      spot.score += WEIGHTS[kind];
      spots.set(area, spot);
    }
  }
  return [...spots.values()].sort((a, b) => b.score - a.score || (a.area < b.area ? -1 : 1)).slice(0, most);
}
