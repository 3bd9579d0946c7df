export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The limit in words, and whether the value keeps it; both absent for a figure that is only told. */
  limit?: string;
  holds?: boolean;
  note?: string;
}

/** The p-th percentile (0 to 1) of measured values, nearest rank. */
export function percentile(values: number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));

/** Runs `work` in so many lanes until `ms` are over; returns how often it was done a second. */
export async function rate(
  lanes: number,
  ms: number,
  work: (lane: number, n: number) => Promise<void>,
): Promise<number> {
  const begun = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let n = 0; performance.now() - begun < ms; n++) {
        await work(lane, n);
        done++;
      }
    }),
  );
  return done / ((performance.now() - begun) / 1000);
}
