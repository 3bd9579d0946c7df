import type { Capability } from '../../kernel/capability.ts';
import { duplicates, reacts } from './merging.ts';
import { case_ } from './rules.ts';
import { import_, link_, mapping_ } from './rules-import.ts';
import { cases } from './views.ts';
import { curve, imports, links, mappings } from './views-lists.ts';

export const capability: Capability = {
  name: 'cases',
  label: { en: 'Cases', zh: '病例' },
  streams: { case: case_, link: link_, mapping: mapping_, import: import_ },
  views: { cases, links, curve, duplicates, imports, mappings },
  reacts,
};
