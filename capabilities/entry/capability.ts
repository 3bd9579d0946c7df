import type { Capability } from '../../kernel/capability.ts';
import { entryRefusal } from './rules.ts';
import { doors, refusals } from './views.ts';

export const capability: Capability = {
  name: 'entry',
  label: { en: 'Refused entry', zh: '被拒进出' },
  streams: { entryRefusal },
  views: { refusals, doors },
};
