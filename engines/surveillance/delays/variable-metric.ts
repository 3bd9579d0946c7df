const RELATIVE = Math.sqrt(2 ** -52);
const ACCEPT = 1e-4;
const SHORTER = 0.2;
/** Added to both sides when a step is compared with nothing. */
const OFFSET = 10;
/** R's step of numerical derivatives, in scaled parameters. */
export const SPACING = 1e-3;

/** Gradient by central differences. */
export const centralGradient = (f: (x: readonly number[]) => number, x: readonly number[], h: number): number[] =>
  x.map((_, i) => {
    const to = (by: number): number[] => x.map((each, j) => (i === j ? each + by : each));
    return (f(to(h)) - f(to(-h))) / (2 * h);
  });

/**
 * A minimum by the variable metric method in Nash's form (1990, algorithm 21; Fletcher 1970) with the steps and the stopping rule of R's
 * optim(method = "BFGS") and its numerical gradient: stop when the value falls by less than 1.5e-8, relatively. It can stop early; Newton's
 * method in `maximize` does not. For tables made with it.
 */
export function variableMetricMinimum(f: (x: readonly number[]) => number, start: readonly number[]): number[] {
  const n = start.length;
  const identity = (): number[][] => start.map((_, i) => start.map((__, j) => (i === j ? 1 : 0)));
  let b = [...start];
  let least = f(b);
  let g = centralGradient(f, b, SPACING);
  let metric = identity();
  let turns = 1;
  let last = 1;
  let fresh = true;
  for (let iteration = 1; iteration < 100; ) {
    if (fresh) metric = identity();
    const [x, before] = [b, g];
    const t = metric.map((row) => -row.reduce((sum, each, j) => sum + each * before[j]!, 0));
    const slope = t.reduce((sum, each, i) => sum + each * before[i]!, 0);
    if (!(slope < 0)) {
      if (fresh) break;
      [last, fresh] = [turns, true];
      continue;
    }
    let length = 1;
    let value = least;
    let stuck = false;
    for (;;) {
      b = x.map((each, i) => each + length * t[i]!);
      stuck = b.every((each, i) => OFFSET + each === OFFSET + x[i]!);
      if (stuck) break;
      value = f(b);
      if (Number.isFinite(value) && value <= least + slope * length * ACCEPT) break;
      length *= SHORTER;
    }
    const enough = Math.abs(value - least) > RELATIVE * (Math.abs(least) + RELATIVE);
    if (stuck || !enough) {
      least = value;
      if (turns === last) break;
      [last, fresh] = [turns, true];
      continue;
    }
    least = value;
    g = centralGradient(f, b, SPACING);
    turns++;
    iteration++;
    fresh = !update(
      metric,
      t.map((each) => each * length),
      g.map((each, i) => each - before[i]!),
    );
    if (fresh || turns - last > 2 * n) [last, fresh] = [turns, true];
  }
  return b;
}

/** The rank-two correction of the inverse metric; false where the curvature along the step is not positive. */
function update(metric: number[][], step: readonly number[], change: readonly number[]): boolean {
  const along = step.reduce((sum, each, i) => sum + each * change[i]!, 0);
  if (!(along > 0)) return false;
  const turned = metric.map((row) => row.reduce((sum, each, j) => sum + each * change[j]!, 0));
  const factor = 1 + turned.reduce((sum, each, i) => sum + each * change[i]!, 0) / along;
  for (let i = 0; i < step.length; i++)
    for (let j = 0; j < step.length; j++)
      metric[i]![j] =
        metric[i]![j]! + (factor * step[i]! * step[j]! - step[i]! * turned[j]! - turned[i]! * step[j]!) / along;
  return true;
}
