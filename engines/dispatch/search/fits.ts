import type { Rounds } from './rounds.ts';

/** What is asked of a vehicle, a trip and a place before times are looked at. */
export function fitter(rounds: Rounds) {
  const { model, next, prev, place, load, aboard, size, home, metres, driving } = rounds;
  const { nodes, vehicles, places, dimensions, sums, capacity, may, paired, bring, collect, change, nodeOf } = model;

  /** Whether the vehicle may do the job at all, with what else it does. */
  function fits(job: number, v: number): boolean {
    if (may.length > 0 && may[job * vehicles + v] === 0) return false;
    if (size[v]! + 1 + paired[job]! > model.limitStops[v]!) return false;
    if (model.partner.length > 0) {
      const other = model.partner[job]!;
      if (other >= 0 && rounds.round[nodeOf[other]!] === v) return false;
    }
    return home.length === 0 || home[job] === v || home[job]! < 0 || rounds.astray < rounds.mostAway;
  }

  /** Whether the visit's load fits the trip that begins at `head`, wherever on it (with mixed loads: maybe). */
  function loads(job: number, v: number, head: number): boolean {
    for (let d = 0; d < dimensions; d++) {
      const more = bring[job * dimensions + d]! + (sums ? collect[job * dimensions + d]! : 0);
      if (load[head * dimensions + d]! + more > capacity[v * dimensions + d]!) return false;
    }
    return true;
  }

  /** Whether a mixed visit's loads fit right after this node: what it brings before, what it collects after it, on the trip. */
  function carries(job: number, after: number, v: number): boolean {
    for (let d = 0; d < dimensions; d++) {
      const most = capacity[v * dimensions + d]!;
      const [brought, taken] = [bring[job * dimensions + d]!, collect[job * dimensions + d]!];
      if (brought > 0) {
        for (let i = after; ; i = prev[i]!) {
          if (aboard[i * dimensions + d]! + brought > most) return false;
          if (i >= nodes) break;
        }
      }
      if (aboard[after * dimensions + d]! + taken > most) return false;
      if (taken > 0)
        for (let i = next[after]!; i < nodes; i = next[i]!)
          if (aboard[i * dimensions + d]! + taken > most) return false;
    }
    return true;
  }

  /** Whether what is aboard after the node leaves room for the transfer. */
  function lifts(job: number, after: number, v: number): boolean {
    const pick = nodeOf[job]!;
    for (let d = 0; d < dimensions; d++)
      if (aboard[after * dimensions + d]! + change[pick * dimensions + d]! > capacity[v * dimensions + d]!)
        return false;
    return true;
  }

  /** Whether the round keeps its metres and driving when the way from i to j goes by the place `via`. */
  function within(via: number, i: number, j: number, v: number): boolean {
    const k = model.kind[v]!;
    const [a, b, c] = [place[i]! * places + via, via * places + place[j]!, place[i]! * places + place[j]!];
    const [m, t] = [model.metres[k]!, model.driving[k]!];
    return (
      metres[v]! + m[a]! + m[b]! - m[c]! <= model.limitDistance[v]! &&
      driving[v]! + t[a]! + t[b]! - t[c]! <= model.limitDriving[v]!
    );
  }

  return { fits, loads, carries, lifts, within };
}
