import { LEVELS, levelOf, type PlacePath, parentOf } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';

/** Names known so far, by place path. */
export type NamesByPath = Readonly<Record<PlacePath, Words | null | undefined>>;

export interface NameOptions {
  /** The place the reader already knows: it and everything above it are left out. `door` leaves out the community. */
  under?: PlacePath | 'door';
}

const COMMUNITY = LEVELS.indexOf('community') + 1;
/** Labels that speak for themselves when no register names them: `b3` is building 3. */
const LABELS: Record<string, Words> = {
  e: { en: 'Estate {}', zh: '{}号小区' },
  b: { en: 'Bldg {}', zh: '{}栋' },
  u: { en: 'Unit {}', zh: '{}单元' },
  h: { en: '{}', zh: '{}' },
};

const ancestors = (path: PlacePath): PlacePath[] => {
  const up = parentOf(path);
  return up ? [...ancestors(up), path] : [path];
};

/** The paths whose names an address needs: the area it is in, the estate and the building. Units and doors are numbers. */
export function namedParts(path: PlacePath): PlacePath[] {
  const parts = path.split('.');
  if (parts.length <= COMMUNITY) return [path];
  return ancestors(path).slice(COMMUNITY - 1, COMMUNITY + 2);
}

function labelWords(label: string): Words {
  const [, letter, number] = /^([a-z])(\d+)$/.exec(label) ?? [];
  const words = letter && LABELS[letter];
  if (!words || !number) return { en: label, zh: label };
  return { en: words.en.replace('{}', number), zh: words.zh.replace('{}', number) };
}

/**
 * An address in words: `cn.44.03.04.001.019.e1.b3.u1.h502` is `沙埔头社区 · 锦绣苑 3栋1单元502` or
 * `Shabutou Community · Jinxiuyuan, Bldg 3, Unit 1, 502`. An area is its own name. What no register names is read from the path.
 */
export function placeName(
  path: PlacePath,
  names: NamesByPath,
  language: keyof Words,
  { under }: NameOptions = {},
): string {
  const own = (at: PlacePath): string => names[at]?.[language] ?? labelWords(at.split('.').at(-1) ?? '')[language];
  const all = ancestors(path);
  if (all.length <= COMMUNITY) return names[path]?.[language] ?? codeText(path);
  const community = all[COMMUNITY - 1] as PlacePath;
  const known = under === 'door' || under === undefined ? community : under;
  // A person's path ends below the household: the door is the same. An estate nobody named adds nothing to a building.
  const inside = all.slice(COMMUNITY, LEVELS.length).filter((at) => at.length > known.length);
  const told = inside.filter((at) => at === path || levelOf(at) !== 'estate' || names[at]);
  const [estate, doors] = [told.filter(isEstate).map(own), told.filter((at) => !isEstate(at)).map(own)];
  const address =
    language === 'zh' ? [...estate, doors.join('')].filter(Boolean).join(' ') : [...estate, ...doors].join(', ');
  if (under !== undefined && community.length <= known.length) return address || own(path);
  return `${names[community]?.[language] ?? codeText(community)} · ${address}`;
}

const isEstate = (path: PlacePath): boolean => levelOf(path) === 'estate';

/** `440304001019` for an area nobody has named. */
const codeText = (path: PlacePath): string => {
  const code = path.split('.').slice(1).join('');
  return /^\d+$/.test(code) ? code : path;
};

const DOOR_WORDS: [RegExp, string][] = [
  [/(\d+)\s*(?:号楼|栋|幢|座|bldg)/gi, 'b$1 '],
  [/(?:building|bldg|block)\.?\s*(\d+)/gi, 'b$1 '],
  [/(\d+)\s*单元/g, 'u$1 '],
  [/unit\s*(\d+)/gi, 'u$1 '],
  [/(\d{3,4})\s*(?:室|房|号)/g, 'h$1 '],
];

/** `3栋1单元502`, `Bldg 3, Unit 1, 502` and `3-1-502` as the words a search over paths understands: `b3 u1 502`. */
export function doorQuery(text: string): string {
  const plain = text.trim();
  const dashes = /^(\d{1,3})\s*-\s*(\d{1,2})\s*-\s*(\d{3,4})$/.exec(plain);
  if (dashes) return `.b${dashes[1]}. .u${dashes[2]}. .h${dashes[3]}`;
  const read = DOOR_WORDS.reduce((now, [pattern, to]) => now.replace(pattern, ` ${to}`), plain);
  return read
    .replace(/[,，·]/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .map((word) =>
      /^[bu]\d+$/.test(word)
        ? `.${word}.`
        : /^h?\d{3,4}$/.test(word) && read !== plain
          ? `.h${word.replace('h', '')}`
          : word,
    )
    .join(' ');
}
