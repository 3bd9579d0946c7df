import type { Capability } from '../../kernel/capability.ts';
import { refusal } from './care.ts';
import { reacts } from './reacts.ts';
import { request } from './rules.ts';
import { queue } from './views.ts';
import { exclusions } from './views-exclusions.ts';
import { duplicates, requests } from './views-personal.ts';
import { publicRequests, refusals } from './views-public.ts';

export const capability: Capability = {
  name: 'requests',
  label: { en: 'Requests', zh: '诉求' },
  streams: { request, 'care-refusal': refusal },
  views: { queue, requests, duplicates, public: publicRequests, refusals, exclusions },
  reacts,
};
