import type { Refusal } from '../../../kernel/refusal.ts';
import type { Fault } from '../../signals/index.ts';
import type { Key } from './words.ts';

/** Ends a form: false when it was left, or what to say. */
export type Done = (saved: boolean | string) => void;

/** A fault in words with its number. */
export const faultWords = (fault: Fault, t: (key: Key, values?: Record<string, string | number>) => string): string =>
  t(
    `fault.${fault.kind}`,
    'factor' in fault ? { factor: fault.factor } : 'value' in fault ? { value: fault.value } : {},
  );

const PATH = /\bcn(?:\.[0-9A-Za-z-]+)+/g;

/** A refusal with its places by name: who types counts chose them by name. */
export function named(refusal: Refusal, place: (path: string) => string): Refusal {
  const say = (text: string): string => text.replaceAll(PATH, (path) => place(path));
  return { ...refusal, words: { en: say(refusal.words.en), zh: say(refusal.words.zh) } };
}
