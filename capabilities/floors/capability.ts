import type { Capability } from '../../kernel/capability.ts';
import { reacts } from './reacts.ts';
import { floor } from './rules.ts';
import { crossings } from './views.ts';

export const capability: Capability = {
  name: 'floors',
  label: { en: 'Floor', zh: '底线' },
  streams: { floor },
  views: { crossings },
  reacts,
};
