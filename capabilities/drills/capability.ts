import type { Capability } from '../../kernel/capability.ts';
import { drill, finding } from './rules.ts';
import { drills, findings } from './views.ts';

export const capability: Capability = {
  name: 'drills',
  label: { en: 'Drills', zh: '演练' },
  streams: { drill, finding },
  views: { drills, findings },
};
