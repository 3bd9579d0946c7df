import { modes } from '../../engines/dispatch/streets/modes.ts';
import { network } from '../../engines/dispatch/streets/network.ts';
import { travelBy } from '../../engines/dispatch/streets/travel.ts';
import type { Sheet } from './sheet.ts';

/** Metres a door may stand off the streets. */
const FARTHEST = 2000;

/** Times along the streets of a map, on foot and by car. Built once; throws `point-off-streets` for a place the map does not hold. */
export function streetsOf(extract: Parameters<typeof network>[0]): (points: Sheet['points']) => Sheet['streets'] {
  const built = { foot: network(extract, modes.walking), car: network(extract, modes.driving) };
  return (points) => {
    const places = points.map(([lat, lon]) => ({ lat, lon }));
    const of = (mode: keyof typeof built) => [...travelBy(built[mode], places, FARTHEST).travel.duration];
    return { size: points.length, foot: of('foot'), car: of('car') };
  };
}
