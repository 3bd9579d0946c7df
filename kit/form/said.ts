import type { Say } from '../words.ts';
import { language } from '../words.ts';
import type { words } from './words.ts';

type T = Say<(typeof words)['en']>;

/** A zod issue in the reader's language; undefined leaves zod's own words. */
export function saidOf(issue: any, t: T): string | undefined {
  const n = String(issue.minimum ?? issue.maximum ?? '');
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? t('required') : issue.expected === 'number' ? t('notNumber') : t('notFormat');
    case 'too_small':
      return issue.origin === 'string'
        ? issue.minimum === 1
          ? t('required')
          : t('tooShort', { n })
        : issue.origin === 'array'
          ? t('fewItems', { n })
          : t('tooSmall', { n });
    case 'too_big':
      return issue.origin === 'string'
        ? t('tooLong', { n })
        : issue.origin === 'array'
          ? t('manyItems', { n })
          : t('tooBig', { n });
    case 'invalid_value':
      return t('choose');
    case 'invalid_format':
      return t('notFormat');
    case 'unrecognized_keys':
      return t('unknownField', { n: issue.keys.join(', ') });
    default:
      return undefined;
  }
}

/** Messages that a schema brings itself may be in English only; a Chinese reader gets plain words instead. */
export const shownMessage = (message: string | undefined, t: T): string =>
  !message ? t('notFormat') : language() === 'zh' && !/[一-鿿]/.test(message) ? t('notFormat') : message;
