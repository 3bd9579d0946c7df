import type { Capability } from '../../kernel/capability.ts';
import type { Raised } from '../signals/index.ts';
import { alert, LIVE } from './rules.ts';
import { type AlertRow, alerts, issued, record } from './views.ts';

export const capability: Capability = {
  name: 'warnings',
  label: { en: 'Warnings', zh: '预警处置' },
  streams: { alert },
  views: { alerts, record, issued },
  reacts: {
    'signals.SignalRaised': {
      find: ({ data }) => ({
        live: {
          view: 'warnings.alerts',
          within: data.area,
          where: { subject: data.subject, stage: [...LIVE] },
          limit: 1000,
        },
      }),
      then(event, { live }) {
        const { signal, area, subject, ...about } = event.data as Raised;
        // somebody works on it already
        const known = (live as AlertRow[]).find((row) => row.area === area);
        return known
          ? [{ command: 'warnings.GrowAlert', input: { id: known.id, ...about } }]
          : [{ command: 'warnings.OpenAlert', input: { id: signal, area, subject, ...about } }];
      },
    },
  },
};
