/** Closed answers of epidemic theory that a simulation must meet. */

/** Share ever infected, z = 1 - (1 - i0) exp(-R0 z) (Kermack and McKendrick 1927); `seeded` i0 is the share infected at the start. */
export function finalSize(r0: number, seeded = 0): number {
  let z = r0 > 1 || seeded > 0 ? 1 : 0;
  for (let round = 0; round < 10_000; round++) {
    const next = 1 - (1 - seeded) * Math.exp(-r0 * z);
    if (Math.abs(next - z) < 1e-13) return next;
    z = next;
  }
  return z;
}

/** Chance that the cases of one first case die out: the least q = (1 + R (1 - q) / k)^-k, for Poisson offspring exp(-R (1 - q)) (Lloyd-Smith 2005). */
export function extinction(r: number, k: number): number {
  let q = 0;
  for (let round = 0; round < 100_000; round++) {
    const next = k === Number.POSITIVE_INFINITY ? Math.exp(-r * (1 - q)) : (1 + (r * (1 - q)) / k) ** -k;
    if (Math.abs(next - q) < 1e-14) return next;
    q = next;
  }
  return q;
}

/** Daily growth rate r with R sum w(d) exp(-r d) = 1 for the share w(d) of transmission d days after infection (Wallinga and Lipsitch 2007). */
export function growthRate(r: number, shareOfDay: ArrayLike<number>): number {
  let low = -2;
  let high = 2;
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    let sum = 0;
    for (let i = 0; i < shareOfDay.length; i++) sum += shareOfDay[i]! * Math.exp(-middle * (i + 1));
    if (r * sum > 1) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Chances of 0, 1, ... further cases in a household of `size` with one first case, each pair infecting with chance p (Reed and Frost; Abbey 1952). */
export function reedFrost(size: number, p: number): number[] {
  const chances = new Array<number>(size).fill(0);
  const step = (left: number, cases: number, weight: number): void => {
    if (cases === 0) {
      chances[size - 1 - left]! += weight;
      return;
    }
    const escapes = (1 - p) ** cases;
    let ways = 1;
    for (let fresh = 0; fresh <= left; fresh++) {
      step(left - fresh, fresh, weight * ways * (1 - escapes) ** fresh * escapes ** (left - fresh));
      ways = (ways * (left - fresh)) / (fresh + 1);
    }
  };
  step(size - 1, 1, 1);
  return chances;
}
