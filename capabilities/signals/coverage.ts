import { isWithin, type PlacePath } from '../../kernel/place.ts';
import type { PlaceRow } from '../places/index.ts';
import { CHANNEL_KINDS } from './model.ts';
import type { ChannelRow } from './views-channels.ts';

/** A community and the kinds of source that say nothing of it: none is registered, or all that are fell silent. */
interface Gap {
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

/** Where nobody is watching: silent channels, and communities without a source of a kind. */
export function coverage(channels: readonly ChannelRow[], places: readonly PlaceRow[], area: PlacePath): Gaps {
  const near = channels.filter((row) => isWithin(row.area, area) || isWithin(area, row.area));
  const covers = (row: ChannelRow, place: PlacePath): boolean => isWithin(place, row.area) || isWithin(row.area, place);
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
