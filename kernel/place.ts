/**
 * A place path: labels from the country down to the household, joined by dots, e.g.
 * `cn.44.03.04.001.019.e2.b3.u1.h502`. The five number labels are the parts of the statistical code
 * 440304001019 (GB/T 2260 and the 12-digit urban-rural code): province, city, district, street, community.
 * Then estate (e), building (b), unit (u) and household (h).
 */
export type PlacePath = string;

export const LEVELS = [
  'country',
  'province',
  'city',
  'district',
  'street',
  'community',
  'estate',
  'building',
  'unit',
  'household',
] as const;
export type Level = (typeof LEVELS)[number];

export const isPlacePath = (text: string): boolean => /^[a-z0-9_-]+(\.[a-z0-9_-]+){0,11}$/.test(text);

/** Level by depth; anything deeper than a household counts as household. */
export const levelOf = (path: PlacePath): Level => LEVELS[Math.min(path.split('.').length, LEVELS.length) - 1] as Level;

export const parentOf = (path: PlacePath): PlacePath | undefined => {
  const cut = path.lastIndexOf('.');
  return cut < 0 ? undefined : path.slice(0, cut);
};

/** True when `path` is `scope` or lies inside it. */
export const isWithin = (path: PlacePath, scope: PlacePath): boolean => path === scope || path.startsWith(`${scope}.`);

/** The part of a path at a level, e.g. the community of a household; undefined when the path is shorter. */
export function ancestorAt(path: PlacePath, level: Level): PlacePath | undefined {
  const parts = path.split('.');
  const depth = LEVELS.indexOf(level) + 1;
  return parts.length < depth ? undefined : parts.slice(0, depth).join('.');
}

const CODE_LENGTHS = [2, 4, 6, 9, 12];

/** `440304001` -> `cn.44.03.04.001`; undefined for anything that is no area code. */
export function pathOfCode(code: string): PlacePath | undefined {
  if (!/^\d+$/.test(code) || !CODE_LENGTHS.includes(code.length)) return undefined;
  const cuts = CODE_LENGTHS.filter((length) => length <= code.length);
  return ['cn', ...cuts.map((end, i) => code.slice(i === 0 ? 0 : CODE_LENGTHS[i - 1], end))].join('.');
}

/** The area code inside a path: `cn.44.03.04.001.e2` -> `440304001`. */
export const codeOf = (path: PlacePath): string =>
  path
    .split('.')
    .slice(1, 6)
    .filter((part) => /^\d+$/.test(part))
    .join('');
