import type { Mode } from './modes.ts';

/** km/h along and against the way's direction, 0 where it is closed; `seconds` where the way states its whole duration. */
export interface Passable {
  along: number;
  against: number;
  seconds?: number;
}

type Tags = Record<string, string>;

const CLOSED: Passable = { along: 0, against: 0 };
const shut = ['no', 'private', 'agricultural', 'forestry', 'military', 'emergency', 'use_sidepath', 'restricted'];
const open = [
  'yes',
  'designated',
  'permissive',
  'official',
  'destination',
  'delivery',
  'customers',
  'permit',
  'public',
];
const MPH = 1.609344;
/** km/h of a cyclist who must get off, or of a vehicle at walking pace. */
const FOOT = 4;

/** What a way's tags allow a mode. */
export function passable(tags: Tags, mode: Mode): Passable {
  const highway = tags['highway'];
  const ferry = tags['route'] === 'ferry' && highway === undefined;
  const said = access(tags, mode);
  if (said === 'shut' || (tags['motorroad'] === 'yes' && mode.ofLimit === undefined)) return CLOSED;
  if (tags['impassable'] === 'yes' || tags['status'] === 'impassable') return CLOSED;
  const known = ferry ? mode.ferry : mode.speeds[highway ?? ''];
  // A planned or torn-up road stays closed whatever its access tags will be.
  const gone = /^(construction|proposed|planned|abandoned|razed|disused|raceway|no)$/.test(highway ?? '');
  const usual = known ?? (said === 'open' && !gone ? mode.opened : 0);
  if (usual === 0) return CLOSED;
  const limit = mode.ofLimit === undefined || ferry ? undefined : limitOf(tags['maxspeed']);
  const mine = tags[mode.access.at(-1)!];
  let speed = Math.min(mode.top, limit === undefined ? usual : limit * mode.ofLimit!);
  if (mine === 'dismount') speed = Math.min(speed, FOOT);
  const seconds = ferry ? durationOf(tags['duration']) : undefined;
  const way = direction(tags, mode);
  const both = { along: way >= 0 ? speed : 0, against: way <= 0 ? speed : 0 };
  return seconds === undefined ? both : { ...both, seconds };
}

/** Does a gate, bollard or the like stop the mode? */
export function stops(tags: Tags, mode: Mode): boolean {
  const said = access(tags, mode);
  if (said !== undefined) return said === 'shut';
  return mode.stoppedBy.includes(tags['barrier'] ?? '');
}

function access(tags: Tags, mode: Mode): 'shut' | 'open' | undefined {
  let said: 'shut' | 'open' | undefined;
  for (const key of mode.access) {
    const value = tags[key];
    if (value === undefined) continue;
    if (shut.includes(value)) said = 'shut';
    else if (open.includes(value) || value === 'dismount') said = key === 'access' ? undefined : 'open';
  }
  return said;
}

/** 1: along only; -1: against only; 0: both. */
function direction(tags: Tags, mode: Mode): -1 | 0 | 1 {
  const own = tags[mode.oneway.exempt];
  if (own === 'yes' || own === '1') return 1;
  if (own === '-1') return -1;
  if (own === 'no' || !mode.oneway.keeps) return 0;
  if (
    mode.oneway.exempt === 'oneway:bicycle' &&
    ['cycleway', 'cycleway:left', 'cycleway:right', 'cycleway:both'].some((key) => tags[key]?.startsWith('opposite'))
  )
    return 0;
  const oneway = tags['oneway'];
  if (oneway === 'yes' || oneway === '1' || oneway === 'true') return 1;
  if (oneway === '-1' || oneway === 'reverse') return -1;
  if (oneway === 'no') return 0;
  const implied = ['roundabout', 'circular'].includes(tags['junction'] ?? '') || tags['highway'] === 'motorway';
  return implied ? 1 : 0;
}

/** km/h of a posted limit; absent where it names none ("none", "signals", "DE:urban"). */
function limitOf(maxspeed: string | undefined): number | undefined {
  if (maxspeed === undefined) return undefined;
  if (maxspeed === 'walk') return FOOT;
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(km\/h|kmh|kph|mph)?$/.exec(maxspeed) ?? [];
  if (number === undefined || Number(number) === 0) return undefined;
  return Number(number) * (unit === 'mph' ? MPH : 1);
}

/** Seconds of "0:20", "01:30:00", "20", "PT20M". */
function durationOf(duration: string | undefined): number | undefined {
  const [, hours, minutes, seconds] = /^(?:(\d+):)?(\d+)(?::(\d+))?$/.exec(duration ?? '') ?? [];
  const [iso, h, m, s] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration ?? '') ?? [];
  const total =
    minutes !== undefined
      ? Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)
      : iso !== undefined
        ? Number(h ?? 0) * 3600 + Number(m ?? 0) * 60 + Number(s ?? 0)
        : 0;
  return total > 0 ? total : undefined;
}
