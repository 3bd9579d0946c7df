import { type Circles, circles, joinNeighbours, normalUpper, peaks } from '../../engines/surveillance/index.ts';
import type { PlacePath } from '../../kernel/place.ts';
import type { Day } from '../../kernel/time.ts';
import type { PlaceRow } from '../places/index.ts';
import type { Part } from './model.ts';
import type { WallRow } from './views-watch.ts';

/** Communities that lie beside each other and are odd in the same subject at the same time. */
export interface Cluster {
  subject: string;
  /** The middle first, then outwards. */
  places: PlacePath[];
  p: number;
  parts: Part[];
}

// not a rule: largest circle of neighbours that is tried
const MOST = 8;
/** Fewest communities that make neighbours. */
const FEWEST = 2;

const middle = ({ point, outline }: PlaceRow): [number, number] | undefined => {
  if (point || !outline || outline.length === 0) return point;
  const sum = outline.reduce(([x, y], [px, py]) => [x + px, y + py], [0, 0]);
  return [sum[0] / outline.length, sum[1] / outline.length];
};

/** Circles of neighbours around every community that has a place on the map. */
function around(places: readonly PlaceRow[]): { ids: PlacePath[]; held: Circles } {
  const known = places.flatMap((place) => {
    const at = middle(place);
    return at ? [{ id: place.id, at }] : [];
  });
  const sites = { x: known.map(({ at }) => at[0]), y: known.map(({ at }) => at[1]), coordinates: 'degrees' as const };
  return { ids: known.map(({ id }) => id), held: circles(sites, new Float64Array(known.length).fill(1), MOST) };
}

/**
 * Joins what the communities' own sources say on a day over neighbours (Stouffer in space), for every subject; clusters whose tail probability, with the
 * sizes tried counted (Bonferroni), lies below `alpha`, the least likely first. What the whole area shares is no cluster.
 */
export function clustersOf(wall: readonly WallRow[], places: readonly PlaceRow[], day: Day, alpha: number): Cluster[] {
  const bySubject = new Map<string, Map<PlacePath, WallRow>>();
  for (const row of wall) {
    if (row.day !== day) continue;
    const rows = bySubject.get(row.subject) ?? new Map<PlacePath, WallRow>();
    bySubject.set(row.subject, rows.set(row.area, row));
  }
  if (![...bySubject.values()].some((rows) => rows.size >= FEWEST)) return [];
  const { ids, held } = around(places);
  if (ids.length < FEWEST) return [];
  return [...bySubject]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([subject, rows]) => {
      const z = Float64Array.from(ids, (id) => rows.get(id)?.together ?? Number.NaN);
      const found = joinNeighbours(z, held, MOST);
      return peaks(found, held, 0).flatMap((centre): Cluster[] => {
        const { score, size } = found[centre] as { score: number; size: number };
        const p = Math.min(1, MOST * normalUpper(score));
        const start = held.start[centre] as number;
        const inside = Array.from(held.members.subarray(start, start + size), (i) => ids[i] as PlacePath).filter((id) =>
          rows.has(id),
        );
        if (p >= alpha || inside.length < FEWEST) return [];
        return [{ subject, places: inside, p, parts: partsOf(inside.map((id) => rows.get(id) as WallRow)) }];
      });
    })
    .sort((a, b) => a.p - b.p);
}

/** What the members' sources say, each with its share of the whole. */
function partsOf(rows: readonly WallRow[]): Part[] {
  const parts = rows.flatMap((row) =>
    row.parts.map((part) => ({ ...part, share: part.share * Math.max(0, row.together) })),
  );
  const all = parts.reduce((sum, { share }) => sum + share, 0);
  return parts
    .filter(({ share }) => share > 0)
    .map((part) => ({ ...part, share: part.share / all }))
    .sort((a, b) => b.share - a.share);
}
