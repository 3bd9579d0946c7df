import * as arrows from './arrows.ts';
import * as dead from './dead.ts';
import * as documents from './documents.ts';
import * as facts from './facts.ts';
import type { Check } from './finding.ts';
import * as licences from './licences.ts';
import * as lint from './lint.ts';
import * as protocols from './protocols.ts';
import * as purity from './purity.ts';
import * as sizes from './sizes.ts';
import * as tests from './tests.ts';
import * as types from './types.ts';
import * as words from './words.ts';

/** The guards of the house. Every one has been seen to catch a planted fault: tests/check/planted.test.ts. */
export const checks: Check[] = [
  { name: 'types', run: types.run },
  { name: 'dead code', run: dead.run },
  { name: 'lint', run: lint.run },
  { name: 'protocols', run: protocols.run },
  { name: 'arrows', run: arrows.run },
  { name: 'purity', run: purity.run },
  { name: 'facts', run: facts.run },
  { name: 'sizes', run: sizes.run },
  { name: 'documents', run: documents.run },
  { name: 'words', run: words.run },
  { name: 'licences', run: licences.run },
  { name: 'test names', run: tests.run },
];
