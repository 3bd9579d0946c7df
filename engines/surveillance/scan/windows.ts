/** Time windows as half-open ranges of steps [from, to), all lengths of a scan. */
export interface Windows {
  from: Int32Array;
  to: Int32Array;
}

const pack = (pairs: [number, number][]): Windows => ({
  from: Int32Array.from(pairs, (pair) => pair[0]),
  to: Int32Array.from(pairs, (pair) => pair[1]),
});

function checked(steps: number, longest: number, shortest: number): void {
  if (!(steps >= 1 && shortest >= 1 && longest >= shortest && longest <= steps))
    throw new Error(
      `scan-windows: lengths ${shortest} to ${longest} of ${steps} steps. Give 1 <= shortest <= longest <= steps.`,
    );
}

/** Windows that are still open on the last step, of `shortest` to `longest` steps: a prospective scan. */
export function liveWindows(steps: number, longest: number, shortest = 1): Windows {
  checked(steps, longest, shortest);
  return pack(Array.from({ length: longest - shortest + 1 }, (_, i) => [steps - shortest - i, steps]));
}

/** Every window of `shortest` to `longest` steps: a retrospective scan. */
export function allWindows(steps: number, longest: number, shortest = 1): Windows {
  checked(steps, longest, shortest);
  const pairs: [number, number][] = [];
  for (let length = shortest; length <= longest; length++)
    for (let from = 0; from + length <= steps; from++) pairs.push([from, from + length]);
  return pack(pairs);
}
