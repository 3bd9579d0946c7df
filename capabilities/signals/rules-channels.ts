import type { Decision, StreamKind, Told } from '../../kernel/capability.ts';
import { refuse } from '../../kernel/refusal.ts';
import { addHours } from '../../kernel/time.ts';
import { type ChannelState, channelUnknown, evolveChannel } from './channel.ts';
import { expectedAfter, limitsOn } from './limits.ts';
import * as model from './model.ts';
import { recordCounts, recordHistory, releaseCounts } from './rules-counts.ts';

function register(_state: unknown, input: model.RegisterChannel, told: Told): Decision {
  return [
    {
      type: 'signals.ChannelRegistered',
      data: { ...input, expectedAt: expectedAfter(told.today, input, told.zone) },
    },
  ];
}

const suspend = (state: ChannelState | undefined, input: model.SuspendChannel): Decision =>
  state ? [{ type: 'signals.ChannelSuspended', data: input }] : channelUnknown(input.id);

function silence(state: ChannelState | undefined, { id }: { id: string }, told: Told): Decision {
  if (!state) return channelUnknown(id);
  const since = addHours(state.expectedAt, limitsOn(told.protocol.library, told.today).graceHours);
  if (state.suspended || state.silentSince !== null || since > told.now)
    return refuse('channel-heard', id, { en: `${id} is not silent.`, zh: `${id} 并未静默。` });
  return [
    {
      type: 'signals.ChannelFellSilent',
      data: { id, kind: state.kind, names: state.names, expectedAt: state.expectedAt },
    },
  ];
}

export const channel: StreamKind<ChannelState> = {
  evolve: evolveChannel,
  commands: {
    RegisterChannel: {
      label: { en: 'Register a channel', zh: '登记监测渠道' },
      input: model.registerChannel,
      roles: ['investigator', 'officer', 'admin'],
      purpose: 'control',
      stream: (input: model.RegisterChannel) => input.id,
      area: (input) => input.area,
      decide: register,
    },
    SuspendChannel: {
      label: { en: 'Suspend a channel', zh: '停用监测渠道' },
      input: model.suspendChannel,
      roles: ['investigator', 'officer', 'admin'],
      purpose: 'control',
      stream: (input: model.SuspendChannel) => input.id,
      area: (_input, state) => state?.area,
      decide: suspend,
    },
    NoteSilence: {
      label: { en: 'Note a silent channel', zh: '记录渠道静默' },
      input: model.noteSilence,
      roles: ['system'],
      purpose: 'control',
      stream: (input: { id: string }) => input.id,
      area: (_input, state) => state?.area,
      decide: silence,
    },
    RecordCounts: recordCounts,
    RecordHistory: recordHistory,
    ReleaseCounts: releaseCounts,
  },
};
