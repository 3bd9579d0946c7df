import { type Ahead, AHEAD_WORDS as WORDS } from './ahead.ts';
import { draw, further, mix, PURPOSE, unit } from './draws.ts';
import { keyOn, type Model } from './model.ts';
import { aim, met, RATE } from './reach.ts';
import { take } from './ring.ts';
import { poisson } from './sampling.ts';

/**
 * Draws all attempts of a person. Each infectious day has one draw: how many attempts (Poisson of the day's rate); each attempt has its own
 * draws for the setting, the other person, and whether it takes. Measures never change how many draws are made: they only let fewer attempts
 * pass.
 */
export function drawMeetings(m: Model, person: number, from: number, until: number): void {
  const { reach, city, profile, ahead } = m;
  const total = reach.rate[RATE.total]!;
  const last = profile.length - 1;
  for (let day = from; day < until; day++) {
    const since = day - from;
    const rate = total * profile[since < last ? since : last]!;
    const drawn = draw(keyOn(m, day, PURPOSE.contact), person);
    if (unit(drawn) >= rate) continue;
    const attempts = poisson(rate, drawn);
    const words = roomFor(ahead, attempts);
    for (let j = 0, at = ahead.end; j < attempts; j++, at += WORDS) {
      const word = further(drawn, j);
      words[at] = day;
      words[at + 1] = person;
      words[at + 2] = aim(city, reach, word);
      words[at + 3] = word;
    }
    ahead.end += attempts * WORDS;
  }
}

function roomFor(ahead: Ahead, attempts: number): Int32Array {
  const wanted = ahead.end + attempts * WORDS;
  if (wanted > ahead.words.length) {
    const longer = new Int32Array(2 * wanted);
    longer.set(ahead.words);
    ahead.words = longer;
  }
  return ahead.words;
}

/**
 * Keeps the attempts that may pass on their day. Nobody is infected twice in a run, so attempts on those who were infected or are immune by
 * now fall out, and those that the other person's susceptibility already turns away. Three loops that wait for nothing, so that the memory
 * answers many at once: who is it, can it be, note it down.
 */
export function keepMeetings(m: Model): void {
  const { members } = m.city;
  const { open, susceptibility, meetings } = m;
  const { words, end } = m.ahead;
  for (let at = 2; at < end; at += WORDS) words[at] = met(members, words[at]!);
  let kept = 0;
  for (let at = 0; at < end; at += WORDS) {
    const from = words[at + 1]!;
    const to = words[at + 2]!;
    const word = words[at + 3]!;
    words[kept] = words[at]!;
    words[kept + 1] = from;
    words[kept + 2] = to;
    words[kept + 3] = word;
    kept += unit(takes(word)) < susceptibility[open[to >>> 2]!]! && to >>> 2 !== from ? WORDS : 0;
  }
  for (let n = 0; n < kept; n += WORDS) {
    const at = take(meetings, words[n]!, 3);
    meetings.words[at] = words[n + 1]!;
    meetings.words[at + 1] = words[n + 2]!;
    meetings.words[at + 2] = words[n + 3]!;
  }
  m.ahead.end = 0;
}

/** The draw that says whether an attempt takes. */
export const takes = (word: number): number => mix(word ^ 0x3c6ef372);
