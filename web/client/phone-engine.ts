import type { Account, Actor } from '../../kernel/actor.ts';
import { grantFor } from '../../kernel/actor.ts';
import type { Row } from '../../kernel/capability.ts';
import type { Append } from '../../kernel/log.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import type { RegisteredCommand, Registry } from '../../kernel/registry.ts';
import { createReplica, matches, type Replica } from '../../kernel/replica.ts';
import type { ReadAnswer, ReadParams } from '../../kit/port.ts';
import { indexedDbLog, type PhoneLog } from '../log/indexeddb.ts';
import { keepPull, openPhoneStore, type PhoneStore, type Pull, type Unsent } from './phone-store.ts';
import { phoneRegistry } from './register.ts';

/** The city on a phone: the same rules over the rows it carries, and a log of what was decided here. */
export interface PhoneEngine {
  store: PhoneStore;
  /** Replaces what the server sent. */
  keep(pull: Pull): Promise<void>;
  /** Folds everything kept: what the server sent, then what was decided here and not yet sent. */
  load(): Promise<void>;
  canRead(view: string): boolean;
  canRun(command: string): boolean;
  read<R extends Row>(view: string, params: ReadParams): ReadAnswer<R>;
  /** Decides a command here; undefined when this phone does not hold what it is about. */
  decide(call: Unsent['call']): Promise<Refusal | 'decided' | undefined>;
}

export function createEngine(
  account: Account,
  told: { protocol: unknown; zone: string; exercise: boolean },
): PhoneEngine {
  const registry: Registry = phoneRegistry();
  const store = openPhoneStore(account.id);
  const log: PhoneLog = indexedDbLog(`tandem-log-${account.id}`);
  const start = (): Replica =>
    createReplica({
      registry,
      protocol: () => told.protocol,
      zone: told.zone,
      exercise: told.exercise,
      provisional: true,
    });
  let replica = start();

  return {
    store,
    keep: (pull) => keepPull(store, pull),
    async load() {
      const fresh = start();
      for (const { view, row } of await store.rows.toArray()) if (registry.views.has(view)) fresh.put(view, row);
      for (const { stream, version, state } of await store.states.toArray())
        fresh.putState(stream, state ?? undefined, version);
      for (const { call } of await store.outbox.orderBy('n').toArray()) {
        for (const event of await log.ofCommand(call.id)) fresh.apply(event);
      }
      replica = fresh;
    },
    canRead: (view) => registry.views.get(view)?.offline !== undefined,
    canRun: (command) => registry.commands.get(command)?.offline === true,
    read<R extends Row>(view: string, params: ReadParams): ReadAnswer<R> {
      const where = Object.fromEntries(
        Object.entries(params.where ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
      const wanted = { view, where, ...(params.within ? { within: params.within } : {}) };
      const rows = replica
        .find({ view, limit: 100_000, ...(params.ids ? { ids: params.ids } : {}) })
        .filter((row) => matches(row, wanted));
      const sorted = sortBy(rows as R[], params.order ?? registry.views.get(view)?.order ?? 'id');
      return { rows: sorted.slice(0, params.limit ?? 500), total: sorted.length };
    },
    async decide(call) {
      const command = registry.commands.get(call.command) as RegisteredCommand;
      const read = command.input.safeParse(call.input);
      if (!read.success) return undefined;
      const stream = `${command.kind}/${command.stream(read.data)}`;
      const actor = actorFor(account, command, command.area(read.data, replica.state(stream)));
      const outcome = replica.run(call, actor, call.happenedAt);
      if (isRefusal(outcome)) return replica.state(stream) === undefined ? undefined : outcome;
      if (outcome.length > 0)
        await log.append(
          [{ stream, expected: await versionIn(log, stream), events: outcome }] satisfies Append[],
          call.happenedAt,
        );
      return 'decided';
    },
  };
}

const versionIn = async (log: PhoneLog, stream: string): Promise<number> => (await log.readStream(stream)).length;

/** The server permits; here the first fitting grant is enough to decide with. */
function actorFor(account: Account, command: RegisteredCommand, area: string | undefined): Actor {
  const grant =
    (area && grantFor(account, command.roles, area)) ||
    account.grants.find((item) => command.roles.includes(item.role)) ||
    account.grants[0];
  return {
    id: account.id,
    name: account.name,
    org: account.org,
    role: grant?.role ?? 'volunteer',
    area: grant?.area ?? 'cn',
  };
}

function sortBy<R extends Row>(rows: R[], order: string): R[] {
  const down = order.startsWith('-') ? -1 : 1;
  const column = order.replace(/^-/, '') as keyof R;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[column] ?? null, b[column] ?? null];
    if (x === y) return a.id < b.id ? -1 : 1;
    if (x === null || y === null) return x === null ? 1 : -1;
    return (x < y ? -1 : 1) * down;
  });
}
