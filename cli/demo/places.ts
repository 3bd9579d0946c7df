import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { pinyin } from 'pinyin-pro';
import type { Call } from '../../kernel/capability.ts';
import type { Chance } from '../../kernel/chance.ts';
import { pathOfCode } from '../../kernel/place.ts';
import { middleOf, OUTLINE, type Polygon, partition, round, rounded, within } from './geometry.ts';

export interface Area {
  path: string;
  code: string;
  zh: string;
  en: string;
  level: string;
  parent: string;
  outline: Polygon;
}

export interface Building {
  path: string;
  community: string;
  floors: number;
  flats: number;
}

const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** `南园街道` -> `Nanyuan Subdistrict`. */
function englishName(zh: string): string {
  const stem = zh.replace(/(社区居委会|街道|社区|区|市|省)$/, '');
  const name = title(pinyin(stem, { toneType: 'none', type: 'array' }).join(''));
  if (zh.endsWith('街道')) return `${name} Subdistrict`;
  if (zh.endsWith('居委会') || zh.endsWith('社区')) return `${name} Community`;
  return name;
}

/** Futian's real streets and communities with synthetic outlines; their codes are the real ones. */
export function areasOf(chance: Chance): Area[] {
  const rows: { code: string; name: string; level: string; parent: string }[] = parse(
    readFileSync(new URL('./places/futian.csv', import.meta.url), 'utf8'),
    { columns: true, comment: '#', skip_empty_lines: true },
  );
  const areas: Area[] = rows.map(({ code, name, level, parent }) => ({
    path: pathOfCode(code) as string,
    code,
    zh: name,
    en: englishName(name),
    level,
    parent,
    outline: OUTLINE,
  }));
  const district = areas.find((area) => area.level === 'district') as Area;
  cut(areas, district, chance);
  for (const street of areas.filter((area) => area.level === 'street')) cut(areas, street, chance);
  return areas;
}

/** Gives the children of an area their parts of its outline, by how many communities they hold. */
function cut(areas: Area[], parent: Area, chance: Chance): void {
  const children = areas.filter((area) => area.parent === parent.code);
  if (children.length === 0) return;
  const weights = children.map((child) => Math.max(1, areas.filter((area) => area.parent === child.code).length));
  partition(parent.outline, weights, chance).forEach((outline, i) => {
    (children[i] as Area).outline = outline;
  });
}

export const registerArea = ({ path, code, zh, en, outline, level }: Area): Call => ({
  command: 'places.RegisterPlace',
  input: {
    path,
    code,
    kind: 'area',
    names: { zh: zh.replace('居委会', ''), en },
    point: middleOf(outline).map(round),
    ...(level === 'district' || level === 'street' || level === 'community' ? { outline: rounded(outline) } : {}),
  },
});

const ESTATES = [
  '锦绣苑',
  '碧海园',
  '翠竹苑',
  '荔香花园',
  '红树湾',
  '福星花园',
  '明珠苑',
  '阳光里',
  '和平居',
  '松坪苑',
  '莲塘里',
  '梅园',
];

function estateName(chance: Chance): { zh: string; en: string } {
  const zh = ESTATES[chance.below(ESTATES.length)] as string;
  return { zh, en: title(pinyin(zh, { toneType: 'none', type: 'array' }).join('')) };
}

const DOORS = [
  { id: 'door', kind: 'unit-door', names: { zh: '单元门', en: 'Unit door' } },
  { id: 'stair', kind: 'stair', names: { zh: '消防楼梯', en: 'Fire stair' } },
  { id: 'lane', kind: 'fire-lane', names: { zh: '消防通道', en: 'Fire lane' } },
];

/** Estates, buildings and their exits in a community; shape of housing by chance. */
export function buildingsOf(
  community: Area,
  perCommunity: number,
  chance: Chance,
): { calls: Call[]; buildings: Building[] } {
  const calls: Call[] = [];
  const buildings: Building[] = [];
  const estates = Math.max(1, Math.ceil(perCommunity / 3));
  for (let b = 0; b < perCommunity; b++) {
    const e = b % estates;
    if (b < estates) {
      calls.push({
        command: 'places.RegisterPlace',
        input: { path: `${community.path}.e${e + 1}`, kind: 'estate', names: estateName(chance) },
      });
    }
    const floors = 6 + chance.below(12);
    const path = `${community.path}.e${e + 1}.b${b + 1}`;
    const shared = chance.next() < 0.08;
    calls.push({
      command: 'places.RegisterPlace',
      input: {
        path,
        kind: 'building',
        names: { zh: `${b + 1}栋`, en: `Building ${b + 1}` },
        point: within(community.outline, chance),
        floors,
        exits: DOORS,
        sharedFacilities: shared,
      },
    });
    buildings.push({ path, community: community.path, floors, flats: shared ? 6 : 4 });
  }
  return { calls, buildings };
}
