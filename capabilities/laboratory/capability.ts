import type { Capability } from '../../kernel/capability.ts';
import { laboratoryResult } from './rules.ts';
import { results } from './views.ts';

export const capability: Capability = {
  name: 'laboratory',
  label: { en: 'Laboratory', zh: '检验' },
  streams: { laboratoryResult },
  views: { results },
};
