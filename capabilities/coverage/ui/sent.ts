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
