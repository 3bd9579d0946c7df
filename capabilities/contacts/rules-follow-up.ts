import type { Decision, Told } from '../../kernel/capability.ts';
import { refuse } from '../../kernel/refusal.ts';
import { addDays, type Day } from '../../kernel/time.ts';
import { followUp, latest, next, settled } from './follow-up.ts';
import type * as model from './model.ts';
import { ENDED_BY_DISCARD } from './state.ts';

export type State = model.ContactState | undefined;
export const unknown = (id: string) =>
  refuse('contact-unknown', id, { en: `No contact ${id}. List it first.`, zh: `没有接触者 ${id}，请先登记。` });
const closed = (id: string, reason: string) =>
  refuse('contact-closed', id, {
    en: `Contact ${id} is closed (${reason}). Nothing is asked of this person any more.`,
    zh: `接触者 ${id} 已结案（${reason}），不再要求随访。`,
  });

/** Follow-up of a contact with these changes, by the edition in force today. */
export function plan(
  state: model.ContactState,
  told: Told,
  changes: { class?: string; sources?: model.Source[] } = {},
): model.FollowUp {
  const { disease, area, household } = state.listed;
  return followUp(
    told.protocol,
    {
      disease,
      area: household ?? area,
      class: changes.class ?? state.class,
      lastExposure: latest(changes.sources ?? state.sources),
      seen: state.seen,
    },
    told.today,
    told.zone,
  );
}

export const toCome = (day: Day, today: Day) =>
  day > today
    ? refuse('day-to-come', day, {
        en: `${day} lies after today, ${today}. Correct it.`,
        zh: `${day} 晚于今天 ${today}，请更正。`,
      })
    : undefined;

/** Decides on an open contact. */
export const open =
  <I extends { id: string }>(decide: (state: model.ContactState, input: I, told: Told) => Decision) =>
  (state: State, input: I, told: Told): Decision =>
    !state ? unknown(input.id) : state.closed ? closed(input.id, state.closed) : decide(state, input, told);

export const record = open<model.RecordFollowUp>((state, input, told) => {
  const wrong = toCome(input.day, told.today);
  if (wrong) return wrong;
  const { from, until } = state.follow;
  const first = latest(state.sources);
  if (input.day < first)
    return refuse('before-exposure', input.day, {
      en: `${input.day} is before the last exposure, ${first}. Correct the day.`,
      zh: `${input.day} 早于末次接触 ${first}，请更正。`,
    });
  const seen = input.outcome.startsWith('seen') ? [...state.seen, input.day] : state.seen;
  // A check that reached nobody keeps the day due: it is tried again until 24:00.
  const follow = from && until ? { ...state.follow, ...next(from, until, seen, told.today, told.zone) } : state.follow;
  return [
    {
      type: 'contacts.FollowUpRecorded',
      data: { ...input, disease: state.listed.disease, follow, late: input.day < told.today },
      edition: state.follow.edition,
    },
  ];
});

export const miss = open<model.MissFollowUp>((state, input, told) => {
  if (state.follow.nextDue !== input.day) return [];
  const { from, until } = state.follow;
  const follow = {
    ...state.follow,
    ...next(
      from as Day,
      until as Day,
      [...state.seen, input.day],
      told.today > input.day ? told.today : addDays(input.day, 1),
      told.zone,
    ),
  };
  return [
    { type: 'contacts.FollowUpMissed', data: { ...input, disease: state.listed.disease, owner: state.owner, follow } },
  ];
});

export const assign = open<model.AssignFollowUp>((state, input) => [
  { type: 'contacts.FollowUpAssigned', data: { ...input, disease: state.listed.disease } },
]);

/** The end is computed anew when the edition or a source changes; nothing is said when nothing changes. */
export function review(state: State, input: model.ReviewFollowUp, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (input.reinstated) {
    const byDiscard = state.closed === ENDED_BY_DISCARD;
    if (state.closed && !byDiscard) return [];
    const back = [...state.dropped, ...(byDiscard ? state.sources : [])].filter(
      (source) => source.case === input.reinstated,
    );
    if (back.length === 0) return [];
    const sources = [...(byDiscard ? [] : state.sources), ...back];
    return byDiscard
      ? [
          {
            type: 'contacts.ContactReopened',
            data: {
              id: input.id,
              disease: state.listed.disease,
              why: input.why,
              sources,
              ...settled(plan(state, told, { sources }), state.seen),
            },
          },
        ]
      : [revised(state, input, told, sources)];
  }
  if (state.closed) return [];
  if (input.discarded) {
    const sources = state.sources.filter((source) => source.case !== input.discarded);
    if (sources.length === state.sources.length) return [];
    if (sources.length === 0)
      return [
        {
          type: 'contacts.ContactClosed',
          data: {
            id: input.id,
            reason: ENDED_BY_DISCARD,
            case: input.discarded,
            note: input.why,
            disease: state.listed.disease,
            class: state.class,
          },
        },
      ];
    return [revised(state, input, told, sources)];
  }
  const follow = plan(state, told);
  return follow.until === state.follow.until && follow.edition === state.follow.edition
    ? []
    : [revised(state, input, told, state.sources)];
}
function revised(state: model.ContactState, input: model.ReviewFollowUp, told: Told, sources: model.Source[]) {
  const follow = plan(state, told, { sources });
  return {
    type: 'contacts.FollowUpRevised',
    data: {
      id: input.id,
      disease: state.listed.disease,
      why: input.why,
      was: state.follow,
      ...settled(follow, state.seen),
      sources,
      lastExposure: latest(sources),
    },
    edition: follow.edition,
  };
}
