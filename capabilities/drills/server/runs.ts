import type { Instant } from '../../../kernel/time.ts';
import type { DrillCard, DrillDay, DrillResult, DrillRun } from '../live.ts';
import { drillProgram } from './child.ts';

/** Runs remembered; older ones are forgotten, for nothing of a drill is kept in this city unless somebody takes it over. */
const KEPT = 20;

interface Kept {
  run: DrillRun;
  stop(): void;
}

/** The drills of this server: at most one at a time, for it takes what the machine has. */
export class DrillRuns {
  readonly #runs: Kept[] = [];
  #cards: Promise<DrillCard[]> | undefined;

  /** The drills that ship with this program. */
  cards(): Promise<DrillCard[]> {
    this.#cards ??= listed().catch((error: unknown) => {
      // asked again next time
      this.#cards = undefined;
      throw error;
    });
    return this.#cards;
  }

  running(): DrillRun | undefined {
    return this.#runs.find(({ run }) => run.state === 'running')?.run;
  }

  all(): DrillRun[] {
    return this.#runs.map(({ run }) => run);
  }

  start(id: string, card: DrillCard, by: string, startedAt: Instant, seed: number | null): DrillRun {
    const run: DrillRun = {
      id,
      scenario: card.id,
      by,
      startedAt,
      seed,
      days: card.days,
      state: 'running',
      frames: [],
      result: null,
      fault: null,
    };
    const program = drillProgram([card.id, '--watch', ...(seed === null ? [] : ['--seed', String(seed)])], (line) => {
      if (line['frame']) run.frames.push(line['frame'] as DrillDay);
      if (!line['played'] || asked) return;
      run.result = line['played'] as DrillResult;
      run.state = 'played';
    });
    let asked = false;
    const stop = (): void => {
      asked = true;
      // Said at once: the program may take a moment to end, and nothing of it counts any more.
      run.state = 'cancelled';
      program.stop();
    };
    this.#runs.unshift({ run, stop });
    this.#runs.splice(KEPT);
    void program.ended.then(({ said }) => {
      if (run.result) return;
      if (asked) return;
      run.state = 'failed';
      run.fault = said.trim().split('\n').at(-1) ?? '';
    });
    return run;
  }

  /** Asks the program to stop. */
  cancel(id: string): DrillRun | undefined {
    const kept = this.#runs.find(({ run }) => run.id === id);
    if (kept?.run.state === 'running') kept.stop();
    return kept?.run;
  }
}

async function listed(): Promise<DrillCard[]> {
  let cards: DrillCard[] = [];
  const { code, said } = await drillProgram(['--list'], (line) => {
    cards = line as unknown as DrillCard[];
  }).ended;
  if (code !== 0) throw new Error(`drill-list: the drills cannot be read: ${said}`);
  return cards;
}
