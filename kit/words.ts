import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { inBoth } from '../kernel/names.ts';
import type { Words } from '../kernel/refusal.ts';

export type Language = 'en' | 'zh';
export const LANGUAGES: { id: Language; name: string }[] = [
  { id: 'zh', name: '中文' },
  { id: 'en', name: 'English' },
];

const KEPT = 'tandem.language';

function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'en' || kept === 'zh') return kept;
  return navigator.languages.some((language) => language.toLowerCase().startsWith('zh')) ? 'zh' : 'en';
}

const engine = i18next.createInstance();
void engine.init({
  lng: firstLanguage(),
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
});
document.documentElement.lang = htmlLang();

function htmlLang(): string {
  return language() === 'zh' ? 'zh-CN' : 'en';
}

export function language(): Language {
  return engine.language === 'zh' ? 'zh' : 'en';
}

/** `en-GB` or `zh-CN`, for Intl. */
export const locale = (): string => (language() === 'zh' ? 'zh-CN' : 'en-GB');

export function setLanguage(to: Language): void {
  localStorage.setItem(KEPT, to);
  void engine.changeLanguage(to).then(() => {
    document.documentElement.lang = htmlLang();
  });
}

function subscribe(listener: () => void): () => void {
  engine.on('languageChanged', listener);
  return () => engine.off('languageChanged', listener);
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language);

/** A plural key is written `key_one` and `key_other` (Chinese: `key_other`) and asked for as `key` with `count`. */
type Asked<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K;
type Catalogue<E extends Record<string, string>> = {
  en: E;
  zh: Record<Exclude<keyof E & string, `${string}_one`>, string>;
};
/** A key of a catalogue, for keys made at run time: t(`kind.${kind}` as Key<typeof words>). */
export type Key<W extends { en: object }> = Asked<keyof W['en'] & string>;
/** The type of `t`, to hand it on: Say<typeof words.en>. */
export type Say<E> = (key: Asked<keyof E & string>, values?: Record<string, string | number>) => string;

const names = new WeakMap<object, string>();
let registered = 0;

/** Words of a folder: `const t = useWords(words); t('open', { n: 3 })` with `{{n}}` in the text. */
export function useWords<E extends Record<string, string>>(words: Catalogue<E>): Say<E> {
  useLanguage();
  return wordsOf(words);
}

/** The same outside a component. */
export function wordsOf<E extends Record<string, string>>(words: Catalogue<E>): Say<E> {
  let name = names.get(words);
  if (!name) {
    name = `words-${++registered}`;
    names.set(words, name);
    engine.addResourceBundle('en', name, words.en);
    engine.addResourceBundle('zh', name, words.zh);
  }
  // i18next infers values from key literals, which a catalogue known only by type does not give; our own type stands in.
  const fixed = engine.getFixedT(engine.language, name) as unknown as (key: string, values: object) => string;
  return (key, values) => fixed(key, values ?? {});
}

/** The reader's language of a bilingual value. The application draws again when the language changes. */
export const say = (words: Words | string | undefined | null): string =>
  words == null ? '' : typeof words === 'string' ? words : words[language()];

/** The reader's half of a name written in both languages: `居民委员会 Residents’ committee`. */
export const half = (name: string | undefined | null): string => (name ? inBoth(name)[language()] : '');

/** `yue` is 粤语 or Cantonese. */
export const languageName = (code: string): string =>
  new Intl.DisplayNames([locale()], { type: 'language' }).of(code) ?? code;
