/** Where places stand: kilometres in a plane, or degrees (x longitude, y latitude). */
export interface Sites {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  coordinates: 'plane' | 'degrees';
}

/** Circles around every place, growing by one place at a time. Members of circle i: `members[start[i] .. start[i + 1])`. */
export interface Circles {
  start: Int32Array;
  /** Places by distance from the centre, the centre first. */
  members: Uint16Array | Int32Array;
}

/** Mean radius of the earth that SaTScan uses, km. */
const EARTH = 6367;

/** Distance of two places in km (or the plane's unit); great circle for degrees. */
export function distance(sites: Sites, a: number, b: number): number {
  const dx = sites.x[a]! - sites.x[b]!;
  const dy = sites.y[a]! - sites.y[b]!;
  if (sites.coordinates === 'plane') return Math.sqrt(dx * dx + dy * dy);
  const radian = Math.PI / 180;
  const sinY = Math.sin((dy * radian) / 2);
  const sinX = Math.sin((dx * radian) / 2);
  const h = sinY * sinY + Math.cos(sites.y[a]! * radian) * Math.cos(sites.y[b]! * radian) * sinX * sinX;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Every circle a scan looks at: around each place the nearest places in order (ties: the lower index first), as far as
 * their summed `size` stays within `most` and their distance within `radius`. A place larger than `most` has no circle.
 */
export function circles(
  sites: Sites,
  size: ArrayLike<number>,
  most: number,
  radius = Number.POSITIVE_INFINITY,
): Circles {
  const n = sites.x.length;
  if (n === 0 || sites.y.length !== n || size.length !== n)
    throw new Error(
      `scan-places: ${n} x, ${sites.y.length} y and ${size.length} sizes. Give one of each for every place.`,
    );
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(sites.x[i]) || !Number.isFinite(sites.y[i]))
      throw new Error(`scan-places: place ${i} stands at (${sites.x[i]}, ${sites.y[i]}). Give finite coordinates.`);
  }
  const start = new Int32Array(n + 1);
  const found: number[] = [];
  const far = new Float64Array(n);
  const order = Array.from({ length: n }, (_, i) => i);
  // a share of exactly one half must not be lost to rounding
  const limit = most * (1 + 1e-12);
  for (let centre = 0; centre < n; centre++) {
    for (let i = 0; i < n; i++) far[i] = distance(sites, centre, i);
    far[centre] = -1;
    order.sort((a, b) => far[a]! - far[b]! || a - b);
    let held = 0;
    for (const place of order) {
      held += size[place]!;
      if (held > limit || far[place]! > radius) break;
      found.push(place);
    }
    start[centre + 1] = found.length;
  }
  return { start, members: n < 65536 ? Uint16Array.from(found) : Int32Array.from(found) };
}
