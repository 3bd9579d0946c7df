import { seedOf } from '../../../kernel/chance.ts';

/** The search's stream of chance: xorshift128 (Marsaglia 2003), as cheap as a draw can be; millions are drawn a second. */
export interface Dice {
  /** Uniform in (0, 1). */
  open(): number;
  /** Uniform integer in [0, n), n at most 2^31. */
  below(n: number): number;
}

/** The same seed gives the same draws everywhere. */
export function diceFrom(seed: string): Dice {
  let [x, y, z, w] = [seedOf(seed), seedOf(`${seed}/y`), seedOf(`${seed}/z`), 88675123];
  const draw = (): number => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return w >>> 0;
  };
  for (let i = 0; i < 16; i++) draw();
  return {
    open: () => (draw() + 0.5) / 4294967296,
    below: (n) => Math.floor((draw() / 4294967296) * n),
  };
}
