/**
 * Whether every mode once entered is kept for so many weeks. A mode the horizon cuts off counts as kept; so does the mode
 * at the start when it is the one already in force (`before`, with the weeks it has stood).
 */
export function holds(plan: Uint8Array, least: number, before = 0, stood = Number.POSITIVE_INFINITY): boolean {
  let mode = before;
  let weeks = stood;
  for (const each of plan) {
    if (each === mode) weeks++;
    else {
      if (weeks < least) return false;
      mode = each;
      weeks = 1;
    }
  }
  return true;
}
