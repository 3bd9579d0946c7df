import type { Words } from './refusal.ts';

/** Parted by a stroke, the halves may be sentences. */
const STROKE = /^(.*[\u3400-\u9fff].*?)\s+\/\s+([^\u3400-\u9fff]*[A-Za-z][^\u3400-\u9fff]*)$/;
const BOTH = /^([^a-z]*[\u3400-\u9fff）】”0-9])\s+([A-Za-z][^\u3400-\u9fff]*)$/;

/** A name written in both languages, `居民委员会 Residents’ committee`, as words; any other name is the same in both. */
export function inBoth(name: string): Words {
  const [, zh, en] = STROKE.exec(name.trim()) ?? BOTH.exec(name.trim()) ?? [];
  return zh && en && /[\u3400-\u9fff]/.test(zh) ? { en: en.trim(), zh: zh.trim() } : { en: name, zh: name };
}
