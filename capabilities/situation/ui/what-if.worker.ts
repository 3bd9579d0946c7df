import { type Choices, compare, type WhatIf } from '../what-if.ts';

/** Runs both plans beside the page, so that it stays quick; tells how far it is, then what came out. */
const scope = globalThis as unknown as {
  onmessage: ((event: { data: { what: WhatIf; plans: Choices[] } }) => void) | null;
  postMessage(message: unknown): void;
};

scope.onmessage = ({ data: { what, plans } }) => {
  try {
    const outcomes = compare(what, plans, {
      progress: (done, all) => scope.postMessage({ progress: { done, all } }),
    });
    scope.postMessage({ outcomes });
  } catch (error) {
    scope.postMessage({ fault: error instanceof Error ? error.message : String(error) });
  }
};
