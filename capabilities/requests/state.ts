import type { Event } from '../../kernel/event.ts';
import type { PlacePath } from '../../kernel/place.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Urgency } from '../../protocols/schema-city.ts';
import type { About, Body, ContactChannel, PauseRequest, RequestEvents, Stage } from './model.ts';

interface Exclusion {
  by: string;
  org: string;
  until: Instant;
  appeal?: 'open' | 'upheld' | 'overturned';
}

type PauseReason = PauseRequest['why'];

/** A request as its rules see it. */
export interface RequestState {
  id: string;
  class: string;
  urgency: Urgency;
  life: boolean;
  personal: boolean;
  place: PlacePath;
  /** Household when there is one, else the place. */
  area: PlacePath;
  household?: PlacePath;
  stage: Stage;
  /** Before it was merged. */
  stageBefore?: Stage;
  into?: string;
  owner: Body;
  /** Who handed it to the owner: a returned request goes back there. */
  dispatcher: Body;
  callerAccount?: string;
  takenBy: string;
  /** Account ids of those who did the work, and the organisations they did it for: they do not call back. */
  workers: string[];
  workOrgs: string[];
  contactAttempts: ContactChannel[];
  /** Since the last answer. */
  callBackAttempts: ContactChannel[];
  hops: number;
  reopened: number;
  /** Left out of the rates: by whom, until when it may be appealed, and what became of the appeal. */
  excluded?: Exclusion;
  /** Whether the last contact reached her; undefined before the first. */
  reached?: boolean;
  /** Its clocks wait until then; and all pauses together, in minutes. */
  paused?: { why: PauseReason; until: Instant };
  pausedMinutes: number;
  /** Open deadlines by clock. */
  due: Record<string, Instant>;
}

type Fold = (state: RequestState, data: any, event: Event) => RequestState;

const appealed =
  (appeal: Exclusion['appeal']): Fold =>
  (state) => ({ ...state, excluded: state.excluded && { ...state.excluded, appeal } });

const folds: Record<string, Fold> = {
  'requests.RequestMerged': (state, data) => ({ ...state, stage: 'merged', stageBefore: state.stage, into: data.into }),
  'requests.RequestUnmerged': (state) => ({
    ...state,
    stage: state.stageBefore ?? 'taken',
    into: undefined,
    stageBefore: undefined,
  }),
  'requests.RequestDispatched': (state, data, event) => ({
    ...state,
    stage: 'dispatched',
    owner: data.owner,
    hops: data.hop,
    dispatcher: {
      ...state.owner,
      org: event.actor.role === 'system' ? state.owner.org : event.actor.org.id,
      orgName: event.actor.role === 'system' ? state.owner.orgName : event.actor.org.name,
    },
    workers: data.assignee ? add(state.workers, data.assignee.id) : state.workers,
  }),
  'requests.ContactAttempted': (state, data) => ({
    ...state,
    contactAttempts: [...state.contactAttempts, data.channel],
  }),
  'requests.RequestContacted': (state, data) => ({
    ...state,
    reached: data.reached,
    stage: state.stage === 'dispatched' || state.stage === 'taken' ? 'contacted' : state.stage,
    contactAttempts: [],
  }),
  'requests.RequestHandedUp': (state, data) => ({ ...state, owner: data.to, dispatcher: data.from, stage: 'taken' }),
  'requests.RequestReturned': (state, data) => ({ ...state, owner: data.to, stage: 'taken' }),
  'requests.RequestAnswered': (state, data) => ({
    ...state,
    stage: 'answered',
    callBackAttempts: [],
    workers: add(state.workers, data.by.id),
    workOrgs: add(state.workOrgs, data.by.org),
  }),
  'requests.CallBackAttempted': (state, data) => ({
    ...state,
    callBackAttempts: [...state.callBackAttempts, data.channel],
  }),
  'requests.RequestClosed': (state) => ({ ...state, stage: 'closed' }),
  'requests.RequestReopened': (state, data) => ({
    ...state,
    stage: 'dispatched',
    reopened: data.count,
    owner: data.owner,
    callBackAttempts: [],
    contactAttempts: [],
  }),
  'requests.RequestReclassified': (state, data) => ({
    ...state,
    class: data.class,
    urgency: data.urgency,
    life: data.life,
    personal: data.personal,
  }),
  'requests.RequestWithdrawn': (state) => ({ ...state, stage: 'withdrawn' }),
  'requests.RequestPaused': (state, data) => ({
    ...state,
    paused: { why: data.why, until: data.until },
    pausedMinutes: state.pausedMinutes + data.minutes,
  }),
  'requests.RequestResumed': (state, data) => ({
    ...state,
    paused: undefined,
    pausedMinutes: state.pausedMinutes + data.minutes,
  }),
  'requests.RequestExcluded': (state, data, event) => ({
    ...state,
    excluded: { by: event.actor.id, org: event.actor.org.id, until: data.until },
  }),
  'requests.ExclusionAppealed': appealed('open'),
  'requests.ExclusionDecided': (state, data, event) => appealed(data.decision)(state, data, event),
};

const add = (list: string[], item: string): string[] => (list.includes(item) ? list : [...list, item]);

export function evolve(state: RequestState | undefined, event: Event): RequestState | undefined {
  if (event.type === 'requests.RequestTaken') {
    const data = event.data as RequestEvents['requests.RequestTaken'];
    return {
      id: data.id,
      class: data.class,
      urgency: data.urgency,
      life: data.life,
      personal: data.personal,
      place: data.place,
      area: event.area,
      household: data.household,
      stage: 'taken',
      owner: data.owner,
      dispatcher: data.owner,
      callerAccount: data.caller.account,
      takenBy: event.actor.id,
      workers: [],
      workOrgs: [],
      contactAttempts: [],
      callBackAttempts: [],
      hops: 0,
      reopened: 0,
      pausedMinutes: 0,
      due: data.due,
    };
  }
  if (!state) return undefined;
  const next = folds[event.type]?.(state, event.data, event) ?? state;
  return { ...next, due: event.data.due ?? next.due };
}

/** What every event of the request says about it. */
export const about = (state: RequestState): Omit<About, 'due' | 'contactBy' | 'answerBy'> => ({
  id: state.id,
  class: state.class,
  urgency: state.urgency,
  life: state.life,
  personal: state.personal,
  place: state.place,
  ...(state.household ? { household: state.household } : {}),
  stage: state.stage,
});
