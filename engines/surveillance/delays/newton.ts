/** A maximum of a smooth function of few parameters, with the covariance of its place. */
export interface Maximum {
  at: number[];
  value: number;
  /** Inverse of minus the second derivatives. */
  covariance: number[][];
}

/** Value, gradient and second derivatives. */
export interface Slope {
  value: number;
  gradient: number[];
  hessian: number[][];
}

/**
 * Newton's method with halved steps; where the second derivatives are not negative definite they are shifted until they are.
 * Error `maximum-none`: no maximum within `turns`, as when the data let a parameter run away.
 */
export function maximize(f: (x: readonly number[]) => Slope, start: readonly number[], turns: number = 200): Maximum {
  let x = [...start];
  let here = f(x);
  if (!Number.isFinite(here.value)) throw new Error(`maximum-none: the start ${x.join(', ')} has no likelihood.`);
  for (let turn = 0; turn < turns; turn++) {
    const step = ascent(here);
    const gain = step.reduce((sum, each, i) => sum + each * here.gradient[i]!, 0);
    // the promised gain is far below the value's rounding
    if (gain < 1e-13 * (1 + Math.abs(here.value)) * 1e-3) {
      const inverse = inverted(here.hessian.map((row) => row.map((each) => -each)));
      if (inverse) return { at: x, value: here.value, covariance: inverse };
    }
    let moved = false;
    for (let part = 1; part > 1e-10; part /= 2) {
      const to = x.map((each, i) => each + part * step[i]!);
      const there = f(to);
      if (!(there.value >= here.value - 1e-12 * (1 + Math.abs(here.value)))) continue;
      [x, here, moved] = [to, there, true];
      break;
    }
    if (!moved) {
      const inverse = inverted(here.hessian.map((row) => row.map((each) => -each)));
      if (inverse && gain < 1e-6) return { at: x, value: here.value, covariance: inverse };
      break;
    }
  }
  throw new Error(
    `maximum-none: no maximum near ${x.map((each) => each.toPrecision(4)).join(', ')}. The data leave it open.`,
  );
}

function ascent({ gradient, hessian }: Slope): number[] {
  // a parameter ran so far away that its slope is no number: no shift would help
  if (![...gradient, ...hessian.flat()].every(Number.isFinite))
    throw new Error('maximum-none: the slope is no number any more. The data let a parameter run away.');
  const scale = Math.max(1e-8, ...hessian.map((row, i) => Math.abs(row[i]!)));
  for (let shift = 0; ; shift = shift === 0 ? 1e-8 * scale : shift * 10) {
    const root = cholesky(hessian.map((row, i) => row.map((each, j) => (i === j ? shift : 0) - each)));
    if (root) return solved(root, gradient);
  }
}

function cholesky(matrix: number[][]): number[][] | undefined {
  const n = matrix.length;
  const root = matrix.map(() => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= root[i]![k]! * root[j]![k]!;
      if (i === j) {
        if (!(sum > 0) || !Number.isFinite(sum)) return undefined;
        root[i]![i] = Math.sqrt(sum);
      } else root[i]![j] = sum / root[j]![j]!;
    }
  return root;
}

function solved(root: number[][], right: readonly number[]): number[] {
  const x = [...right];
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i] = x[i]! - root[i]![k]! * x[k]!;
    x[i] = x[i]! / root[i]![i]!;
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i] = x[i]! - root[k]![i]! * x[k]!;
    x[i] = x[i]! / root[i]![i]!;
  }
  return x;
}

function inverted(matrix: number[][]): number[][] | undefined {
  const root = cholesky(matrix);
  if (!root) return undefined;
  return matrix.map((_, i) =>
    solved(
      root,
      matrix.map((__, j) => (i === j ? 1 : 0)),
    ),
  );
}
