import type { Event } from '../../kernel/event.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { Day, Instant } from '../../kernel/time.ts';
import type * as model from './model.ts';

/** Sendings whose numbers are remembered: a repeat of an older one is seen by its unchanged values. */
const REMEMBERED = 60;

export interface ChannelState extends model.RegisterChannel {
  expectedAt: Instant;
  suspended: boolean;
  silentSince: Instant | null;
  sendings: string[];
  /** Kept and not counted, by sending. */
  held: Record<string, { day: Day; via: model.RecordCounts['via']; lines: model.Line[] }>;
}

export function evolveChannel(state: ChannelState | undefined, event: Event): ChannelState | undefined {
  const { type, data } = event;
  if (type === 'signals.ChannelRegistered')
    return { sendings: [], held: {}, ...state, ...data, suspended: false, silentSince: null };
  if (!state) return state;
  if (type === 'signals.ChannelSuspended') return { ...state, suspended: true };
  if (type === 'signals.ChannelFellSilent') return { ...state, silentSince: data.expectedAt };
  if (type === 'signals.HistoryRecorded') return { ...state, sendings: remember(state.sendings, data.sending) };
  if (type !== 'signals.CountsRecorded' && type !== 'signals.CountsHeld') return state;
  const { sending, day, via, lines, expectedAt, replaces = [] } = data as model.Counts;
  const others = Object.fromEntries(
    Object.entries(state.held).filter(([one]) => one !== sending && !replaces.includes(one)),
  );
  return {
    ...state,
    expectedAt,
    silentSince: null,
    sendings: remember(state.sendings, sending),
    held: type === 'signals.CountsHeld' ? { ...others, [sending]: { day, via, lines } } : others,
  };
}

const remember = (sendings: string[], sending: string): string[] =>
  [...sendings.filter((one) => one !== sending), sending].slice(-REMEMBERED);

export const channelUnknown = (id: string) =>
  refuse('channel-unknown', id, { en: `No channel ${id}. Register it first.`, zh: `没有渠道 ${id}，请先登记。` });
