import type { Role } from '../../kernel/actor.ts';
import type { Command, Decision, StreamKind, Told } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { refuse } from '../../kernel/refusal.ts';
import { addDays, type Day } from '../../kernel/time.ts';
import { classUnknown, followUp, latest, next } from './follow-up.ts';
import * as model from './model.ts';

type State = model.ContactState | undefined;
const unknown = (id: string) => refuse('contact-unknown', id, { en: `No contact ${id}. List it first.`, zh: `没有接触者 ${id}，请先登记。` });
const closed = (id: string, reason: string) => refuse('contact-closed', id, { en: `Contact ${id} is closed (${reason}). Nothing is asked of this person any more.`, zh: `接触者 ${id} 已结案（${reason}），不再要求随访。` });

const ENDED_BY_DISCARD = 'case-discarded';

function evolve(state: State, event: Event): State {
  if (event.type === 'contacts.ContactListed') {
    const { follow, owner, ...listed } = event.data as model.ContactEvents['contacts.ContactListed'];
    return { listed, class: listed.class, owner, sources: [{ case: listed.case, lastExposure: listed.lastExposure }], dropped: [], follow, seen: [], untouched: listed.import };
  }
  if (!state) return undefined;
  // A missed day is the clock's doing, not somebody's work on the contact.
  const after: model.ContactState = { ...state, ...(event.data.follow ? { follow: event.data.follow as model.FollowUp } : {}), untouched: event.type === 'contacts.FollowUpMissed' ? state.untouched : undefined };
  switch (event.type) {
    case 'contacts.ExposureAdded': return { ...after, sources: event.data.sources };
    case 'contacts.FollowUpRevised': return { ...after, ...split(state, event.data.sources) };
    case 'contacts.FollowUpRecorded': return event.data.outcome.startsWith('seen') ? { ...after, seen: [...new Set([...state.seen, event.data.day as string])] } : after;
    case 'contacts.FollowUpAssigned': return { ...after, owner: event.data.owner };
    case 'contacts.ContactReclassified': return { ...after, class: event.data.class };
    case 'contacts.ContactClosed': return event.data.undone ? undefined : { ...after, closed: event.data.reason, follow: { ...state.follow, nextDue: null, dueAt: null, closesAt: null } };
    case 'contacts.ContactReopened': return { ...after, closed: undefined, ...split(state, event.data.sources) };
    default: return after;
  }
}

/** The sources that stand, and those kept aside because their case was discarded. */
const split = (state: model.ContactState, sources: model.Source[]) => ({ sources, dropped: [...state.dropped, ...state.sources].filter((source) => !sources.some((each) => each.case === source.case)) });

/** Follow-up of a contact with these changes, by the edition in force today. */
function plan(state: model.ContactState, told: Told, changes: { class?: string; sources?: model.Source[] } = {}): model.FollowUp {
  const { disease, area, household } = state.listed;
  return followUp(told.protocol, { disease, area: household ?? area, class: changes.class ?? state.class, lastExposure: latest(changes.sources ?? state.sources), seen: state.seen }, told.today, told.zone);
}

function list(state: State, input: model.ListContact, told: Told): Decision {
  if (state) return refuse('contact-exists', input.id, { en: `Contact ${input.id} is listed already. Add the exposure there.`, zh: `接触者 ${input.id} 已登记，请在其档案中追加暴露。` });
  const [source] = told.found.case as { status: string; disease: string }[];
  if (!source) return refuse('case-unknown', input.case, { en: `No case ${input.case}. Report it first.`, zh: `没有病例 ${input.case}，请先报告。` });
  if (source.status === 'discarded') return refuse('case-discarded', input.case, { en: `Case ${input.case} was discarded: it has no contacts.`, zh: `病例 ${input.case} 已排除，不再登记接触者。` });
  if (source.disease !== input.disease) return refuse('disease-differs', input.disease, { en: `Case ${input.case} is of ${source.disease}, not ${input.disease}.`, zh: `病例 ${input.case} 的疾病为 ${source.disease}，不是 ${input.disease}。` });
  const wrong = classUnknown(told.protocol, input.class) ?? toCome(input.lastExposure, told.today);
  if (wrong) return wrong;
  const follow = followUp(told.protocol, { disease: input.disease, area: input.household ?? input.area, class: input.class, lastExposure: input.lastExposure, seen: [] }, told.today, told.zone);
  const owner = input.owner ?? { id: told.actor.id, name: told.actor.name };
  return [{ type: 'contacts.ContactListed', data: { ...input, owner, follow }, edition: follow.edition }];
}
const toCome = (day: Day, today: Day) => (day > today ? refuse('day-to-come', day, { en: `${day} lies after today, ${today}. Correct it.`, zh: `${day} 晚于今天 ${today}，请更正。` }) : undefined);

