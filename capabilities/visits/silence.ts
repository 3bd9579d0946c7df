import type { Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { isRefusal, refuse } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import * as model from './model.ts';
import type { WatchedRow } from './views-households.ts';

/** How long silence may last is decided when a restriction starts, by the city's setting of that day. */
function watch(_state: unknown, input: model.WatchSilence, told: Told): Decision {
  const days = settingOn(told.protocol.library, 'household.silence.days', told.today);
  return isRefusal(days) ? days : [{ type: 'visits.SilenceWatched', data: { ...input, days: Number(days.value) } }];
}

function flag(state: { since: Instant } | undefined, { household }: model.FlagSilence, told: Told): Decision {
  const row = (told.found.households as WatchedRow[])[0];
  if (!row?.silentAt || row.silentAt > told.now)
    return refuse('not-silent', household, { en: `${household} is not silent.`, zh: `${household} 并未失联。` });
  if (state?.since === row.lastHeardAt)
    return refuse('silence-flagged', household, {
      en: `${household} is flagged already.`,
      zh: `${household} 已标记。`,
    });
  return [{ type: 'visits.SilenceFlagged', data: { household, since: row.lastHeardAt } }];
}

/** One stream per restriction watched. */
export const watchOf: StreamKind<{ watched: true }> = {
  evolve: () => ({ watched: true }),
  commands: {
    WatchSilence: {
      label: { en: 'Watch for silence', zh: '关注静默住户' },
      input: model.watchSilence,
      roles: ['system'],
      purpose: 'livelihood',
      stream: (input: model.WatchSilence) => input.restriction,
      area: (input: model.WatchSilence) => input.households[0],
      decide: watch,
    },
  },
};

/** One stream per household that fell silent. */
export const silence: StreamKind<{ since: Instant }> = {
  evolve: (state, event: Event) => (event.type === 'visits.SilenceFlagged' ? { since: event.data.since } : state),
  commands: {
    FlagSilence: {
      label: { en: 'Flag a silent household', zh: '标记静默住户' },
      input: model.flagSilence,
      roles: ['system'],
      purpose: 'livelihood',
      stream: (input: model.FlagSilence) => input.household,
      area: (input) => input.household,
      find: (input: model.FlagSilence) => ({ households: { view: 'visits.households', ids: [input.household] } }),
      decide: flag,
    },
  },
};
