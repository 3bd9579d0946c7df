import { expect, test } from 'vitest';
import { addressLevel, homeOf } from './fields/addresses.ts';
import { birthLevel, birthOf } from './fields/dates.ts';
import { checkOf, documentLevel, documentOf, isCitizenId } from './fields/documents.ts';
import { phoneLevel, phoneOf } from './fields/phones.ts';
import { jaroWinkler, oneSlip } from './names/jaro-winkler.ts';

test('Jaro-Winkler gives the values of Winkler 1990 and 1994', () => {
  // Winkler (1994), Advanced methods for record linkage, table 2 and Winkler (1990).
  const published: [string, string, number][] = [
    ['SHACKLEFORD', 'SHACKELFORD', 0.982],
    ['DUNNINGHAM', 'CUNNIGHAM', 0.896],
    ['NICHLESON', 'NICHULSON', 0.956],
    ['JONES', 'JOHNSON', 0.832],
    ['MASSEY', 'MASSIE', 0.933],
    ['ABROMS', 'ABRAMS', 0.922],
    ['HARDIN', 'MARTINEZ', 0.722],
    ['ITMAN', 'SMITH', 0.467],
    ['JERALDINE', 'GERALDINE', 0.926],
    ['MARHTA', 'MARTHA', 0.961],
    ['MICHELLE', 'MICHAEL', 0.921],
    ['JULIES', 'JULIUS', 0.933],
    ['TANYA', 'TONYA', 0.88],
    ['DWAYNE', 'DUANE', 0.84],
    ['SEAN', 'SUSAN', 0.805],
    ['JON', 'JOHN', 0.933],
    ['JON', 'JAN', 0.8],
    ['DIXON', 'DICKSONX', 0.813],
  ];
  for (const [a, b, like] of published) expect(jaroWinkler(a, b), `${a} ${b}`).toBeCloseTo(like, 3);
  expect(jaroWinkler('', 'a')).toBe(0);
  expect(jaroWinkler('abc', 'xyz')).toBe(0);
});

test('one slip is one letter more, less or other, or two neighbours exchanged', () => {
  for (const [a, b] of [
    ['wang', 'wan'],
    ['wang', 'wamg'],
    ['wang', 'wnag'],
    ['wang', 'wang'],
  ] as const)
    expect(oneSlip(a, b), `${a} ${b}`).toBe(true);
  for (const [a, b] of [
    ['wang', 'wagn1'],
    ['wang', 'gnaw'],
    ['wang', 'wa'],
  ] as const)
    expect(oneSlip(a, b), `${a} ${b}`).toBe(false);
});

test('births agree wholly, exchanged, by a digit, by the year, or not', () => {
  const level = (a: string, b: string) => birthLevel(birthOf(a, 'x'), birthOf(b, 'x'));
  expect(level('1986-03-07', '1986-03-07')).toBe(1);
  expect(level('1986-03-07', '1986-07-03')).toBe(2);
  expect(level('1986-03-07', '1985-03-07')).toBe(3);
  expect(level('1986-03-07', '1968-03-07')).toBe(3);
  expect(level('1986-03-07', '1986-11-25')).toBe(4);
  expect(level('1986-03-07', '1950-11-25')).toBe(5);
  expect(() => birthOf('7.3.1986', 'p9')).toThrow(/linkage-birth: birth "7.3.1986" of p9/);
});

test('telephones are compared by their digits, with and without the code of the country or the town', () => {
  const level = (a: string, b: string) => phoneLevel(phoneOf(a), phoneOf(b));
  expect(level('138 1234 5678', '+86 13812345678')).toBe(1);
  expect(level('0086-13812345678', '１３８１２３４５６７８')).toBe(1);
  expect(level('0755-82345678', '82345678')).toBe(1);
  expect(level('+44 7911 123456', '07911 123456')).toBe(1);
  expect(level('13812345678', '13812345679')).toBe(2);
  expect(level('13812345678', '13812354678')).toBe(2);
  expect(level('13812345678', '13998765432')).toBe(3);
  expect(phoneOf('110')).toBe(0);
});

test('addresses agree by room, building, numbers, street, or not, however they are written', () => {
  const level = (a: string, b: string) => addressLevel(homeOf(a), homeOf(b));
  const home = '福田区园岭街道百花园3栋2单元502室';
  expect(level(home, '福田区园岭街道百花园3栋2单元502')).toBe(1);
  expect(level(home, '福田区园岭街道百花园3-2-502')).toBe(1);
  expect(level(home, '福田区园岭街道百花园三栋二单元502室')).toBe(1);
  expect(level(home, '福田区园岭街道百花园3栋2单元503室')).toBe(2);
  expect(level(home, '百花园3栋2单元502室')).toBe(3);
  expect(level(home, '福田区园岭街道百花园9栋1单元101室')).toBe(4);
  expect(level(home, '南山区粤海街道科苑9栋1单元101室')).toBe(5);
  expect(level('Flat 12, 34 Baker Street', '34 baker street, apt. 12')).toBe(1);
  expect(level('cn.44.03.04.001.019.e1.b1.u1.h502', 'cn.44.03.04.001.019.e1.b1.u1.h502.p2')).toBe(1);
  expect(level('cn.44.03.04.001.019.e1.b1.u1.h502', 'cn.44.03.04.001.019.e1.b1.u1.h503')).toBe(2);
});

test('identity numbers carry their check character of GB 11643', () => {
  // Example of GB 11643-1999, annex A.
  expect(checkOf('11010519491231002')).toBe('X');
  expect(checkOf('44052418800101001')).toBe('4');
  expect(isCitizenId('11010519491231002X')).toBe(true);
  expect(isCitizenId('110105194912310021')).toBe(false);
  const level = (a: string, b: string) => documentLevel(documentOf(a), documentOf(b));
  expect(level('11010519491231002x', '11010519491231002X')).toBe(1);
  expect(level('11010519491231003X', '11010519491231002X')).toBe(2);
  expect(level('11010519491231020X', '11010519491231002X')).toBe(2);
  // Two right numbers that differ are two people, however alike.
  expect(level('440524188001010014', '11010519491231002X')).toBe(3);
  expect(level('E12345678', 'e 12345678')).toBe(1);
  expect(level('E12345678', 'E12345679')).toBe(3);
});