/** Decides on an open contact. */
const open = <I extends { id: string }>(decide: (state: model.ContactState, input: I, told: Told) => Decision) => (state: State, input: I, told: Told): Decision =>
  !state ? unknown(input.id) : state.closed ? closed(input.id, state.closed) : decide(state, input, told);
const past = (at: string, told: Told) => (at > told.now ? refuse('moment-to-come', at, { en: `${at} lies ahead. Record it when it has happened.`, zh: `${at} 尚未到来，请在发生后登记。` }) : undefined);

const notify = open<model.NotifyContact>((state, input, told) => past(input.at, told) ?? [{ type: 'contacts.ContactNotified', happenedAt: input.at, data: { ...input, disease: state.listed.disease, class: state.class } }]);
const transfer = open<model.TransferContact>((state, input, told) => past(input.at, told) ?? [{ type: 'contacts.ContactTransferred', happenedAt: input.at, data: { ...input, disease: state.listed.disease, class: state.class } }]);

const expose = open<model.AddExposure>((state, input, told) => {
  const [source] = told.found.case as { status: string; disease: string }[];
  if (!source || source.status === 'discarded') return refuse('case-unknown', input.case, { en: `No open case ${input.case}.`, zh: `没有未排除的病例 ${input.case}。` });
  const wrong = toCome(input.lastExposure, told.today);
  if (wrong) return wrong;
  const sources = [...state.sources.filter((each) => each.case !== input.case), { case: input.case, lastExposure: input.lastExposure }];
  const follow = plan(state, told, { sources });
  return [{ type: 'contacts.ExposureAdded', data: { ...input, disease: state.listed.disease, sources, lastExposure: latest(sources), follow }, edition: follow.edition }];
});

const record = open<model.RecordFollowUp>((state, input, told) => {
  const wrong = toCome(input.day, told.today);
  if (wrong) return wrong;
  const { from, until } = state.follow;
  const first = latest(state.sources);
  if (input.day < first) return refuse('before-exposure', input.day, { en: `${input.day} is before the last exposure, ${first}. Correct the day.`, zh: `${input.day} 早于末次接触 ${first}，请更正。` });
  const seen = input.outcome.startsWith('seen') ? [...state.seen, input.day] : state.seen;
  // A check that reached nobody keeps the day due: it is tried again until 24:00.
  const follow = from && until ? { ...state.follow, ...next(from, until, seen, told.today, told.zone) } : state.follow;
  return [{ type: 'contacts.FollowUpRecorded', data: { ...input, disease: state.listed.disease, follow, late: input.day < told.today }, edition: state.follow.edition }];
});

const miss = open<model.MissFollowUp>((state, input, told) => {
  if (state.follow.nextDue !== input.day) return [];
  const { from, until } = state.follow;
  const follow = { ...state.follow, ...next(from as Day, until as Day, [...state.seen, input.day], told.today > input.day ? told.today : addDays(input.day, 1), told.zone) };
  return [{ type: 'contacts.FollowUpMissed', data: { ...input, disease: state.listed.disease, owner: state.owner, follow } }];
});

const assign = open<model.AssignFollowUp>((state, input) => [{ type: 'contacts.FollowUpAssigned', data: { ...input, disease: state.listed.disease } }]);

const reclassify = open<model.ReclassifyContact>((state, input, told) => {
  if (input.class === state.class) return refuse('class-same', input.class, { en: `Contact ${input.id} is ${input.class} already.`, zh: `接触者 ${input.id} 已是该类别。` });
  const wrong = classUnknown(told.protocol, input.class) ?? past(input.evidence.at, told);
  if (wrong) return wrong;
  const follow = plan(state, told, { class: input.class });
  return [{ type: 'contacts.ContactReclassified', data: { ...input, disease: state.listed.disease, was: state.class, follow }, edition: follow.edition }];
});

const close = open<model.CloseContact>((state, input, told) => {
  const { until } = state.follow;
  if (input.reason === 'follow-up-ended' && until !== null && told.today <= until) {
    return refuse('follow-up-running', until, { en: `The follow-up runs until ${until}. Give another reason, or wait.`, zh: `随访至 ${until} 结束。请选择其他原因或等待。` });
  }
  return [{ type: 'contacts.ContactClosed', data: { ...input, disease: state.listed.disease, class: state.class }, edition: state.follow.edition }];
});

