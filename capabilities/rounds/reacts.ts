import type { Call, Reaction } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { VisitRow } from '../visits/index.ts';
import type { Outcome } from './model.ts';
import type { Happened } from './sheet.ts';
import { around } from './tasks.ts';
import type { StopRow } from './views.ts';

/** Who goes and when is written on the visit: the volunteer's phone and the household's page read it there. */
const handOut: Reaction = {
  find: (event) => ({
    visits: {
      view: 'visits.visits',
      ids: (event.data as Outcome).lines.flatMap(({ stops }) => stops.map(({ visit }) => visit)),
    },
  }),
  then: (event, found): Call[] => {
    const visits = new Map((found.visits as VisitRow[]).map((row) => [row.id, row]));
    return (event.data as Outcome).lines.flatMap(({ member, stops }) =>
      stops.flatMap((stop): Call[] => {
        const row = visits.get(stop.visit);
        if (!stop.told || !row || !['planned', 'assigned'].includes(row.status)) return [];
        const expected = { at: stop.begins, from: stop.told.from, to: stop.told.to };
        const same = row.assignee === member && JSON.stringify(row.expected) === JSON.stringify(expected);
        return same ? [] : [{ command: 'visits.AssignVisit', input: { id: stop.visit, assignee: member, expected } }];
      }),
    );
  },
};

/** What is urgent goes into the running rounds of its area at once. */
const urgent: Reaction = {
  find: (event) => ({
    plans: {
      view: 'rounds.rounds',
      where: { status: 'running', scope: event.data.urgent ? around(event.data.household) : [] },
    },
  }),
  then: (event, found): Call[] => {
    const { id: visit, household, urgent: now, care } = event.data;
    // A trip of a care schedule is planned with its appointment, not squeezed in.
    const plan = now && !care ? found.plans.at(-1) : undefined;
    return plan ? [{ command: 'rounds.InsertStop', input: { id: plan.id, visit, household } }] : [];
  },
};

const happened = (what: Happened): Reaction => ({
  find: (event) => ({ stops: { view: 'rounds.stops', ids: [event.data.id] } }),
  then: (event: Event, found): Call[] =>
    (found.stops as StopRow[]).map(({ plan, id: visit }) => ({
      command: 'rounds.RecordStop',
      input: { id: plan, visit, what, at: event.happenedAt },
    })),
});

const again: Reaction = {
  then: (event) => [{ command: 'rounds.ReplanRounds', input: { id: event.data.id } }],
};

export const reacts: Record<string, Reaction> = {
  'rounds.RoundsAccepted': handOut,
  'rounds.StopMoved': handOut,
  'rounds.StopInserted': handOut,
  'rounds.RoundsReplanned': handOut,
  'rounds.StopLate': again,
  'rounds.StopMissed': again,
  'visits.VisitPlanned': urgent,
  'visits.VisitStarted': happened('started'),
  'visits.VisitDone': happened('done'),
  'visits.VisitFailed': happened('missed'),
  'visits.VisitWithdrawn': happened('withdrawn'),
};
