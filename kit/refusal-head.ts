import type { Refusal, Words } from '../kernel/refusal.ts';

/** Where the words only list the reasons below, what stands before the first of them: nothing is read twice. */
export function headOf({ words, because = [] }: Refusal, say: (words: Words) => string): string {
  const all = say(words);
  const each = because.map((item) => say(item.words));
  if (!each[0] || each.some((one) => !all.includes(one))) return all;
  return all.slice(0, all.indexOf(each[0])).replace(/[\s:：]+$/, '') || all;
}