/** The end is computed anew when the edition or a source changes; nothing is said when nothing changes. */
function review(state: State, input: model.ReviewFollowUp, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (input.reinstated) {
    const byDiscard = state.closed === ENDED_BY_DISCARD;
    if (state.closed && !byDiscard) return [];
    const back = [...state.dropped, ...(byDiscard ? state.sources : [])].filter((source) => source.case === input.reinstated);
    if (back.length === 0) return [];
    const sources = [...(byDiscard ? [] : state.sources), ...back];
    return byDiscard
      ? [{ type: 'contacts.ContactReopened', data: { id: input.id, disease: state.listed.disease, why: input.why, sources, follow: plan(state, told, { sources }) } }]
      : [revised(state, input, told, sources)];
  }
  if (state.closed) return [];
  if (input.discarded) {
    const sources = state.sources.filter((source) => source.case !== input.discarded);
    if (sources.length === state.sources.length) return [];
    if (sources.length === 0) return [{ type: 'contacts.ContactClosed', data: { id: input.id, reason: ENDED_BY_DISCARD, case: input.discarded, note: input.why, disease: state.listed.disease, class: state.class } }];
    return [revised(state, input, told, sources)];
  }
  const follow = plan(state, told);
  return follow.until === state.follow.until && follow.edition === state.follow.edition ? [] : [revised(state, input, told, state.sources)];
}
function revised(state: model.ContactState, input: model.ReviewFollowUp, told: Told, sources: model.Source[]) {
  const follow = plan(state, told, { sources });
  return { type: 'contacts.FollowUpRevised', data: { id: input.id, disease: state.listed.disease, why: input.why, was: state.follow, follow, sources, lastExposure: latest(sources) }, edition: follow.edition };
}

function undo(state: State, input: model.UndoImported): Decision {
  if (!state) return unknown(input.id);
  if (state.untouched !== input.import) return refuse('changed-since', input.id, { en: `Contact ${input.id} was worked on since the import and stays.`, zh: `接触者 ${input.id} 导入后已被处理，保持不变。` });
  return [{ type: 'contacts.ContactClosed', data: { id: input.id, reason: 'not-exposed', case: state.listed.case, note: `undo of import ${input.import}`, disease: state.listed.disease, class: state.class, undone: input.import } }];
}

const WORKERS: readonly Role[] = ['investigator', 'officer', 'grid', 'system', 'trainer'];
const areaOf = (_input: unknown, state: State) => state && (state.listed.household ?? state.listed.area);
const on = <I extends { id: string }>(en: string, zh: string, input: Command['input'], decide: (state: State, input: I, told: Told) => Decision, more: Partial<Command<model.ContactState, I>> = {}): Command<model.ContactState, I> =>
  ({ label: { en, zh }, input, roles: WORKERS, purpose: 'control', stream: (given: I) => given.id, area: areaOf, decide, ...more }) as Command<model.ContactState, I>;
const SYSTEM: readonly Role[] = ['system'];

export const contact: StreamKind<model.ContactState> = {
  evolve,
  commands: {
    ListContact: on<model.ListContact>('List a contact', '登记接触者', model.listContact, list, { area: (input) => input.household ?? input.area, find: (input) => ({ case: { view: 'cases.cases', ids: [input.case] } }), offline: true }),
    NotifyContact: on('Notify a contact', '告知接触者', model.notifyContact, notify, { offline: true }),
    TransferContact: on('Transfer a contact', '转运接触者', model.transferContact, transfer, { offline: true }),
    AddExposure: on<model.AddExposure>('Add an exposure', '追加暴露', model.addExposure, expose, { find: (input) => ({ case: { view: 'cases.cases', ids: [input.case] } }) }),
    RecordFollowUp: on('Record a follow-up', '登记随访', model.recordFollowUp, record, { roles: [...WORKERS, 'volunteer'], offline: true }),
    MissFollowUp: on('A follow-up was missed', '随访漏访', model.missFollowUp, miss, { roles: SYSTEM }),
    AssignFollowUp: on('Assign the follow-up', '指派随访', model.assignFollowUp, assign, { roles: ['investigator', 'officer', 'trainer'] }),
    ReclassifyContact: on('Reclassify a contact', '调整接触者类别', model.reclassifyContact, reclassify, { roles: ['investigator', 'officer', 'trainer'] }),
    CloseContact: on('Close a contact', '接触者结案', model.closeContact, close, { roles: ['investigator', 'officer', 'system', 'trainer'] }),
    ReviewFollowUp: on('Compute the follow-up anew', '重新计算随访', model.reviewFollowUp, review, { roles: SYSTEM }),
    UndoImported: on('Undo an imported contact', '撤销导入的接触者', model.undoImported, undo, { roles: ['investigator', 'officer', 'hq', 'system', 'trainer'] }),
  },
};
