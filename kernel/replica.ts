import type { Actor } from './actor.ts';
import { systemActor } from './actor.ts';
import type { Find, Finds, Found, Row, Told } from './capability.ts';
import { chanceFrom } from './chance.ts';
import type { Event, Pending } from './event.ts';
import { isWithin } from './place.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { Registry } from './registry.ts';
import { type CommandCall, decideCall, readInput } from './run.ts';
import type { Instant } from './time.ts';
import { dayOf } from './time.ts';

/**
 * A city held in memory: states and views folded from events, commands decided by the same rules as on the server.
 * The phone works on one without network; stories and properties are tested on one without a database.
 * It holds no permissions and no chain: those are the server's.
 */
export interface Replica {
  /** Folds one written event into states and views. */
  apply(event: Event): void;
  /** Decides and applies. Does not run reactions: call `settle`. */
  run(call: CommandCall, actor: Actor, now: Instant): Event[] | Refusal;
  /** Runs reactions to everything not yet reacted to, until nothing is left; returns refusals met. */
  settle(now: Instant): Refusal[];
  /** Sends every clockwork command that is due, then settles. */
  tick(now: Instant): Refusal[];
  find(find: Find): Row[];
  row(view: string, id: string): any;
  state(stream: string): any;
  /** Takes a row or a state as the server sent it. */
  put(view: string, row: Row): void;
  putState(stream: string, state: unknown, version: number): void;
  readonly events: Event[];
}

export interface ReplicaOptions {
  registry: Registry;
  /** What rules are told as `protocol`; asked anew for each command, since editions change. */
  protocol: (replica: Replica) => unknown;
  zone: string;
  exercise?: boolean;
  /** What is decided here has no place in the city's log yet (a phone): its events have seq 0. */
  provisional?: boolean;
}

