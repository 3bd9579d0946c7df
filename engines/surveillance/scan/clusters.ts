import type { Found, Layout } from './sweep.ts';

/** Members of a found circle, the centre first. */
export function membersOf({ circles }: Layout, { centre, size }: Found): number[] {
  const first = circles.start[centre]!;
  return Array.from(circles.members.subarray(first, first + size));
}

/**
 * The most likely cluster and those after it that share no place with a more likely one (SaTScan's "no geographical
 * overlap"). Among equal ratios the smaller
 * circle comes first, then the lower centre.
 */
export function withoutOverlap(scan: Layout, found: Found[]): Found[] {
  const ranked = [...found].sort((a, b) =>
    Math.abs(a.ratio - b.ratio) < 1e-9 ? a.size - b.size || a.centre - b.centre : b.ratio - a.ratio,
  );
  const taken = new Uint8Array(scan.places);
  return ranked.filter((each) => {
    const members = membersOf(scan, each);
    if (members.some((place) => taken[place] === 1)) return false;
    for (const place of members) taken[place] = 1;
    return true;
  });
}

/** Risk inside over risk outside: (c / e) / ((C - c) / (C - e)). Infinite when all cases are inside. */
export function relativeRisk(c: number, expected: number, total: number): number {
  return c / expected / ((total - c) / (total - expected));
}
