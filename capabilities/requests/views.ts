import type { Folding, View } from '../../kernel/capability.ts';
import type { Event } from '../../kernel/event.ts';
import { numberOf } from '../../kernel/spoken.ts';
import { URGENCIES } from '../../protocols/schema-city.ts';
import { maskName, maskPhone } from '../people/index.ts';
import type { RequestEvents } from './model.ts';
import { type Change, changes, dues, openAt, owned, type QueueRow, reset, withoutNumbers } from './views-changes.ts';

const who = (person: { name?: string; phone?: string }): string =>
  [person.name && maskName(person.name), person.phone && maskPhone(person.phone)].filter(Boolean).join(' ');
const key = (event: Event): string => event.data.id;
const folding = (change: Change): Folding<QueueRow> => ({
  key,
  fold: (row, event) => {
    if (!row) return undefined;
    const next = { ...row, ...change(row, event.data, event), updatedAt: event.happenedAt };
    return { ...next, openAt: openAt(next), ...dues(next, event) };
  },
});

export const queueOn: Record<string, Folding<QueueRow>> = {
  ...Object.fromEntries(Object.entries(changes).map(([type, change]) => [type, folding(change)])),
  'requests.RequestTaken': {
    key,
    fold: (_row, event) => {
      const data = event.data as RequestEvents['requests.RequestTaken'];
      const row: QueueRow = {
        id: data.id,
        number: numberOf(event.seq),
        area: event.area,
        state: 'taken',
        class: data.class,
        group: data.group,
        urgency: data.urgency,
        rank: URGENCIES.indexOf(data.urgency),
        life: data.life,
        personal: data.personal,
        household: data.household ?? null,
        place: data.place,
        openAt: data.place,
        address: data.address ?? null,
        point: data.point ?? null,
        description: withoutNumbers(data.description),
        channel: data.channel,
        caller: who(data.caller),
        beneficiary: who(data.beneficiary),
        proxy: data.proxy ? maskName(data.proxy.name) : '',
        ...owned(data.owner),
        superior: null,
        superiorArea: null,
        assignee: null,
        assigneeName: null,
        takenAt: event.happenedAt,
        updatedAt: event.happenedAt,
        dispatchedAt: null,
        contactBy: null,
        contactedAt: null,
        contactAttempts: 0,
        answeredAt: null,
        answer: null,
        answeredOrg: null,
        closedAt: null,
        closedHow: null,
        ...reset,
        hops: 0,
        returned: 0,
        handedUp: 0,
        reopened: 0,
        excluded: null,
        into: null,
        merged: [],
        similar: data.similar,
        due: {},
        dueAt: null,
        answerBy: null,
        careRefused: false,
        pausedUntil: null,
        pausedWhy: null,
        pausedMinutes: 0,
        token: data.token ?? null,
        source: data.source ?? null,
      };
      return { ...row, ...dues(row, event) };
    },
  },
  // The main request lists what was merged into it.
  'requests.RequestMerged': {
    key: (event) => [event.data.id, event.data.into],
    fold: (row, event, at) =>
      at === event.data.into
        ? row && { ...row, merged: [...row.merged, event.data.id] }
        : folding(changes['requests.RequestMerged'] as Change).fold(row, event, at),
  },
  'requests.RequestUnmerged': {
    key: (event) => [event.data.id, event.data.from],
    fold: (row, event, at) =>
      at === event.data.from
        ? row && { ...row, merged: row.merged.filter((id) => id !== event.data.id) }
        : folding(changes['requests.RequestUnmerged'] as Change).fold(row, event, at),
  },
  'requests.CareRefused': {
    key: (event) => event.data.request ?? [],
    fold: (row) => row && { ...row, careRefused: true },
  },
};

export const queue: View<QueueRow> = {
  /** Those merged into one that closes; those that a new one may repeat. */
  index: ['into', 'openAt'],
  columns: {
    state: 'text',
    class: 'text',
    group: 'text',
    urgency: 'text',
    rank: 'number',
    life: 'boolean',
    household: 'text',
    place: 'text',
    openAt: 'text',
    channel: 'text',
    level: 'text',
    org: 'text',
    ownerArea: 'text',
    superiorArea: 'text',
    assignee: 'text',
    takenAt: 'instant',
    updatedAt: 'instant',
    dueAt: 'instant',
    closedAt: 'instant',
    reopened: 'number',
    handedUp: 'number',
    into: 'text',
    token: 'text',
    careRefused: 'boolean',
    outcome: 'text',
  },
  reads: {
    grid: 'area',
    desk: 'area',
    officer: 'area',
    reviewer: 'area',
    hq: 'area',
    overseer: 'area',
    supply: 'area',
    trainer: 'area',
    volunteer: { mine: 'assignee' },
  },
  search: (row) =>
    `${row.id} ${row.number ?? ''} ${row.description} ${row.address ?? ''} ${row.place} ${row.orgName} ${row.source?.ref ?? ''}`.toLowerCase(),
  order: 'rank',
  on: queueOn,
};
