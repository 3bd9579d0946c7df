import { pinyin } from 'pinyin-pro';

/**
 * Text by which a name is found: itself, its pinyin (`wangxiaoming`) and the initials (`wxm`), lower case.
 * The first character is read as a surname: 单 is shan, 曾 is zeng.
 */
export function nameKeys(name: string): string {
  if (!/\p{Script=Han}/u.test(name)) return name.toLowerCase();
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive' });
  return [name, syllables.join(''), syllables.map((syllable) => syllable.slice(0, 1)).join('')].join(' ').toLowerCase();
}

/** The last four digits: what callers can say and lists can show. */
export const phoneTail = (phone: string | undefined): string => (phone ?? '').replaceAll(/[^0-9]/g, '').slice(-4);

/** Pinyin of one character for record linkage, without tone; as a family name 单 is shan. */
export const nameReading = (character: string, family: boolean): string =>
  pinyin(character, { toneType: 'none', v: true, nonZh: 'removed', ...(family ? { surname: 'all' } : {}) });
