import type { Capability } from '../../kernel/capability.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { deviations, openings } from './openings.ts';
import { reacts } from './reacts.ts';
import * as rules from './rules.ts';
import { samplesView } from './samples.ts';
import * as views from './views.ts';
import { writes } from './writes.ts';

/** Oversight under the limits of a protocol library; `zone` decides which week a read falls in. */
export const oversightCapability = (library: ProtocolLibrary, zone = 'Asia/Shanghai'): Capability => ({
  name: 'oversight',
  label: { en: 'Oversight', zh: '监督' },
  streams: {
    reads: rules.reads,
    attempts: rules.watch,
    alarm: rules.alarm,
    sample: rules.sample,
    integrity: rules.integrity,
  },
  views: {
    reads: views.reads,
    refusals: views.refusals,
    alarms: views.alarms,
    orderings: views.orderings,
    integrity: views.integrity,
    writes,
    openings,
    deviations,
    samples: samplesView(library, zone),
  },
  reacts,
});
