import type { Capability } from '../../kernel/capability.ts';
import { reacts } from './reacts.ts';
import { site } from './sites.ts';
import { stock } from './stock.ts';
import { round, testing } from './testing.ts';
import * as views from './views.ts';

export const capability: Capability = {
  name: 'reserves',
  label: { en: 'Capacity and reserves', zh: '能力与储备' },
  streams: { site, stock, testing, screening: round },
  views: { sites: views.sites, testing: views.testing, rounds: views.rounds, stocks: views.stocks },
  reacts,
};
