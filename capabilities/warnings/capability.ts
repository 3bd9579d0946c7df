import type { Capability } from '../../kernel/capability.ts';
import type { Raised } from '../signals/index.ts';
import { alert } from './rules.ts';
import { alerts, issued, record } from './views.ts';

export const capability: Capability = {
  name: 'warnings',
  label: { en: 'Warnings', zh: '预警处置' },
  streams: { alert },
  views: { alerts, record, issued },
  reacts: {
    'signals.SignalRaised': {
      then(event) {
        const { signal: id, ...about } = event.data as Raised;
        return [{ command: 'warnings.OpenAlert', input: { id, ...about } }];
      },
    },
  },
};
