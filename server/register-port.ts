import type { Account, Actor } from '../kernel/actor.ts';
import type { Capability, Row } from '../kernel/capability.ts';
import type { Event } from '../kernel/event.ts';
import type { ChainFault } from '../kernel/log.ts';
import type { Route } from '../kernel/port.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { CommandCall } from '../kernel/run.ts';
import type { Instant } from '../kernel/time.ts';
import type { ProtocolLibrary } from '../protocols/schema.ts';
import type { Query } from './views/find.ts';
import type { Trace } from './views/read.ts';

export interface ProtocolKeeper {
  told(): unknown;
  /** Called with every event this node commits. */
  saw(event: Event): void;
  /** Called when other nodes may have changed these views. */
  views: string[];
  refresh(): Promise<void>;
}

/** All that the server must be told about capabilities; `register.ts` is the only file that names them. */
export interface Register {
  system: Actor;
  library(): Promise<ProtocolLibrary>;
  capabilities(library: ProtocolLibrary): Capability[];
  /** What rules are told as `protocol`, kept up to date by the events the runner commits. */
  /** Addresses of capabilities and adapters beyond commands and views. */
  routes(city: { exercise: boolean }): Route[];
  protocol(library: ProtocolLibrary, look: (query: Query) => Promise<Row[]>): Promise<ProtocolKeeper>;
  /** The command that records that the whole log was verified, after a day was anchored. */
  recordVerified(day: string, result: { events: number; faults: ChainFault[] }): Omit<CommandCall, 'id'> | undefined;
  /** The command that records a read of personal data. */
  traceRead(read: Trace): Omit<CommandCall, 'id'> | undefined;
  /** The command that records a refusal worth an overseer's eye. */
  noteRefusal(
    call: CommandCall,
    by: Account | Actor,
    refusal: Refusal,
    now: Instant,
  ): Omit<CommandCall, 'id'> | undefined;
}
