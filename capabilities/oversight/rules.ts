import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import { isRefusal, refuse } from '../../kernel/refusal.ts';
import { addHours } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import * as model from './model.ts';
import type { SampleRow } from './samples.ts';

const personOf = ({ id, name, role, org }: Told['actor']): model.Person => ({
  id,
  name,
  role,
  org: { id: org.id, name: org.name },
});

/** Traces of reads: one stream a reader, so that a reader's hand is one chain. */
export const reads: StreamKind<{ traced: number }> = {
  evolve: (state) => ({ traced: (state?.traced ?? 0) + 1 }),
  commands: {
    TraceRead: {
      label: { en: 'Trace a read of personal data', zh: '记录个人信息查询' },
      input: model.traceRead,
      roles: ['system'],
      purpose: 'oversight',
      stream: (input: model.TraceRead) => input.by.id,
      area: (input) => model.areaOf(input.subjects),
      decide: (_state, input) => [{ type: 'oversight.ReadTraced', data: input }],
    },
  },
};

function noteRefusal(state: model.WatchState | undefined, input: model.NoteRefusal, told: Told): Decision {
  const most = settingOn(told.protocol.library, 'watch.refusals.perHour', told.today);
  if (isRefusal(most)) return most;
  const hour = model.hourOf(told.now);
  const same = state?.hour === hour ? state : { count: 0, raised: [] as string[] };
  const count = same.count + 1;
  const kind =
    input.refused === 'purpose-refused' ? 'purpose' : count > Number(most.value) ? 'mass-attempts' : undefined;
  const alarm = kind && !same.raised.includes(kind) ? { alarm: kind } : {};
  return [{ type: 'oversight.RefusalNoted', data: { ...input, hour, count, ...alarm } }];
}

/** Refused attempts: one stream a person. */
export const watch: StreamKind<model.WatchState> = {
  evolve(state, event) {
    const { hour, count, alarm } = event.data as model.OversightEvents['oversight.RefusalNoted'];
    const raised = state?.hour === hour ? state.raised : [];
    return { hour, count, raised: alarm ? [...raised, alarm] : raised };
  },
  commands: {
    NoteRefusal: {
      label: { en: 'Note a refused attempt', zh: '记录被拒绝的操作' },
      input: model.noteRefusal,
      roles: ['system'],
      purpose: 'oversight',
      stream: (input: model.NoteRefusal) => input.by.id,
      area: (input) => input.area,
      decide: noteRefusal,
    },
  },
};

function raise(state: model.AlarmState | undefined, input: model.RaiseAlarm, told: Told): Decision {
  // The same matter calls once; a repeat adds nothing.
  if (state) return [];
  const hours = settingOn(told.protocol.library, 'alarm.answer.h', told.today);
  if (isRefusal(hours)) return hours;
  return [
    {
      type: 'oversight.AlarmRaised',
      data: {
        ...input,
        to: { role: 'overseer', notOrg: input.about.org.id },
        raisedAt: told.now,
        dueAt: addHours(told.now, Number(hours.value)),
      },
    },
  ];
}

function answer(state: model.AlarmState | undefined, input: model.AnswerAlarm, told: Told): Decision {
  if (!state)
    return refuse('alarm-unknown', input.id, { en: `There is no alarm ${input.id}.`, zh: `没有告警 ${input.id}。` });
  if (state.answered)
    return refuse('alarm-answered', input.id, {
      en: `Alarm ${input.id} is answered already.`,
      zh: `告警 ${input.id} 已答复。`,
    });
  if (told.actor.org.id === state.raised.about.org.id || told.actor.id === state.raised.about.id)
    return notIndependent(told.actor.org.name);
  return [{ type: 'oversight.AlarmAnswered', data: { ...input, by: personOf(told.actor) } }];
}

const notIndependent = (org: string) =>
  refuse('inspector-not-independent', org, {
    en: `${org} is the organisation concerned. Somebody of another organisation must decide.`,
    zh: `${org}为当事单位，须由其他单位的人员处理。`,
  });

export const alarm: StreamKind<model.AlarmState> = {
  evolve: (state, event) =>
    event.type === 'oversight.AlarmRaised'
      ? { raised: event.data, answered: false }
      : state && { ...state, answered: true },
  commands: {
    RaiseAlarm: {
      label: { en: 'Call an independent inspector', zh: '向独立监督员告警' },
      input: model.raiseAlarm,
      roles: ['system'],
      purpose: 'oversight',
      stream: (input: model.RaiseAlarm) => input.id,
      area: (input) => input.area,
      decide: raise,
    },
    AnswerAlarm: {
      label: { en: 'Answer an alarm', zh: '答复告警' },
      input: model.answerAlarm,
      roles: ['overseer'],
      purpose: 'oversight',
      stream: (input: model.AnswerAlarm) => input.id,
      area: (_input, state) => state?.raised.area,
      decide: answer,
    },
  },
};

function check(state: model.SampleState | undefined, input: model.CheckRead, told: Told): Decision {
  const row = (told.found.sample as SampleRow[])[0];
  const read = row?.reads.find((each) => each.id === input.read);
  if (!row || !read)
    return refuse('read-not-sampled', input.read, {
      en: `${input.read} is not in the sample ${input.sample}.`,
      zh: `${input.read} 不在样本 ${input.sample} 中。`,
    });
  if (told.today < row.readyOn)
    return refuse('sample-not-drawn', row.week, {
      en: 'The week is not over: its sample is still being drawn. Check it from Monday.',
      zh: '本周尚未结束，样本仍在抽取，请自下周一起核查。',
    });
  if (state?.checked.includes(input.read))
    return refuse('read-checked', input.read, { en: 'This read was checked already.', zh: '此次查询已核查。' });
  if (read.by.org.id === told.actor.org.id) return notIndependent(told.actor.org.name);
  return [
    { type: 'oversight.ReadChecked', data: { ...input, by: personOf(told.actor), reader: read.by, view: read.view } },
  ];
}

export const sample: StreamKind<model.SampleState> = {
  evolve: (state, event) => ({ checked: [...(state?.checked ?? []), event.data.read] }),
  commands: {
    CheckRead: {
      label: { en: 'Check a sampled read', zh: '核查抽样查询' },
      input: model.checkRead,
      roles: ['overseer'],
      purpose: 'oversight',
      stream: (input: model.CheckRead) => input.sample,
      area: (input) => input.sample.split('|')[0],
      find: (input: model.CheckRead) => ({ sample: { view: 'oversight.samples', ids: [input.sample] } }),
      decide: check,
    } satisfies Command<model.SampleState, model.CheckRead>,
  },
};

export const integrity: StreamKind<{ verified: number }> = {
  evolve: (state) => ({ verified: (state?.verified ?? 0) + 1 }),
  commands: {
    RecordVerification: {
      label: { en: 'Record a verification of the log', zh: '记录日志完整性核验' },
      input: model.recordVerification,
      roles: ['system'],
      purpose: 'oversight',
      stream: () => 'log',
      area: () => 'cn',
      decide: (_state, input: model.RecordVerification, told) => [
        { type: 'oversight.LogVerified', data: { ...input, at: told.now } },
      ],
    },
  },
};
