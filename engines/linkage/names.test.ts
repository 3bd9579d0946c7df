import { expect, test } from 'vitest';
import { nameReading } from '../../capabilities/people/find-by.ts';
import { Names } from './names/names.ts';
import { FIELDS } from './person.ts';
import { LEVEL_WORDS } from './words.ts';

const names = new Names(nameReading);
function level(a: string, b: string): string {
  const [x, y] = [names.hold(a), names.hold(b)];
  if (x.script !== y.script) return `cross ${FIELDS.cross[names.cross(x, y) - 1]}`;
  const han = x.script === 1;
  const [there, back] = han ? [names.han(x, y), names.han(y, x)] : [names.latin(x, y), names.latin(y, x)];
  expect(there).toBe(back);
  return (han ? FIELDS.han : FIELDS.latin)[there - 1] as string;
}

test('Chinese names agree by characters, sound, order, near sound, but one, given or family name', () => {
  expect(level('王小明', '王小明')).toBe('same');
  expect(level('王小明', '王晓明')).toBe('sound');
  expect(level('王小明', '王明小')).toBe('order');
  expect(level('王小明', '小明王')).toBe('order');
  expect(level('陈林', '陈宁')).toBe('near');
  expect(level('王小明', '王明')).toBe('near');
  expect(level('王小明', '王小芳')).toBe('slip');
  expect(level('王小明', '赵小明')).toBe('given');
  expect(level('王小明', '王建国')).toBe('family');
  expect(level('王小明', '李建国')).toBe('differ');
});

test('a compound family name is one name, and family names are read as such', () => {
  expect(level('欧阳娜娜', '欧阳建国')).toBe('family');
  expect(level('欧阳娜娜', '欧娜娜')).not.toBe('same');
  expect(level('单小红', '山小红')).toBe('sound');
  expect(level('曾国强', 'Zeng Guoqiang')).toBe('cross same');
});

test('a name in characters meets its pinyin, with and without tones, in either order', () => {
  for (const pinyin of ['Wang Xiaoming', 'Xiaoming WANG', 'wáng xiǎo míng', 'Wang2 Xiao3ming2', 'wangxiaoming'])
    expect(level('王小明', pinyin), pinyin).toBe('cross same');
  expect(level('吕布', 'Lǚ Bù')).toBe('cross same');
  expect(level('王小明', 'Wang Xiaomin')).toBe('cross slip');
  expect(level('王小明', 'Wang Jianguo')).toBe('cross part');
  expect(level('王小明', 'John Smith')).toBe('cross differ');
});

test('names in letters agree by words, order, slips, initials, one word, or not', () => {
  expect(level('Anna Müller', 'ANNA MULLER')).toBe('same');
  expect(level('Łukasz Wójcik', 'Lukasz Wojcik')).toBe('same');
  expect(level("Mary O'Brien", 'Mary OBrien')).toBe('same');
  expect(level('Anna Müller', 'Muller, Anna')).toBe('order');
  expect(level('Jonathan Smith', 'Jonahtan Smith')).toBe('slip');
  expect(level('Smyth Jonathan', 'Jonathan Smith')).toBe('slip');
  expect(level('Mary Ann Jones', 'Mary Jones')).toBe('short');
  expect(level('M. Jones', 'Mary Jones')).toBe('short');
  expect(level('Mary Jones', 'Mary Kowalski')).toBe('part');
  expect(level('Mary Jones', 'Peter Kowalski')).toBe('differ');
});

test('a name without a letter is none', () => {
  expect(names.hold('???').script).toBe(0);
  expect(names.hold('').script).toBe(0);
});

test('every level has words in both languages', () => {
  for (const level of Object.values(FIELDS).flat()) expect(Object.keys(LEVEL_WORDS), level).toContain(level);
});
