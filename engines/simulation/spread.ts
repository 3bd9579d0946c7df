import { closedFor } from './closings.ts';
import { unit } from './draws.ts';
import { infect, OUTSIDE } from './infection.ts';
import { takes } from './meetings.ts';
import { FLAG, HELD, type Model, TODAY } from './model.ts';
import { AT } from './reach.ts';
import { CHUNK, done, endOf, firstChunk, nextChunk } from './ring.ts';

/**
 * The attempts of the day, drawn when those who make them were infected. When two infect the same person on one day, the lower id is the
 * infector, whatever the order.
 */
export function spread(m: Model): void {
  const { meetings, t } = m;
  for (let chunk = firstChunk(meetings, t); chunk !== 0; chunk = nextChunk(meetings, chunk))
    meet(m, chunk + 1, endOf(meetings, t, chunk));
}

/** The day is over; before day 0 nobody met anybody. */
export const forgetMeetings = (m: Model): void => done(m.meetings, m.t);

/** Attempts of a chunk whose other person could still be infected. */
const kept = new Int32Array(CHUNK);

/**
 * The attempts from one word to another. Those on people who cannot be infected fall out first, in a loop that waits for nothing, so that the
 * memory answers many at once; what the others need is asked for before any is tried.
 */
function meet(m: Model, begin: number, end: number): void {
  const { open, flags, infector } = m;
  const { words } = m.meetings;
  let n = 0;
  for (let at = begin; at < end; at += 3) {
    kept[n] = at;
    n += open[words[at + 1]! >>> 2] === 0 ? 0 : 1;
  }
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const at = kept[i]!;
    const to = words[at + 1]! >>> 2;
    sum ^= flags[words[at]!]! ^ flags[to]! ^ infector[to]!;
  }
  m.touched = sum;
  for (let i = 0; i < n; i++) {
    const at = kept[i]!;
    const coded = words[at + 1]!;
    attempt(m, words[at]!, coded >>> 2, coded & 3, takes(words[at + 2]!));
  }
}

/** One attempt: passes with the product of susceptibility, protection and what the measures in force leave of such a contact. */
function attempt(m: Model, from: number, to: number, where: number, word: number): void {
  const open = m.open[to]!;
  const again = open === TODAY;
  if (again && (m.infector[to]! < from || m.infector[to] === OUTSIDE)) return;
  let passes = m.susceptibility[again ? m.bandOf[m.city.age[to]!]! + 1 : open]!;
  const u = unit(word);
  if (u >= passes) return;
  if ((m.flags[to]! & FLAG.protected) !== 0) passes *= 1 - m.disease.vaccine.infection;
  if (u >= passes || u >= passes * openness(m, from, to, where)) return;
  if (again) m.infector[to] = from;
  else infect(m, to, from);
}

const SHUT = FLAG.facility | FLAG.hospital;

/** The share of such a contact that measures and illness leave today, 0 to 1. */
export function openness(m: Model, from: number, to: number, where: number): number {
  const a = m.flags[from]!;
  const b = m.flags[to]!;
  // the dead keep the mark of the hospital
  if (((a | b) & SHUT) !== 0) return 0;
  if (where === AT.home) return 1;
  let open = 1;
  if (((a | b) & HELD) !== 0) open = (1 - heldEffect(m, a)) * (1 - heldEffect(m, b));
  const controls = m.controls[m.t]!;
  if (!controls.any && !m.unitClosedUntil) return open;
  return open * closedFor(m, controls, from, to, where);
}

function heldEffect(m: Model, flags: number): number {
  if ((flags & FLAG.isolated) !== 0) return m.effect.isolated;
  return (flags & FLAG.quarantined) !== 0 ? m.effect.quarantined : 0;
}
