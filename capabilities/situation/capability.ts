import type { Capability } from '../../kernel/capability.ts';
import { costsView } from './costs.ts';
import { daysView } from './days.ts';

/** The situation: both tracks by area and day, and what restrictions cost. It decides nothing. `zone` says what a day is. */
export const situationCapability = (zone = 'Asia/Shanghai'): Capability => ({
  name: 'situation',
  label: { en: 'Situation', zh: '态势' },
  streams: {},
  views: { days: daysView(zone), costs: costsView(zone) },
});
