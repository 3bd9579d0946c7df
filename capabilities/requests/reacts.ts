import type { Reaction } from '../../kernel/capability.ts';

interface VisitFound {
  request?: string | null;
  assignee?: string | null;
  assigneeName?: string | null;
  name?: string | null;
}

/** The visit's request: from the event, else from the visit's own row. */
const visitOf = (event: { data: any }) => ({ visit: { view: 'visits.visits', ids: [String(event.data.id)] } });
const requestOf = (event: { data: any }, found: { visit: VisitFound[] }): string | undefined =>
  event.data.request ?? found.visit[0]?.request ?? undefined;

/** How a visit went, for whoever asked; both languages, since an answer is one text. */
const WENT: Record<string, string> = {
  done: '上门完成 / visit done',
  partly: '部分完成 / partly done',
  'needs-help': '仍需帮助 / more help is needed',
};

export const reacts: Record<string, Reaction> = {
  /** "Cannot do" is never the end: the request goes one level up with the reason. */
  'visits.VisitFailed': {
    find: visitOf,
    then(event, found) {
      const id = requestOf(event, found);
      if (!id) return [];
      const words = [event.data.reason, event.data.note].filter(Boolean).join(': ');
      return [
        {
          command: 'requests.HandUpRequest',
          input: { id, reason: `上门未成 / visit failed: ${words}`.slice(0, 1000), visit: event.data.id },
        },
      ];
    },
  },
  /** What was brought to the door is the answer; whether it solved the need is for the call-back. */
  'visits.VisitDone': {
    find: visitOf,
    then(event, found) {
      const id = requestOf(event, found);
      if (!id) return [];
      const note = event.data.proof?.note;
      const went = WENT[event.data.outcome] ?? WENT.done;
      return [
        {
          command: 'requests.AnswerRequest',
          input: {
            id,
            // the words of whoever stood at the door are the answer; how it went is added where it did not all go well
            what: (note && event.data.outcome === 'done' ? note : note ? `${went}: ${note}` : `${went}`).slice(0, 2000),
            by: { id: event.actor.id, name: event.actor.name },
          },
        },
      ];
    },
  },
  /** Requests merged into one that closes, close with it. */
  'requests.RequestClosed': {
    find: (event) => ({
      merged: { view: 'requests.queue', where: { into: event.data.id, state: 'merged' }, limit: 50_000 },
    }),
    then: (event, found) =>
      (found.merged as { id: string }[]).map((row) => ({
        command: 'requests.CloseMerged',
        input: { id: row.id, into: event.data.id },
      })),
  },
};
