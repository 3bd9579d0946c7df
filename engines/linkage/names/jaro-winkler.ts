/** Taken marks, reused: no allocation in the inner loop. */
let taken = new Uint8Array(64);

/**
 * Likeness of two words, 0 to 1 (Jaro 1989; Winkler 1990: p = 0.1 for up to four first letters in common). Code units are compared; quadratic in the
 * length at worst.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return a.length > 0 ? 1 : 0;
  const [n, m] = [a.length, b.length];
  if (n === 0 || m === 0) return 0;
  if (taken.length < n + m) taken = new Uint8Array(2 * (n + m));
  taken.fill(0, 0, n + m);
  const reach = Math.max(0, (Math.max(n, m) >> 1) - 1);
  let matches = 0;
  for (let i = 0; i < n; i++) {
    const code = a.charCodeAt(i);
    const end = Math.min(m - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (taken[n + j] || b.charCodeAt(j) !== code) continue;
      taken[i] = 1;
      taken[n + j] = 1;
      matches++;
      break;
    }
  }
  if (matches === 0) return 0;
  let crossed = 0;
  for (let i = 0, j = 0; i < n; i++) {
    if (!taken[i]) continue;
    while (!taken[n + j]) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) crossed++;
    j++;
  }
  const jaro = (matches / n + matches / m + (matches - (crossed >> 1)) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < n && prefix < m && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** One letter put in, left out or changed, or two neighbours swapped (Damerau 1964: the four slips of a typist); true also for equal words. */
export function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++;
  const [x, y] = [a.length - end - start, b.length - end - start];
  return (
    (x <= 1 && y <= 1) ||
    (x === 2 &&
      y === 2 &&
      a.charCodeAt(start) === b.charCodeAt(start + 1) &&
      a.charCodeAt(start + 1) === b.charCodeAt(start))
  );
}
