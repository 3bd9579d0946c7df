/** A plan one move away; the plan given is changed and put back. Return true to keep the changed plan and stop. */
export type Visit = (plan: Uint8Array) => boolean;

/** Swaps a stretch of restricted weeks with one of free weeks of the same length: the number of restricted weeks stays. */
export function swaps(plan: Uint8Array, length: number, visit: Visit): boolean {
  const weeks = plan.length;
  for (let i = 0; i + length <= weeks; i++) {
    if (!all(plan, i, length, 1)) continue;
    for (let j = 0; j + length <= weeks; j++) {
      if (!all(plan, j, length, 0)) continue;
      plan.fill(0, i, i + length).fill(1, j, j + length);
      if (visit(plan)) return true;
      plan.fill(1, i, i + length).fill(0, j, j + length);
    }
  }
  return false;
}

/** Takes a week out and puts it in elsewhere: what lies between moves by one week. */
export function shifts(plan: Uint8Array, visit: Visit): boolean {
  const weeks = plan.length;
  for (let i = 0; i < weeks; i++) {
    for (let j = 0; j < weeks; j++) {
      if (i === j || (j === i - 1 && plan[i] === plan[j])) continue;
      shift(plan, i, j);
      if (visit(plan)) return true;
      shift(plan, j, i);
    }
  }
  return false;
}

/** Sets a stretch of weeks to one mode: the number of restricted weeks changes by up to its length. */
export function settings(plan: Uint8Array, longest: number, visit: Visit): boolean {
  const before = new Uint8Array(plan);
  for (let length = 1; length <= longest; length++)
    for (let i = 0; i + length <= plan.length; i++)
      for (const mode of [0, 1]) {
        if (all(before, i, length, mode)) continue;
        plan.fill(mode, i, i + length);
        if (visit(plan)) return true;
        plan.set(before);
      }
  return false;
}

function shift(plan: Uint8Array, from: number, to: number): void {
  const moved = plan[from]!;
  if (from < to) plan.copyWithin(from, from + 1, to + 1);
  else plan.copyWithin(to + 1, to, from);
  plan[to] = moved;
}

function all(plan: Uint8Array, from: number, length: number, mode: number): boolean {
  for (let week = from; week < from + length; week++) if (plan[week] !== mode) return false;
  return true;
}
