import { parentPort, workerData } from 'node:worker_threads';
import { UsageError } from '../io.ts';
import type { Answer, Planned } from './planned.ts';

interface Asked {
  what: string;
  file: string | undefined;
  options: Partial<
    Record<'gap' | 'plans' | 'worlds' | 'seed' | 'lp' | 'simulate' | 'hold' | 'rounds' | 'tables', string>
  >;
}

async function work({ what, file, options }: Asked): Promise<Planned> {
  if (what === 'zones') return (await import('./zones.ts')).planZoneFile(file, options);
  if (what === 'beds') return (await import('./beds.ts')).planBeds(file);
  if (what === 'supplies') return (await import('./supplies.ts')).planSupplies(file, options.tables);
  if (what === 'tracers') return (await import('./tracers.ts')).planTracers(file);
  if (what === 'epidemioptim') return (await import('./pulses.ts')).planPulses(file, options);
  throw new UsageError(`plan-unknown: ${what}. One of zones, beds, supplies, tracers, epidemioptim.`);
}

async function answer(asked: Asked): Promise<Answer> {
  try {
    return { planned: await work(asked) };
  } catch (error) {
    if (error instanceof UsageError) return { usage: error.message };
    if (error instanceof Error && /^[a-z]+(-[a-z0-9]+)+: /.test(error.message)) return { fault: error.message };
    throw error;
  }
}

parentPort?.postMessage(await answer(workerData as Asked));
