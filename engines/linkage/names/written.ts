/** Family names of two characters (复姓), the forty most borne. A name that starts with one has at least three characters. */
const COMPOUND = new Set(
  (
    '欧阳 上官 皇甫 令狐 诸葛 司徒 司马 申屠 夏侯 贺兰 完颜 慕容 尉迟 长孙 东方 南宫 公孙 宇文 端木 独孤 ' +
    '轩辕 呼延 百里 太史 澹台 公冶 宗政 濮阳 淳于 单于 东郭 西门 闻人 钟离 鲜于 闾丘 司空 拓跋 万俟 赫连 ' +
    '歐陽 諸葛 司馬 東方 長孫 尉遲 南宮 軒轅 公孫 慕容 獨孤 淳於'
  ).split(' '),
);

/** How many of a Chinese name's characters are the family name: 2 for a compound family name, else 1. */
export const familyLength = (characters: string): number =>
  characters.length >= 3 && COMPOUND.has(characters.slice(0, 2)) ? 2 : 1;

const HAN = /\p{Script=Han}/u;
const HAN_ONLY = /[^\p{Script=Han}]/gu;
/** Letters that do not come apart into a letter and a mark. */
const FOLDED: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' };
const UNFOLDED = /[ßæœøđðłþı]/g;

/** A name taken apart: its Chinese characters, or its words in plain lower-case letters. */
export interface Written {
  han: boolean;
  /** The characters of a Chinese name in one text; else ''. */
  characters: string;
  words: string[];
}

/**
 * Takes a name apart. With any Chinese character the name is those characters, and what is added in letters is not
 * compared; else its words, without marks, case and tone numbers (Wáng, wang2 and WANG are one). Undefined when
 * nothing is left.
 */
export function written(name: string): Written | undefined {
  if (HAN.test(name)) return { han: true, characters: name.normalize('NFKC').replace(HAN_ONLY, ''), words: [] };
  let plain = name.toLowerCase();
  if (/[^ -~]/.test(plain))
    plain = plain
      .replace(/[üǖǘǚǜ](?=[^a-z]|e?$)/g, 'v')
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(UNFOLDED, (letter) => FOLDED[letter] as string);
  const words = plain
    .replace(/['’`]/g, '')
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  return words.length ? { han: false, characters: '', words } : undefined;
}
