import type { Capability } from '../../kernel/capability.ts';
import { clockwork, reacts } from './reacts.ts';
import { contact } from './rules.ts';
import { contacts } from './views.ts';
import { checks, exposures, followUps } from './views-follow-up.ts';

export const capability: Capability = {
  name: 'contacts',
  label: { en: 'Contacts', zh: '密切接触者' },
  streams: { contact },
  views: { contacts, checks, exposures, followUps },
  reacts,
  clockwork,
};
