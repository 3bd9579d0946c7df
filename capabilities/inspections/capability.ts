import type { Capability } from '../../kernel/capability.ts';
import { inspection, shortcoming } from './rules.ts';
import { findings, inspections } from './views.ts';

export const capability: Capability = {
  name: 'inspections',
  label: { en: 'Inspections', zh: '监督检查' },
  streams: { inspection, shortcoming },
  views: { inspections, findings },
};
