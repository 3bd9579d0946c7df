import { expect, test } from 'vitest';
import { loadWritten } from '../server/protocols.ts';
import { citation } from './citation.ts';

const library = await loadWritten();
const say = (text: string) => citation(library.citations, text);

test('articles are cited in both languages', () => {
  expect(say('Law on infectious diseases Art. 64, 67').zh).toBe('《传染病防治法》第64条、第67条');
  expect(say('Law on infectious diseases Art. 63(4)').zh).toBe('《传染病防治法》第63条第4款');
  expect(say('IDL Art. 67; PHEL Art. 49-50; ERL Art. 86')).toEqual({
    en: 'Law on infectious diseases Art. 67; Law on public health emergencies Art. 49-50; Emergency response law Art. 86',
    zh: '《传染病防治法》第67条；《突发公共卫生事件应对法》第49至50条；《突发事件应对法》第86条',
  });
  expect(say('measure 7').zh).toBe('优化措施第7条');
  expect(say('A letter of 1 May').zh).toBe('A letter of 1 May');
});

test('every article that a power rests on has a Chinese name', () => {
  const articles = [...library.authority, ...library.publication].map((row) => row.article);
  for (const text of articles) expect(say(text).zh).toMatch(/^《.*条/);
});

test('every clause a stay or an area can cite is said in Chinese', () => {
  const cited = library.editions
    .filter((edition) => edition.disease !== 'any')
    .flatMap((edition) => Object.entries(edition.params))
    .filter(([key]) => /\.(quarantine|duration|lift|tests|measure|monitor)\b/.test(key))
    .flatMap(([, values]) => [values].flat())
    .map((value) => value.clause);
  const bare = [...new Set(cited)].filter((text) => !/[\u4e00-\u9fff]/.test(say(text).zh));
  expect(bare).toEqual([]);
});
