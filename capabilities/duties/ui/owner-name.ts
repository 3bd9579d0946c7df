import { type Key, useWords } from '../../../kit/words.ts';
import type { Owner } from '../model.ts';
import { words } from './words.ts';

/** `Street desk`. */
export function useOwnerName() {
  const t = useWords(words);
  return (owner: Pick<Owner, 'level' | 'role'>): string =>
    `${t(`level.${owner.level}` as Key<typeof words>)} · ${t(`role.${owner.role}` as Key<typeof words>)}`;
}
