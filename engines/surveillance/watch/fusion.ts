/** One source of evidence: standard normal surprise by step, NaN where nothing was reported. */
export interface Stream {
  name: string;
  z: ArrayLike<number>;
}

/** What one stream adds to an alarm, in numbers a sentence can be made of. */
export interface Contribution {
  name: string;
  /** Remembered surprise: standard normal when nothing happens. */
  surprise: number;
  /** Its share of all upward surprise, 0 to 1. */
  share: number;
  /** Steps since the last report; 0 when it reported now. */
  age: number;
}

export interface Fused {
  /** All streams together, standard normal for independent streams when nothing happens. */
  together: number;
  /** The most surprising stream alone. */
  alone: number;
  /** By share, the largest first. Streams without a report in memory are not listed. */
  contributions: Contribution[];
}

/**
 * Days after which a report counts half are ln 2 / -ln(memory): 2.4 with 0.75. An epidemic that doubles within a few days to two weeks
 * is best seen with such a memory; a longer one waits for evidence it already had.
 */
export const MEMORY = 0.75;

/**
 * Surprise of one stream with fading memory: sum of memory^age z(age) over the root of the sum of its squares, so that independent steps
 * keep it standard normal whatever is missing. `age` of the latest report; null when the memory holds none.
 */
function remembered(z: ArrayLike<number>, now: number, memory: number): { surprise: number; age: number } | null {
  let sum = 0;
  let squares = 0;
  let age = -1;
  let weight = 1;
  for (let back = 0; back <= now && weight > 1e-3; back++, weight *= memory) {
    const value = z[now - back]!;
    if (Number.isNaN(value)) continue;
    if (age < 0) age = back;
    sum += weight * value;
    squares += weight * weight;
  }
  return age < 0 ? null : { surprise: sum / Math.sqrt(squares), age };
}

/**
 * Joins the surprises of several streams at step `now` (Stouffer 1949 with equal weights): weak signals that agree add up, a stream below
 * its expectation speaks against. A stream much stronger than the rest is kept as `alone`: both monitors run side by side, since
 * neither finds every outbreak (Burkom et al. 2005).
 */
export function fuse(streams: readonly Stream[], now: number, memory = MEMORY): Fused {
  if (!(memory >= 0 && memory < 1)) throw new Error(`watch-memory: ${memory}. Give a share from 0 to below 1.`);
  const found: Contribution[] = [];
  let sum = 0;
  let upward = 0;
  for (const { name, z } of streams) {
    const part = remembered(z, now, memory);
    if (part === null) continue;
    sum += part.surprise;
    upward += Math.max(0, part.surprise);
    found.push({ name, ...part, share: Math.max(0, part.surprise) });
  }
  for (const each of found) each.share = upward > 0 ? each.share / upward : 0;
  found.sort((a, b) => b.share - a.share || b.surprise - a.surprise);
  return {
    together: found.length === 0 ? Number.NaN : sum / Math.sqrt(found.length),
    alone: found.length === 0 ? Number.NaN : Math.max(...found.map((each) => each.surprise)),
    contributions: found,
  };
}

export interface FusedBounds {
  together: number;
  alone: number;
}

/** The monitors that a fused state is above: both, one or none. */
export const raised = (state: Fused, bounds: FusedBounds): ('together' | 'alone')[] =>
  (['together', 'alone'] as const).filter((monitor) => state[monitor] > bounds[monitor]);
