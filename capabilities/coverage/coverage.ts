import { isWithin, type PlacePath, parentOf } from '../../kernel/place.ts';
import type { PlaceRow } from '../places/index.ts';
import { CHANNEL_KINDS, type ChannelRow, type HeardRow } from '../signals/index.ts';

/** A community and the kinds of source that say nothing of it: none is registered, or all that are fell silent. */
export interface Gap {
  area: PlacePath;
  names: { zh: string; en: string };
  missing: string[];
  silent: string[];
}

export interface Gaps {
  communities: number;
  /** By kind: communities that some heard channel covers. */
  covered: { kind: string; communities: number; channels: number; silent: number }[];
  /** Channels that fell silent, are suspended, or wait for their first sending. */
  channels: ChannelRow[];
  /** Communities that no heard channel of any kind covers come first. */
  gaps: Gap[];
}

const above = (path: PlacePath): PlacePath[] => {
  const up = parentOf(path);
  return up ? [path, ...above(up)] : [path];
};

/**
 * Where nobody is watching: silent channels, and communities without a source of a kind. A channel covers the places it has counted, and until its first
 * sending the area it was registered for.
 */
export function coverage(
  channels: readonly ChannelRow[],
  heardIn: readonly HeardRow[],
  places: readonly PlaceRow[],
  area: PlacePath,
): Gaps {
  const near = channels.filter((row) => isWithin(row.area, area) || isWithin(area, row.area));
  const counted = new Map(heardIn.map((row) => [row.id, new Set(row.places)]));
  const covers = (row: ChannelRow, place: PlacePath): boolean => {
    const own = counted.get(row.id);
    if (!own) return isWithin(place, row.area) || isWithin(row.area, place);
    // counted itself, or as a part of something larger; or a smaller place inside it is
    return above(place).some((path) => own.has(path)) || [...own].some((path) => isWithin(path, place));
  };
  const all = places.map(({ id, names }): Gap & { heard: number } => {
    const here = near.filter((row) => row.status !== 'suspended' && covers(row, id));
    const heard = new Set(here.filter(({ status }) => status === 'active').map(({ kind }) => kind));
    const known = new Set(here.map(({ kind }) => kind));
    return {
      area: id,
      names,
      heard: heard.size,
      missing: CHANNEL_KINDS.filter((kind) => !known.has(kind)),
      silent: CHANNEL_KINDS.filter((kind) => known.has(kind) && !heard.has(kind)),
    };
  });
  return {
    communities: places.length,
    covered: CHANNEL_KINDS.map((kind) => {
      const of = near.filter((row) => row.kind === kind && row.status !== 'suspended');
      return {
        kind,
        channels: of.length,
        silent: of.filter(({ status }) => status === 'silent').length,
        communities: all.filter(({ missing, silent }) => !missing.includes(kind) && !silent.includes(kind)).length,
      };
    }),
    channels: near.filter((row) => row.status !== 'active' || row.lastSeenAt === null),
    gaps: all
      .filter(({ missing, silent }) => missing.length + silent.length > 0)
      .sort((a, b) => a.heard - b.heard || b.silent.length - a.silent.length || (a.area < b.area ? -1 : 1))
      .map(({ heard: _heard, ...gap }) => gap),
  };
}
