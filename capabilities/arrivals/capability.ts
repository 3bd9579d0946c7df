import type { Capability } from '../../kernel/capability.ts';
import { arrival } from './rules.ts';
import { arrivals } from './views.ts';

export const capability: Capability = {
  name: 'arrivals',
  label: { en: 'Arrivals', zh: '来返申报' },
  streams: { arrival },
  views: { arrivals },
};
