import type { Words } from '../../kernel/refusal.ts';
import type { Closing } from './model.ts';

/** How a duty ended, in words: the evidence somebody gave; otherwise that the record it waited for came, or that its matter is over. */
export function closingWords({ how, proof }: Closing): Words {
  if (how === 'evidence') return { en: proof, zh: proof };
  return how === 'stop'
    ? { en: 'done: the record it waited for was made', zh: '已登记所需记录，自动销项' }
    : { en: 'its matter is over', zh: '事项已结束' };
}
