import { files, read } from './files.ts';
import type { Finding } from './finding.ts';
import { loadExports } from './programs.ts';

type Catalogue = { [key: string]: string | Catalogue };

/** Every catalogue says the same in Chinese and English: same keys, no empty words, same {{placeholders}}. */
export async function run(root: string): Promise<Finding[]> {
  const paths = files(root).filter(
    (path) =>
      /^capabilities\/[^/]+\/ui\/words\.ts$/.test(path) ||
      (/^(kit|web)\/.*words\.ts$/.test(path) && holdsWords(root, path)),
  );
  const loaded = await loadExports(root, paths, 'words');
  return paths.flatMap((path) => compare(path, loaded[path] as Record<string, Catalogue> | undefined));
}

const holdsWords = (root: string, path: string): boolean => /export const words\b/.test(read(root, path));

function compare(where: string, words: Record<string, Catalogue> | undefined): Finding[] {
  if (!words?.['en'] || !words['zh']) {
    return [{ where, what: 'exports no words in en and zh', fix: 'export const words = { en: {...}, zh: {...} }.' }];
  }
  const en = flat(words['en']);
  const zh = flat(words['zh']);
  const found: Finding[] = [];
  for (const key of new Set([...en.keys(), ...zh.keys()])) {
    const pair: [string, string | undefined][] = [
      ['en', en.get(key)],
      ['zh', zh.get(key)],
    ];
    for (const [language, text] of pair) {
      if (text === undefined && !isPlural(key))
        found.push({ where, what: `${key} is missing in ${language}`, fix: 'Translate it.' });
      if (text?.trim() === '') found.push({ where, what: `${key} is empty in ${language}`, fix: 'Translate it.' });
    }
    const [ours, theirs] = pair.map(([, text]) => placeholders(text));
    if (ours !== undefined && theirs !== undefined && ours !== theirs) {
      found.push({
        where,
        what: `${key} has placeholders ${ours || 'none'} in en, ${theirs || 'none'} in zh`,
        fix: 'Make them agree.',
      });
    }
  }
  return found;
}

/** Chinese has no plural: i18next asks `key_one` of English only. */
const isPlural = (key: string): boolean => /_(zero|one|two|few|many|other)$/.test(key);

function placeholders(text: string | undefined): string | undefined {
  return text === undefined
    ? undefined
    : [...new Set(text.match(/\{\{\s*[\w.]+/g))]
        .map((found) => `${found.replace(/\s/g, '')}}}`)
        .sort()
        .join(' ');
}

function flat(catalogue: Catalogue, above = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    const path = above ? `${above}.${key}` : key;
    if (typeof value === 'string') found.set(path, value);
    else if (value && typeof value === 'object') for (const [inner, text] of flat(value, path)) found.set(inner, text);
  }
  return found;
}
