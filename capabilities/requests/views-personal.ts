import type { Folding, Row, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import type { Instant } from '../../kernel/time.ts';
import type { RequestEvents } from './model.ts';
import { queueOn } from './views.ts';
import type { QueueRow } from './views-changes.ts';

/** One line of what happened, as the beneficiary and the desk read it. */
export interface TimelineEntry {
  at: Instant;
  /** Event type without the capability: `RequestDispatched`. */
  what: string;
  by: string;
  /** Reason, words or the office it went to. */
  text?: string;
}

/** A request with the people in it. Reading it leaves a trace they can see. */
export interface RequestRow extends Omit<QueueRow, 'caller' | 'beneficiary' | 'proxy'> {
  caller: { name?: string; phone?: string; email?: string; account?: string };
  beneficiary: { household?: string; person?: string; name?: string; phone?: string };
  proxy: { id: string; name: string; account?: string } | null;
  proxyAccount: string | null;
  callerAccount: string | null;
  attributes: Record<string, string | string[]>;
  mediaUrl: string | null;
  timeline: TimelineEntry[];
}

const textOf = (data: any): string | undefined =>
  data.reason ??
  data.what ??
  data.text ??
  data.note ??
  data.outcome ??
  data.into ??
  (data.owner ? data.owner.orgName : undefined) ??
  data.how ??
  data.channel;
const entry = (event: Event): TimelineEntry => ({
  at: event.happenedAt,
  what: event.type.slice('requests.'.length),
  by: `${event.actor.name} · ${event.actor.org.name}`,
  text: textOf(event.data),
});

const personal = (folding: Folding<QueueRow>): Folding<RequestRow> => ({
  key: folding.key,
  fold(row, event, key) {
    const { caller, beneficiary, proxy, proxyAccount, callerAccount, attributes, mediaUrl, timeline, ...board } =
      row ?? ({} as RequestRow);
    const next = folding.fold(
      row ? ({ ...board, caller: '', beneficiary: '', proxy: '' } as QueueRow) : undefined,
      event,
      key,
    );
    if (!next) return undefined;
    if (event.type === 'requests.RequestTaken') {
      const data = event.data as RequestEvents['requests.RequestTaken'];
      return {
        ...next,
        description: data.description,
        caller: data.caller,
        beneficiary: data.beneficiary,
        proxy: data.proxy ?? null,
        proxyAccount: data.proxy?.account ?? null,
        callerAccount: data.caller.account ?? null,
        attributes: data.attributes,
        mediaUrl: data.mediaUrl ?? null,
        timeline: [entry(event)],
      };
    }
    return {
      ...next,
      ...(event.type === 'requests.RequestAnswered' ? { answer: event.data.what } : {}),
      caller,
      beneficiary,
      proxy,
      proxyAccount,
      callerAccount,
      attributes,
      mediaUrl,
      timeline: [...timeline, entry(event)],
    };
  },
});

export const requests: View<RequestRow> = {
  columns: {
    state: 'text',
    class: 'text',
    urgency: 'text',
    rank: 'number',
    household: 'text',
    assignee: 'text',
    callerAccount: 'text',
    proxyAccount: 'text',
    takenAt: 'instant',
    updatedAt: 'instant',
    dueAt: 'instant',
    careRefused: 'boolean',
  },
  reads: {
    resident: 'area',
    grid: 'area',
    desk: 'area',
    officer: 'area',
    reviewer: 'area',
    overseer: 'area',
    volunteer: { mine: 'assignee' },
  },
  subjects: (row) => [row.beneficiary.person ?? row.beneficiary.household ?? row.id],
  order: '-takenAt',
  on: Object.fromEntries(Object.entries(queueOn).map(([type, folding]) => [type, personal(folding)])),
};

/** A suggested duplicate: `id` is the newer request. */
export interface DuplicateRow extends Row {
  class: string;
  household: string | null;
  similar: { id: string; likeness: number }[];
  best: number;
  takenAt: Instant;
}

const gone: Folding<DuplicateRow> = { key: (event) => event.data.id, fold: (row) => row && null };

export const duplicates: View<DuplicateRow> = {
  columns: { class: 'text', household: 'text', best: 'number', takenAt: 'instant' },
  reads: { desk: 'area', officer: 'area', hq: 'area', grid: 'area' },
  order: '-best',
  on: {
    'requests.RequestTaken': {
      key: (event) => (event.data.similar.length > 0 ? event.data.id : []),
      fold: (_row, event) => {
        const data = event.data as RequestEvents['requests.RequestTaken'];
        return {
          id: data.id,
          area: event.area,
          class: data.class,
          household: data.household ?? null,
          similar: data.similar,
          best: data.similar[0]?.likeness ?? 0,
          takenAt: event.happenedAt,
        };
      },
    },
    'requests.DuplicateDismissed': {
      key: (event) => event.data.id,
      fold: (row, event) => {
        const similar = row?.similar.filter((item) => item.id !== event.data.other) ?? [];
        return row && (similar.length > 0 ? { ...row, similar, best: similar[0]?.likeness ?? 0 } : null);
      },
    },
    'requests.RequestMerged': gone,
    'requests.RequestWithdrawn': gone,
    'requests.RequestClosed': gone,
    'requests.RequestReclassified': gone,
  },
};
