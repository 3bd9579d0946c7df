import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Found, Row, Told, Work } from '../../kernel/capability.ts';
import { canonical } from '../../kernel/chain.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import type { RegisteredCommand } from '../../kernel/registry.ts';
import type { Read } from './read-call.ts';
import { turn } from './turn.ts';

/** Long work of a command (`Command.work`): on what rows, and with what else. */
export interface Piece {
  command: RegisteredCommand;
  rows: Row[];
  given: unknown;
}

/** The work that a command asks for, on what was found. */
export const pieceOf = (
  command: RegisteredCommand,
  input: unknown,
  told: Pick<Told, 'today' | 'protocol' | 'found'>,
): Piece => ({
  command,
  rows: told.found[command.work?.on ?? ''] ?? [],
  given: command.work?.given(input, told),
});

/** The pieces of one batch, done from its end by other threads and from its beginning in place, until they meet. */
export interface Spread {
  /** Answer to piece n as it stands when its command is decided: a thread's, if it had the same to work on; else it is worked out here. */
  take(n: number, piece: Piece): Promise<unknown>;
}

export interface Threads {
  /** Begins the long work of a batch, on what is known (`find`) before any of it is decided. */
  spread(
    batch: readonly (Read | Refusal)[],
    about: Pick<Told, 'today' | 'protocol'>,
    find: (item: Read) => Promise<Found>,
  ): Promise<Spread>;
  /** Threads that can be handed something. */
  awake(): number;
  stop(): Promise<void>;
}

/** What a thread is handed and what it answers. */
export interface Handed {
  n: number;
  /** Where the work is exported, from this folder, and its name there. */
  file: string;
  name: string;
  rows: Row[];
  given: unknown;
}
export type Answered = { ready: true } | { n: number; worked: unknown } | { n: number; fault: string };

/** Pieces in a batch from which it is worth handing any over. */
const WORTH = 16;
/** With a thread at once: one that it does, one that waits there. */
const DEEP = 2;
/** Threads at most, beside the one that decides and the database. */
const MOST = 3;
/** A thread with nothing to do for so long ends: the night is over. */
const IDLE_MS = 60_000;

/** A thread at work, and what it is asked next. */
interface Hand {
  worker: Worker;
  ready: boolean;
  waiting: Map<number, (answer: { worked: unknown } | undefined) => void>;
}

/** Other threads for the long pure work of commands. `count` 0: everything in place. What they answer is what would be worked out here, to the last digit. */
export function createThreads(count = Math.min(MOST, availableParallelism() - 1)): Threads {
  const hands = new Set<Hand>();
  let asked = 0;
  let idle: NodeJS.Timeout | undefined;
  /** The next piece of the batch that is being decided. */
  let next: (() => { piece: Piece; answer(worked: { worked: unknown } | undefined): void } | undefined) | undefined;

  function feed(hand: Hand): void {
    while (hand.ready && hand.waiting.size < DEEP) {
      const one = next?.();
      if (!one) return;
      const n = asked++;
      hand.waiting.set(n, one.answer);
      const { command, rows, given } = one.piece;
      const { file, does } = command.work as Work;
      const from = `../../capabilities/${command.capability}/${file}`;
      hand.worker.postMessage({ n, file: from, name: does.name, rows, given } satisfies Handed);
    }
  }

  /** What it was asked and has not answered is worked out here. */
  function gone(hand: Hand): void {
    hands.delete(hand);
    for (const answer of hand.waiting.values()) answer(undefined);
  }

  function open(): void {
    const worker = new Worker(new URL('./work.worker.ts', import.meta.url));
    const hand: Hand = { worker, ready: false, waiting: new Map() };
    worker.unref();
    worker.on('message', (answered: Answered) => {
      if ('ready' in answered) hand.ready = true;
      else {
        const answer = hand.waiting.get(answered.n);
        hand.waiting.delete(answered.n);
        // a fault is met again in place, where it is told
        answer?.('fault' in answered ? undefined : { worked: answered.worked });
      }
      feed(hand);
    });
    worker.on('error', () => gone(hand));
    worker.on('exit', () => gone(hand));
    hands.add(hand);
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    await Promise.all([...hands].map(({ worker }) => worker.terminate()));
  }

  return {
    stop,
    awake: () => [...hands].filter(({ ready }) => ready).length,
    async spread(batch, about, find) {
      const pieces = await Promise.all(
        batch.map(async (item) => {
          if (isRefusal(item) || !item.command.work) return undefined;
          // what cannot be found is found out, and told, when its command is decided
          const found = await find(item).catch(() => undefined);
          return found && pieceOf(item.command, item.input, { ...about, found });
        }),
      );
      const handed = new Map<number, { piece: Piece; answer: Promise<{ worked: unknown } | undefined> }>();
      const taken = new Set<number>();
      const left = pieces.flatMap((piece, n) => (piece ? [{ n, piece }] : []));
      if (count > 0 && left.length >= WORTH) {
        clearTimeout(idle);
        idle = setTimeout(() => void stop(), IDLE_MS).unref();
        next = () => {
          const last = left.pop();
          if (!last || taken.has(last.n)) return undefined;
          const { promise, resolve } = Promise.withResolvers<{ worked: unknown } | undefined>();
          handed.set(last.n, { piece: last.piece, answer: promise });
          return { piece: last.piece, answer: resolve };
        };
        while (hands.size < count) open();
        for (const hand of hands) feed(hand);
      }
      return {
        async take(n, piece) {
          taken.add(n);
          const one = handed.get(n);
          const answer = one && isSame(one.piece, piece) ? await one.answer : undefined;
          if (answer) return answer.worked;
          const worked = piece.command.work?.does(piece.rows, piece.given);
          // what the threads have answered meanwhile is read, and they are given more
          await turn();
          return worked;
        },
      };
    },
  };
}

const isSame = (a: Piece, b: Piece): boolean =>
  a.rows.length === b.rows.length &&
  a.rows.every((row, i) => row === b.rows[i]) &&
  canonical(a.given) === canonical(b.given);
