import type { Capability } from '../../kernel/capability.ts';
import { place } from './rules.ts';
import { places } from './views.ts';

export const capability: Capability = {
  name: 'places',
  label: { en: 'Places', zh: '地点' },
  streams: { place },
  views: { places },
};
