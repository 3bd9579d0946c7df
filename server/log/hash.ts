import { hash } from 'node:crypto';
import type { Hash } from '../../kernel/chain.ts';

/** SHA-256 by Node: the same digits as kernel/chain.ts, several times faster. */
export const nodeSha256: Hash = (text) => hash('sha256', text, 'hex');
