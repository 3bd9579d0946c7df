import { free, type Rounds, use } from './rounds.ts';
import type { timekeeper } from './times.ts';

/** Remembers rounds as they were before the first change of a turn, so that a turn not accepted costs only what it touched. */
export function journalOf(rounds: Rounds, times: ReturnType<typeof timekeeper>) {
  const {
    model,
    next,
    prev,
    round,
    left,
    latest,
    arc,
    place,
    size,
    at,
    absent,
    absentAt,
    spare,
    spareAt,
    price,
    saving,
  } = rounds;
  const { nodes, vehicles, all, jobs, partner } = model;
  const reloads = nodes + 2 * vehicles;
  const touchedAt = new Int32Array(vehicles).fill(-1);
  const touched = new Int32Array(vehicles);
  const starts = new Int32Array(vehicles + 1);
  const [savedNodes, savedLeft, savedLatest] = [new Int32Array(all), new Int32Array(all), new Int32Array(all)];
  const [savedArc, savedPlace, savedAbsent] = [new Int32Array(all), new Int32Array(all), new Int32Array(jobs)];
  const [savedPrice, savedSaving] = [new Float64Array(vehicles), new Float64Array(vehicles)];
  /** Times that pairs are bound to, as they were. */
  const [savedOpens, savedCloses] = [new Int32Array(all), new Int32Array(all)];
  const paired = partner.length > 0;
  let turn = 0;
  let touches = 0;
  const before = { absents: 0, cost: 0, skipped: 0, away: 0, astray: 0, missing: rounds.missing.slice() };

  function begin() {
    turn++;
    touches = 0;
    before.absents = rounds.absents;
    before.cost = rounds.cost;
    before.skipped = rounds.skipped;
    before.missing.set(rounds.missing);
    before.away = rounds.away;
    before.astray = rounds.astray;
    rounds.broken = false;
    for (let i = 0; i < rounds.absents; i++) savedAbsent[i] = absent[i]!;
  }

  /** To be called before a round is changed. */
  function touch(v: number) {
    if (touchedAt[v] === turn) return;
    touchedAt[v] = turn;
    touched[touches] = v;
    savedPrice[touches] = price[v]!;
    savedSaving[touches] = saving[v]!;
    let to = starts[touches]!;
    const end = nodes + 2 * v + 1;
    for (let i = nodes + 2 * v; ; i = next[i]!) {
      savedNodes[to] = i;
      savedLeft[to] = left[i]!;
      savedLatest[to] = latest[i]!;
      savedPlace[to] = place[i]!;
      if (paired) {
        savedOpens[to] = rounds.opens[i]!;
        savedCloses[to] = rounds.closes[i]!;
      }
      savedArc[to++] = arc[i]!;
      if (i === end) break;
    }
    starts[++touches] = to;
  }

  function undo() {
    const judge = rounds.judge;
    rounds.judge = null;
    for (let t = 0; t < touches; t++) {
      const end = nodes + 2 * touched[t]! + 1;
      for (let i = next[end - 1]!; i !== end; i = next[i]!) {
        round[i] = -1;
        if (i >= reloads) giveBack(rounds, i);
        else if (paired) unbind(i);
      }
    }
    for (let t = 0; t < touches; t++) rethread(t);
    rounds.judge = judge;
    rounds.absents = before.absents;
    for (let i = 0; i < before.absents; i++) {
      absent[i] = savedAbsent[i]!;
      absentAt[absent[i]!] = i;
    }
    rounds.cost = before.cost;
    rounds.skipped = before.skipped;
    rounds.missing.set(before.missing);
    rounds.away = before.away;
    rounds.astray = before.astray;
  }

  function unbind(i: number) {
    rounds.opens[i] = model.opens[i]!;
    rounds.closes[i] = model.closes[i]!;
  }

  function rethread(t: number) {
    const v = touched[t]!;
    const [from, to] = [starts[t]!, starts[t + 1]!];
    let last = -1;
    let count = 0;
    for (let s = from; s < to; s++) {
      const i = savedNodes[s]!;
      round[i] = v;
      left[i] = savedLeft[s]!;
      latest[i] = savedLatest[s]!;
      arc[i] = savedArc[s]!;
      place[i] = savedPlace[s]!;
      if (paired) {
        rounds.opens[i] = savedOpens[s]!;
        rounds.closes[i] = savedCloses[s]!;
      }
      if (last >= 0) next[last] = i;
      prev[i] = last;
      last = i;
      if (i < nodes) count++;
      else if (i >= reloads) {
        const other = spare[--rounds.spares]!;
        spare[spareAt[i]!] = other;
        spareAt[other] = spareAt[i]!;
      }
    }
    if (count > 0 && at[v]! < 0) use(rounds, v);
    else if (count === 0 && at[v]! >= 0) free(rounds, v);
    size[v] = count;
    price[v] = savedPrice[t]!;
    saving[v] = savedSaving[t]!;
    times.recount(v);
  }

  /** Vehicles touched this turn. */
  const each = (act: (v: number) => void) => {
    for (let t = 0; t < touches; t++) act(touched[t]!);
  };

  return { begin, touch, undo, each };
}

/** A reload node no longer in use. */
export function giveBack(rounds: Rounds, node: number) {
  rounds.spareAt[node] = rounds.spares;
  rounds.spare[rounds.spares++] = node;
}
