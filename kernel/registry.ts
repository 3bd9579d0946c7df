import type { Role } from './actor.ts';
import type { Capability, Clockwork, Command, Folding, Reaction, StreamKind, View } from './capability.ts';

export interface RegisteredCommand extends Command {
  /** `capability.Command`. */
  name: string;
  capability: string;
  kind: string;
  evolve: StreamKind['evolve'];
}

export interface RegisteredView extends View {
  /** `capability.view`. */
  name: string;
}

/** All capabilities, looked up by name. */
export interface Registry {
  capabilities: Capability[];
  commands: Map<string, RegisteredCommand>;
  views: Map<string, RegisteredView>;
  /** Which views fold an event type. */
  foldings: Map<string, { view: RegisteredView; folding: Folding }[]>;
  /** Which capabilities react to an event type. */
  reactions: Map<string, { capability: string; reaction: Reaction }[]>;
  clockwork: (Clockwork & { capability: string })[];
  evolves: Map<string, StreamKind['evolve']>;
}

/** Joins capabilities. Throws when two claim one name: a programming error. */
export function registryOf(capabilities: Capability[]): Registry {
  const registry: Registry = {
    capabilities,
    commands: new Map(),
    views: new Map(),
    foldings: new Map(),
    reactions: new Map(),
    clockwork: [],
    evolves: new Map(),
  };
  for (const capability of capabilities) {
    for (const [kind, stream] of Object.entries(capability.streams)) {
      claim(registry.evolves, kind, stream.evolve);
      for (const [command, def] of Object.entries(stream.commands)) {
        const name = `${capability.name}.${command}`;
        claim(registry.commands, name, { ...def, name, capability: capability.name, kind, evolve: stream.evolve });
      }
    }
    for (const [id, def] of Object.entries(capability.views)) {
      const view: RegisteredView = { ...def, name: `${capability.name}.${id}` };
      claim(registry.views, view.name, view);
      for (const [type, folding] of Object.entries(def.on)) add(registry.foldings, type, { view, folding });
    }
    for (const [type, reaction] of Object.entries(capability.reacts ?? {})) {
      add(registry.reactions, type, { capability: capability.name, reaction });
    }
    for (const work of capability.clockwork ?? []) registry.clockwork.push({ ...work, capability: capability.name });
  }
  return registry;
}

/** The role x command table, as text for review. */
export function permissionTable(registry: Registry): string {
  const lines = ['| command | purpose | roles |', '|---|---|---|'];
  for (const command of [...registry.commands.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    lines.push(`| ${command.name} | ${command.purpose} | ${command.roles.join(', ')} |`);
  }
  lines.push('', '| view | role: what it reads |', '|---|---|');
  for (const view of [...registry.views.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const reads = Object.entries(view.reads).map(
      ([role, reading]) => `${role as Role}: ${typeof reading === 'string' ? reading : `own (${reading.mine})`}`,
    );
    lines.push(`| ${view.name} | ${reads.join(', ')} |`);
  }
  return `${lines.join('\n')}\n`;
}

function claim<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.has(key)) throw new Error(`${key} is claimed twice`);
  map.set(key, value);
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
