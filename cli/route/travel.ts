import { readStreets } from '../../adapters/osm/index.ts';
import { modes } from '../../engines/dispatch/streets/modes.ts';
import { network } from '../../engines/dispatch/streets/network.ts';
import { type Place, type TravelFound, travelBy, travelStraight } from '../../engines/dispatch/streets/travel.ts';
import { UsageError } from '../io.ts';

/** Metres a place may stand off the streets. */
const FARTHEST = 2000;
/** A place this many metres off is told. */
const FAR = 200;
const names: Record<string, keyof typeof modes> = {
  car: 'driving',
  driving: 'driving',
  bike: 'cycling',
  bicycle: 'cycling',
  cycling: 'cycling',
  foot: 'walking',
  walking: 'walking',
  pedestrian: 'walking',
};
/** km/h along the guessed way, for straight lines. */
const speeds = { driving: 30, cycling: 14, walking: 5 };

/** Travel between places for each profile a problem names: by the streets of an extract, or by straight lines that say they are. */
export async function travelOf(
  places: Place[],
  profiles: string[],
  map: string | undefined,
  say: (text: string) => void,
): Promise<TravelFound[]> {
  const extract = map === undefined ? undefined : await readStreets(map);
  return profiles.map((profile) => {
    const mode = names[profile];
    if (mode === undefined)
      throw new UsageError(
        `profile-unknown: "${profile}". One of ${Object.keys(names).join(', ')}, or give its matrix.`,
      );
    if (!extract) {
      say(
        `${profile}: no matrix and no --map, so times are straight lines at ${speeds[mode]} km/h, lengthened as ways usually are. They know of no river.`,
      );
      return travelStraight(places, speeds[mode]);
    }
    const found = travelBy(network(extract, modes[mode]), places, FARTHEST);
    const far = Array.from(found.off).filter((off) => off > FAR).length;
    if (far > 0)
      say(
        `${profile}: ${far} places stand more than ${FAR} m off the nearest street; the way to the street is not counted.`,
      );
    return found;
  });
}
