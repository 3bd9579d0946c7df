import * as z from 'zod';
import type { Capability, Command } from '../../kernel/capability.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { Clock } from '../../protocols/schema-city.ts';

/** A library that holds only clocks: duties read nothing else unless a clock points at an edition. */
export const library = (clocks: Clock[], more: Partial<ProtocolLibrary> = {}): ProtocolLibrary => ({
  dictionary: { diseases: {}, personClasses: {}, zoneLevels: {}, keys: {} },
  editions: [],
  authority: [],
  publication: [],
  citations: { laws: {}, clauses: {} },
  requestClasses: [],
  clocks,
  basicNeeds: [],
  nineDonts: [],
  laxness: { weaker: { en: 'weaker', zh: '放松' }, otherAddition: { en: 'added', zh: '加码' } },
  settings: {},
  sources: {},
  ...more,
});

/** A clock of a small work, stopped by work.Done and owned by the street's desk unless told otherwise. */
export const clock = (changes: Partial<z.input<typeof Clock>> & { id: string }): Clock =>
  Clock.parse({
    name: { en: changes.id, zh: changes.id },
    why: { en: 'test', zh: '测试' },
    starts: [{ event: 'work.Asked' }],
    stops: [{ event: 'work.Done' }],
    within: { value: 1, unit: 'h' },
    owner: { level: 'street', role: 'desk' },
    ladder: [],
    breach: { en: 'named', zh: '通报' },
    clause: 'test',
    confidence: 'D',
    ...changes,
  });

const command = (type: string, roles: Command['roles']): Command => ({
  label: { en: type, zh: type },
  roles,
  purpose: 'control',
  input: z.strictObject({
    id: z.string(),
    area: z.string(),
    urgency: z.string().optional(),
    days: z.array(z.string()).optional(),
    day: z.string().optional(),
  }),
  stream: (input) => input.id,
  area: (input) => input.area,
  decide: (_, input) => [{ type: `work.${type}`, data: input }],
});

/** A capability with three facts: something is asked, done, over. */
export const work: Capability = {
  name: 'work',
  label: { en: 'Work', zh: '工作' },
  streams: {
    task: {
      evolve: (state) => state,
      commands: { Ask: command('Asked', ['desk']), Finish: command('Done', ['grid']), End: command('Over', ['desk']) },
    },
  },
  views: {},
};
