import { ancestorAt, codeOf, isPlacePath, isWithin, pathOfCode } from '../../kernel/place.ts';
import type { CityPort } from '../../kernel/port.ts';
import type { Near } from './translate.ts';
import type { Location } from './translate-asked.ts';

interface Known {
  id: string;
  names: { zh: string; en: string };
  point?: [number, number];
}

/** Farther than this from every community's point, a position is only known to be the city's. */
const NEAR_KM = 5;
/** Registered places change rarely. */
const KEEP_MS = 60_000;

/** Finds places by position, address or code, among the communities registered in the city. */
export function createGazetteer(area: string) {
  let known: Known[] = [];
  let byId = new Map<string, Known>();
  let at = Number.NEGATIVE_INFINITY;
  async function communities(city: CityPort): Promise<Known[]> {
    const now = Date.parse(city.now());
    if (now - at > KEEP_MS) {
      known = (await city.look({
        view: 'places.places',
        within: area,
        where: { level: 'community' },
        limit: 50_000,
      })) as unknown as Known[];
      byId = new Map(known.map((place) => [place.id, place]));
      at = now;
    }
    return known;
  }
  return {
    /** Place path; the city itself when nothing finer is known; undefined for an address_id that is none of ours. */
    async find({ point, address, addressId }: Location, city: CityPort): Promise<string | undefined> {
      if (addressId) {
        const path = pathOfCode(addressId) ?? (isPlacePath(addressId) ? addressId : undefined);
        return path && isWithin(path, area) ? path : undefined;
      }
      const places = await communities(city);
      if (point) {
        const nearest = places
          .filter((place) => place.point)
          .map((place) => ({ id: place.id, km: kilometres(point, place.point as [number, number]) }))
          .sort((a, b) => a.km - b.km)[0];
        if (nearest && nearest.km <= NEAR_KM) return nearest.id;
      }
      const text = address?.toLowerCase() ?? '';
      const named = places.filter(
        (place) => text.includes(place.names.zh.toLowerCase()) || text.includes(place.names.en.toLowerCase()),
      );
      return named.sort((a, b) => b.names.zh.length - a.names.zh.length)[0]?.id ?? area;
    },
    /** Name and code of the community a public row lies in. */
    async near(areas: string[], city: CityPort): Promise<Near[]> {
      await communities(city);
      return areas.map((path) => {
        const place = byId.get(ancestorAt(path, 'community') ?? path);
        return { address: place ? `${place.names.zh} ${place.names.en}` : null, addressId: codeOf(path) || null };
      });
    },
  };
}

/** Great circle on a sphere of 6,371 km. */
function kilometres([lonA, latA]: [number, number], [lonB, latB]: [number, number]): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const h =
    Math.sin(rad(latB - latA) / 2) ** 2 +
    Math.cos(rad(latA)) * Math.cos(rad(latB)) * Math.sin(rad(lonB - lonA) / 2) ** 2;
  return 12_742 * Math.asin(Math.sqrt(h));
}