export function createReplica({
  registry,
  protocol,
  zone,
  exercise = false,
  provisional = false,
}: ReplicaOptions): Replica {
  const states = new Map<string, { state: unknown; version: number }>();
  const views = new Map<string, Map<string, Row>>(
    [...registry.views.keys()].map((name) => [name, new Map<string, Row>()]),
  );
  const events: Event[] = [];
  const seen = new Map<string, Event[]>();
  let reacted = 0;

  const rowsOf = (name: string): Map<string, Row> => {
    const rows = views.get(name);
    if (!rows) throw new Error(`no view ${name}`);
    return rows;
  };

  const find = (wanted: Find): Row[] => {
    const rows = rowsOf(wanted.view);
    const from = wanted.ids ? wanted.ids.flatMap((id) => rows.get(id) ?? []) : [...rows.values()];
    const rowsFound = from.filter((row) => matches(row, wanted));
    return wanted.top ? topOf(rowsFound, wanted.top) : rowsFound.slice(0, wanted.limit ?? 1000);
  };
  const findAll = (finds: Finds | undefined): Found =>
    Object.fromEntries(Object.entries(finds ?? {}).map(([name, wanted]) => [name, find(wanted)]));

  const replica: Replica = {
    events,
    find,
    row: (view, id) => rowsOf(view).get(id),
    state: (stream) => states.get(stream)?.state,
    put: (view, row) => void rowsOf(view).set(row.id, row),
    putState: (stream, state, version) => void states.set(stream, { state, version }),
    apply(event) {
      events.push(event);
      const caused = seen.get(event.command);
      if (caused) caused.push(event);
      else seen.set(event.command, [event]);
      const evolve = registry.evolves.get(event.stream.slice(0, event.stream.indexOf('/')));
      if (evolve)
        states.set(event.stream, { state: evolve(states.get(event.stream)?.state, event), version: event.version });
      for (const { view, folding } of registry.foldings.get(event.type) ?? [])
        foldInto(rowsOf(view.name), folding, event);
    },
    run(call, actor, now) {
      const before = seen.get(call.id);
      if (before) return before;
      const command = registry.commands.get(call.command);
      if (!command)
        return refuse('command-unknown', call.command, {
          en: `No command ${call.command}.`,
          zh: `没有命令 ${call.command}。`,
        });
      const read = readInput(command, call.input);
      if (isRefusal(read)) return read;
      const stream = `${command.kind}/${command.stream(read.input)}`;
      const held = states.get(stream);
      const told: Told = {
        now,
        today: dayOf(now, zone),
        zone,
        chance: chanceFrom(call.id),
        actor,
        protocol: protocol(replica),
        found: findAll(command.find?.(read.input, held?.state)),
      };
      const outcome = decideCall(command, call, read.input, held?.state, told, exercise);
      if (isRefusal(outcome)) return outcome;
      return outcome.map((pending, n) => write(pending, (held?.version ?? 0) + n + 1, now));
    },
    settle(now) {
      const refusals: Refusal[] = [];
      while (reacted < events.length) {
        const event = events[reacted++] as Event;
        (registry.reactions.get(event.type) ?? []).forEach(({ capability, reaction }) => {
          const calls = reaction.then(event, findAll(reaction.find?.(event)), {
            now,
            today: dayOf(now, zone),
            zone,
            protocol: protocol(replica),
          });
          calls.forEach((call, n) => {
            const outcome = replica.run(
              { ...call, id: `${event.id}>${capability}:${n}`, cause: event.id },
              systemActor(capability),
              now,
            );
            if (isRefusal(outcome)) refusals.push(outcome);
          });
        });
      }
      return refusals;
    },
    tick(now) {
      const refusals: Refusal[] = [];
      for (const work of registry.clockwork) {
        const due = [...rowsOf(work.view).values()].filter((row) => {
          const at = (row as any)[work.at];
          return typeof at === 'string' && at <= now && matches(row, { view: work.view, where: work.where ?? {} });
        });
        for (const row of due) {
          const id = `${work.view}:${row.id}:${(row as any)[work.at]}:${work.command(row).command}`;
          const outcome = replica.run({ ...work.command(row), id }, systemActor(work.capability), now);
          if (isRefusal(outcome)) refusals.push(outcome);
        }
      }
      return [...refusals, ...replica.settle(now)];
    },
  };

  function write(pending: Pending, version: number, now: Instant): Event {
    const event: Event = { ...pending, seq: provisional ? 0 : events.length + 1, version, recordedAt: now };
    replica.apply(event);
    return event;
  }
  return replica;
}

/** Folds an event into the rows it touches. */
export function foldInto(
  rows: Map<string, Row>,
  folding: { key(e: Event): string | string[]; fold(row: any, e: Event, key: string): any },
  event: Event,
): void {
  for (const key of [folding.key(event)].flat()) {
    const next = folding.fold(rows.get(key), event, key);
    if (next === null) rows.delete(key);
    else if (next !== undefined) rows.set(key, next);
  }
}

/** True when a row answers a question. Arrays in a row match when they hold the value. */
export function matches(row: Row, find: Find): boolean {
  if (find.within && !isWithin(row.area, find.within)) return false;
  return Object.entries(find.where ?? {}).every(([column, wanted]) => {
    const value = (row as any)[column] ?? null;
    const one = (w: unknown) => (Array.isArray(value) ? value.includes(w) : value === w);
    return Array.isArray(wanted) ? wanted.some(one) : one(wanted);
  });
}

/** The first rows by a column. */
export function topOf(rows: Row[], { by, n }: NonNullable<Find['top']>): Row[] {
  const down = by.startsWith('-');
  const column = by.replace(/^-/, '');
  const value = (row: Row) => (row as any)[column] ?? null;
  return [...rows]
    .sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      if (x === y) return a.id < b.id === !down ? -1 : 1;
      if (x === null || y === null) return x === null ? 1 : -1;
      return x < y === !down ? -1 : 1;
    })
    .slice(0, n);
}
