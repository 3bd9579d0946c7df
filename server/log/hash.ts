import { createHash } from 'node:crypto';
import type { Hash } from '../../kernel/chain.ts';

/** SHA-256 by Node: the same digits as kernel/chain.ts, several times faster. */
export const nodeSha256: Hash = (text) => createHash('sha256').update(text).digest('hex');
