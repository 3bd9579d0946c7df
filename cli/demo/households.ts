import type { Call } from '../../kernel/capability.ts';
import type { Chance } from '../../kernel/chance.ts';
import { addDays } from '../../kernel/time.ts';
import type { Building } from './places.ts';

/** A synthetic resident. Names are drawn from lists of common syllables; phone numbers use a prefix that no operator has. */
export interface Person {
  id: string;
  household: string;
  name: string;
  sex: 'female' | 'male';
  birth: string;
  age: number;
  phone?: string;
  smartphone: boolean;
  groups: string[];
}

export interface Household {
  path: string;
  members: Person[];
}

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟'.split(
    '',
  );
const FEMALE = '芳娜敏静丽娟艳玲霞燕红梅兰英珍琳雪倩颖欣怡婷洁慧雯佳思雨'.split('');
const MALE = '伟强磊军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆雷文博志远'.split('');

const pick = <T>(list: readonly T[], chance: Chance): T => list[chance.below(list.length)] as T;
const round = (n: number): string => String(n).padStart(2, '0');

/** Sizes follow the 2020 census for Shenzhen's registered households, roughly: 1: 0.25, 2: 0.27, 3: 0.24, 4: 0.14, 5+: 0.10. */
const SIZES = [0.25, 0.52, 0.76, 0.9, 1];

function sizeOf(chance: Chance): number {
  const draw = chance.next();
  return SIZES.findIndex((limit) => draw < limit) + 1;
}

function agesOf(size: number, chance: Chance): number[] {
  const elder = () => 62 + chance.below(26);
  const adult = () => 22 + chance.below(36);
  const child = () => chance.below(18);
  if (size === 1) return [chance.next() < 0.28 ? elder() : adult()];
  if (size === 2) return chance.next() < 0.3 ? [elder(), elder()] : [adult(), adult()];
  const base = [adult(), adult(), child()];
  if (size >= 4) base.push(chance.next() < 0.5 ? elder() : child());
  if (size >= 5) base.push(elder());
  return base;
}

const GROUP_RATES: { group: string; rate: number; min?: number; max?: number; sex?: 'female' }[] = [
  { group: 'elderly', rate: 1, min: 70 },
  { group: 'dialysis', rate: 0.0016, min: 30 },
  { group: 'chemotherapy', rate: 0.0012, min: 30 },
  { group: 'pregnant', rate: 0.02, min: 22, max: 42, sex: 'female' },
  { group: 'chronic', rate: 0.22, min: 55 },
  { group: 'disabled', rate: 0.012 },
  { group: 'infant', rate: 1, max: 1 },
  { group: 'mental-health', rate: 0.004, min: 18 },
  { group: 'hardship', rate: 0.01, min: 18 },
];

/** All households of a building: `today` fixes the ages. */
export function householdsOf(building: Building, today: string, chance: Chance): Household[] {
  const homes: Household[] = [];
  for (let floor = 1; floor <= building.floors; floor++) {
    for (let flat = 1; flat <= building.flats; flat++) {
      if (chance.next() < 0.04) continue;
      const path = `${building.path}.u1.h${floor}${round(flat)}`;
      const surname = pick(SURNAMES, chance);
      const ages = agesOf(sizeOf(chance), chance);
      homes.push({
        path,
        members: ages.map((age, n) =>
          person(
            path,
            n,
            age,
            n === 1 || chance.next() < 0.1 ? pick(SURNAMES, chance) : surname,
            ages.length,
            today,
            chance,
          ),
        ),
      });
    }
  }
  return homes;
}

function person(
  path: string,
  n: number,
  age: number,
  surname: string,
  size: number,
  today: string,
  chance: Chance,
): Person {
  const sex = (n === 0 ? chance.next() < 0.55 : chance.next() < 0.45) ? 'male' : 'female';
  const syllables = sex === 'male' ? MALE : FEMALE;
  const name = surname + pick(syllables, chance) + (chance.next() < 0.6 ? pick(syllables, chance) : '');
  const groups = GROUP_RATES.filter(
    ({ rate, min = 0, max = 200, sex: only }) =>
      age >= min && age <= max && (!only || only === sex) && chance.next() < rate,
  ).map(({ group }) => group);
  if (size === 1 && age >= 70) groups.push('alone');
  const smartphone = age >= 12 && chance.next() < (age >= 75 ? 0.35 : age >= 65 ? 0.7 : 0.98);
  const phone =
    age >= 12 && (smartphone || chance.next() < 0.8)
      ? `100${String(10_000_000 + chance.below(89_999_999)).slice(0, 8)}`
      : undefined;
  return {
    id: `${path}.p${n + 1}`,
    household: path,
    name,
    sex,
    age,
    birth: addDays(today, -age * 365 - chance.below(364)),
    smartphone,
    groups,
    ...(phone ? { phone } : {}),
  };
}

export const registerHousehold = ({ path, members }: Household): Call => {
  const contact = members.find((member) => member.phone)?.phone;
  return {
    command: 'people.RegisterHousehold',
    input: {
      path,
      kind: 'home',
      members: members.map(({ household: _household, age: _age, ...member }) => member),
      ...(contact ? { contactPhone: contact } : {}),
      ...(members.some((member) => member.groups.length > 0) ? { basis: 'law' } : {}),
    },
  };
};
