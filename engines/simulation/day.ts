import { controlsOf } from './closings.ts';
import { costsOfDay } from './costs.ts';
import { EVENT, kindOf, personOf } from './events.ts';
import { release } from './holds.ts';
import { asksForBed, becomesInfectious, fallsIll, fillBeds, hospitalEnds } from './illness.ts';
import { arrive, closeDay } from './infection.ts';
import { inForce } from './measures.ts';
import { FLAG, HELD, type Model, STATE } from './model.ts';
import { join } from './queue.ts';
import { done, endOf, firstChunk, nextChunk } from './ring.ts';
import { forgetMeetings, spread } from './spread.ts';
import { beginFrom } from './start.ts';
import { isPositive, screen, testQueue } from './testing.ts';
import { trace } from './tracing.ts';
import { vaccinate } from './vaccination.ts';
import { bite } from './vector.ts';

/**
 * The simulated day.
 *
 *  1. Measures: which hold today and where, from the calendar and from reports up to yesterday.
 *  2. Arrivals: infections of a given start, first cases, infected travellers.
 *  3. What was to happen today: latent become infectious, infectious fall ill or become immune, the ill seek tests, results come, traced cases join the
 *     tracers' list, holds end, beds are asked for and left, vaccines take.
 *  4. Beds: those who wait, longest first.
 *  5. Doses of vaccine.
 *  6. Tests of the queue, rounds of screening.
 *  7. Interviews of reported cases; contacts found are held and tested.
 *  8. Mosquitoes bite, are infected, die and hatch (vector-borne disease only).
 *  9. Contacts: the infectious meet people away from home and at home.
 * 10. The day's counts and what the measures cost.
 * 11. The courses of those infected today are drawn, with all they will meet: so that a day touches nobody to whom nothing happens.
 *
 * An infection of today is infectious tomorrow at the earliest, so the order within step 9 does not matter.
 */
export function simulateDay(m: Model): void {
  const { t } = m;
  m.infectedIn[t] ??= new Int32Array(m.city.areaCodes.length);
  m.reportedIn[t] ??= new Int32Array(m.city.areaCodes.length);
  if (m.follow) m.today = { infected: [], ill: [], reported: [], died: [] };
  m.controls[t] = controlsOf(m);
  const { measures } = m.scenario;
  const day = t - m.lead;
  const isolation = inForce(measures, 'isolation', day);
  const quarantine = inForce(measures, 'quarantine', day);
  m.now = {
    isolation,
    quarantine,
    testing: inForce(measures, 'testing', day),
    tracing: inForce(measures, 'tracing', day),
  };
  m.effect.isolated = isolation?.effect ?? m.effect.isolated;
  m.effect.quarantined = quarantine?.effect ?? m.effect.quarantined;
  beginFrom(m);
  arrive(m);
  happen(m);
  fillBeds(m);
  vaccinate(m);
  screen(m);
  testQueue(m);
  trace(m);
  if (t >= m.lead) {
    if (m.field) bite(m);
    spread(m);
  }
  forgetMeetings(m);
  costsOfDay(m);
  closeDay(m);
  m.t++;
}

const AHEAD = 128;

/** Step 3. An event may add others for today: the list is read until it ends. */
function happen(m: Model): void {
  const { ring, t } = m;
  for (let chunk = firstChunk(ring, t); chunk !== 0; chunk = nextChunk(ring, chunk))
    for (let at = chunk + 1; at < endOf(ring, t, chunk); ) {
      const end = Math.min(endOf(ring, t, chunk), at + AHEAD);
      touch(m, at, end);
      for (; at < end; at++) takePlace(m, ring.words[at]!);
    }
  done(ring, t);
}

/** Asks the memory for what the next events need, before any is needed. */
function touch(m: Model, begin: number, end: number): void {
  const { flags, heldUntil, state } = m;
  const { words } = m.ring;
  let sum = 0;
  for (let at = begin; at < end; at++) {
    const person = words[at]! >> 4;
    sum ^= flags[person]! ^ heldUntil[person]! ^ state[person]!;
  }
  m.touched = sum;
}

function takePlace(m: Model, entry: number): void {
  const person = personOf(entry);
  switch (kindOf(entry)) {
    case EVENT.infectious:
      becomesInfectious(m, person);
      break;
    case EVENT.immune:
      if (m.state[person] === STATE.infectious) m.state[person] = STATE.immune;
      break;
    case EVENT.ill:
      fallsIll(m, person, false);
      break;
    case EVENT.severelyIll:
      fallsIll(m, person, true);
      break;
    case EVENT.seekTest:
    case EVENT.contactTest:
      join(m.testQueue, person, m.t);
      break;
    case EVENT.positive:
      isPositive(m, person);
      break;
    case EVENT.traced:
      join(m.traceQueue, person, m.t);
      break;
    case EVENT.holdEnds:
      if ((m.flags[person]! & HELD) !== 0 && m.heldUntil[person] === m.t) release(m, person);
      break;
    case EVENT.admission:
      asksForBed(m, person, false);
      break;
    case EVENT.critical:
      asksForBed(m, person, true);
      break;
    case EVENT.outcome:
      hospitalEnds(m, person);
      break;
    case EVENT.protectedNow:
      m.flags[person]! |= FLAG.protected;
      break;
    default:
      throw new Error(`simulation-event: kind ${kindOf(entry)} is unknown. This is a bug.`);
  }
}
