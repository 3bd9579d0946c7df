/** The known word that was probably meant: one that begins so, or the nearest if at most a third of its letters differ. */
export function likeliest(written: string, known: string[]): string | undefined {
  const begun = known.find((word) => written.length > 2 && word.startsWith(written.toLowerCase()));
  if (begun) return begun;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const steps = edits(written.toLowerCase(), word);
    if (steps < least) {
      least = steps;
      best = word;
    }
  }
  return best !== undefined && least <= Math.max(1, Math.floor(best.length / 3)) ? best : undefined;
}

/** Edit distance (Levenshtein 1966). */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
