import { useCallback, useEffect, useRef, useState } from 'react';
import type { Choices, Outcome, WhatIf } from '../what-if.ts';

type Message = { progress?: { done: number; all: number }; outcomes?: Outcome[]; fault?: string };

export interface Reckoning {
  progress: { done: number; all: number } | undefined;
  outcomes: Outcome[] | undefined;
  fault: string | undefined;
  /** Seconds the last comparison took. */
  seconds: number | undefined;
  run(what: WhatIf, plans: Choices[]): void;
  stop(): void;
}

/** Compares plans in a worker; a new question stops the one before. */
export function useWhatIf(): Reckoning {
  const worker = useRef<Worker | undefined>(undefined);
  const [progress, setProgress] = useState<Reckoning['progress']>();
  const [outcomes, setOutcomes] = useState<Outcome[]>();
  const [fault, setFault] = useState<string>();
  const [seconds, setSeconds] = useState<number>();
  const stop = useCallback(() => {
    worker.current?.terminate();
    worker.current = undefined;
    setProgress(undefined);
  }, []);
  useEffect(() => stop, [stop]);
  const run = useCallback(
    (what: WhatIf, plans: Choices[]) => {
      stop();
      setFault(undefined);
      setProgress({ done: 0, all: plans.length * what.replicates });
      const begun = performance.now();
      const fresh = new Worker(new URL('./what-if.worker.ts', import.meta.url), { type: 'module' });
      worker.current = fresh;
      fresh.onmessage = ({ data }: MessageEvent<Message>) => {
        if (data.progress) setProgress(data.progress);
        if (data.fault) setFault(data.fault);
        if (data.outcomes) {
          setOutcomes(data.outcomes);
          setSeconds((performance.now() - begun) / 1000);
        }
        if (data.fault || data.outcomes) stop();
      };
      fresh.onerror = ({ message }) => {
        setFault(message);
        stop();
      };
      fresh.postMessage({ what, plans });
    },
    [stop],
  );
  return { progress, outcomes, fault, seconds, run, stop };
}
