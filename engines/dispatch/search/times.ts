import type { Rounds } from './rounds.ts';

/** Keeps times, loads and sums of rounds right after changes. */
export function timekeeper(rounds: Rounds) {
  const { model, next, prev, left, latest, arc, place, opens, closes, service, head, load, ready, aboard } = rounds;
  const { nodes, places, dimensions, sums, timed, limited, tripped, kind, jobOf, nodeOf, bring, collect, change } =
    model;
  const { spanTime, spanOpens, spanCloses } = rounds;
  const { release } = model;
  const row = new Int32Array(model.all);

  /** Everything of a round, anew. False when it cannot be kept. */
  function refresh(v: number): boolean {
    const [start, end] = [nodes + 2 * v, nodes + 2 * v + 1];
    if (tripped) gather(v);
    const k = kind[v]!;
    const [costs, times] = [model.cost[k]!, model.time[k]!];
    left[start] = tripped ? Math.max(opens[start]!, ready[start]!) : opens[start]!;
    for (let i = start; i !== end; ) {
      const j = next[i]!;
      const arcAt = place[i]! * places + place[j]!;
      arc[i] = costs[arcAt]!;
      if (timed) {
        const arrive = left[i]! + times[arcAt]!;
        left[j] = (arrive > opens[j]! ? arrive : opens[j]!) + service[j]!;
        if (tripped) hold(i, j, times[arcAt]!);
      }
      i = j;
    }
    if (timed) {
      latest[end] = closes[end]!;
      for (let j = end; j !== start; ) {
        const i = prev[j]!;
        const late = latest[j]! - times[place[i]! * places + place[j]!]! - service[i]!;
        latest[i] = late < closes[i]! ? late : closes[i]!;
        j = i;
      }
    }
    weigh(v);
    if (limited) measure(v);
    if (timed && !onTime(start, end)) return false;
    if (limited && (rounds.metres[v]! > model.limitDistance[v]! || rounds.driving[v]! > model.limitDriving[v]!))
      return false;
    return rounds.judge === null || judged(v);
  }

  function onTime(start: number, end: number): boolean {
    if (!tripped) return opens[start]! <= latest[start]!;
    for (let i = start; i !== end; i = next[i]!) if (i >= nodes && left[i]! - service[i]! > latest[i]!) return false;
    return true;
  }

  /**
   * A trip's leaving waits for what it brings. A node is left at max(leaving of its trip, spanOpens) + spanTime, as long as the
   * leaving is not after spanCloses (time segments: Vidal et al. 2013).
   */
  function hold(i: number, j: number, seconds: number) {
    if (i >= nodes) {
      spanTime[i] = 0;
      spanOpens[i] = -0x3fffffff;
      spanCloses[i] = 0x3fffffff;
    }
    if (j >= nodes) {
      if (j >= nodes + 2 * model.vehicles && left[j]! < ready[j]!) left[j] = ready[j]!;
      return;
    }
    const away = spanTime[i]! + seconds;
    spanTime[j] = away + service[j]!;
    spanOpens[j] = Math.max(spanOpens[i]!, opens[j]! - away);
    spanCloses[j] = Math.min(spanCloses[i]!, closes[j]! - away);
  }

  /** Trips of a round: what begins each, and when it may leave. */
  function gather(v: number) {
    const end = nodes + 2 * v + 1;
    let trips = 0;
    let begins = -1;
    for (let i = nodes + 2 * v; i !== end; i = next[i]!) {
      if (i >= nodes) {
        if (begins >= 0) rounds.tail[begins] = i;
        begins = i;
        ready[i] = -0x3fffffff;
        trips++;
      } else if (release[jobOf[i]!]! > ready[begins]!) ready[begins] = release[jobOf[i]!]!;
      head[i] = begins;
    }
    head[end] = begins;
    rounds.tail[begins] = end;
    rounds.tripCount[v] = trips;
  }

  function weigh(v: number) {
    const [start, end] = [nodes + 2 * v, nodes + 2 * v + 1];
    for (let d = 0; d < dimensions; d++) {
      for (let i = start, at = start; i !== end; i = next[i]!) {
        if (i >= nodes) {
          at = i;
          load[at * dimensions + d] = 0;
          continue;
        }
        head[i] = at;
        const j = jobOf[i]!;
        if (nodeOf[j] === i)
          load[at * dimensions + d]! += bring[j * dimensions + d]! + (sums ? collect[j * dimensions + d]! : 0);
      }
      if (sums) continue;
      let sum = 0;
      for (let i = start; i !== end; i = next[i]!) {
        sum = i >= nodes ? load[i * dimensions + d]! : sum + change[i * dimensions + d]!;
        aboard[i * dimensions + d] = sum;
      }
    }
    if (dimensions === 0 && !tripped) for (let i = next[start]!; i !== end; i = next[i]!) head[i] = start;
  }

  function measure(v: number) {
    const end = nodes + 2 * v + 1;
    const k = kind[v]!;
    let [length, seconds] = [0, 0];
    for (let i = nodes + 2 * v; i !== end; i = next[i]!) {
      const arcAt = place[i]! * places + place[next[i]!]!;
      length += model.metres[k]![arcAt]!;
      seconds += model.driving[k]![arcAt]!;
    }
    rounds.metres[v] = length;
    rounds.driving[v] = seconds;
  }

  function judged(v: number): boolean {
    const end = nodes + 2 * v + 1;
    let count = 0;
    for (let i = next[nodes + 2 * v]!; i !== end; i = next[i]!) row[count++] = i;
    const price = count === 0 ? 0 : rounds.judge!.price(v, row, count);
    rounds.cost += (price === Infinity ? 0 : price) - rounds.price[v]!;
    rounds.price[v] = price === Infinity ? 0 : price;
    rounds.saving[v] = count === 0 || price === Infinity ? 0 : rounds.judge!.saving(v);
    return price !== Infinity;
  }

  /** Times after one insertion: forward and backward as far as they change. */
  function spread(node: number, v: number) {
    const times = model.time[kind[v]!]!;
    const [start, end] = [nodes + 2 * v, nodes + 2 * v + 1];
    for (let j = node; ; j = next[j]!) {
      const i = prev[j]!;
      const arrive = left[i]! + times[place[i]! * places + place[j]!]!;
      const leaves = (arrive > opens[j]! ? arrive : opens[j]!) + service[j]!;
      if (leaves === left[j] && j !== node) break;
      left[j] = leaves;
      if (j === end) break;
    }
    for (let i = node; ; i = prev[i]!) {
      const j = next[i]!;
      const bound = latest[j]! - times[place[i]! * places + place[j]!]! - service[i]!;
      const late = bound < closes[i]! ? bound : closes[i]!;
      if (late === latest[i] && i !== node) break;
      latest[i] = late;
      if (i === start) break;
    }
  }

  /** Loads, trips and sums only, where times are known to be right. */
  function recount(v: number) {
    if (tripped) {
      gather(v);
      const times = model.time[kind[v]!]!;
      const end = nodes + 2 * v + 1;
      for (let i = nodes + 2 * v; i !== end; i = next[i]!)
        if (next[i]! < nodes) hold(i, next[i]!, times[place[i]! * places + place[next[i]!]!]!);
    }
    weigh(v);
    if (limited) measure(v);
  }

  return { refresh, spread, recount };
}
