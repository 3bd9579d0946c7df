import { controlsOf } from './closings.ts';
import { costsOfDay } from './costs.ts';
import { countOn, done, EVENT, entryOn, kindOf, personOf } from './events.ts';
import { release } from './holds.ts';
import { asksForBed, becomesInfectious, fallsIll, fillBeds, hospitalEnds } from './illness.ts';
import { inForce } from './measures.ts';
import { FLAG, HELD, type Model } from './model.ts';
import { join } from './queue.ts';
import { heldAt, unitAt, unitOf } from './records.ts';
import { UNIT_WORDS } from './slots.ts';
import { arrive, closeDay, spread } from './spread.ts';
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
 *  3. What was to happen today: latent become infectious, infectious fall ill, the ill seek tests, results come, traced cases join the
 *     tracers' list, holds end, beds are asked for and left, vaccines take.
 *  4. Beds: those who wait, longest first.
 *  5. Doses of vaccine.
 *  6. Tests of the queue, rounds of screening.
 *  7. Interviews of reported cases; contacts found are held and tested.
 *  8. Contacts: the infectious meet people away from home and at home; those whose time is over become immune.
 *  9. Mosquitoes bite, are infected, die and hatch (vector-borne disease only).
 * 10. The day's counts and what the measures cost.
 *
 * An infection of today is infectious tomorrow at the earliest, so the order within step 8 does not matter.
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
  costsOfDay(m);
  closeDay(m);
  m.t++;
}

const AHEAD = 128;

/** Step 3. An event may add others for today: the list is read until it ends. */
function happen(m: Model): void {
  for (let i = 0; i < countOn(m.ring, m.t); ) {
    const end = Math.min(countOn(m.ring, m.t), i + AHEAD);
    touch(m, i, end);
    for (; i < end; i++) takePlace(m, entryOn(m.ring, m.t, i));
  }
  done(m.ring, m.t);
}

/** Asks the memory for what the next events need, before any is needed. */
function touch(m: Model, begin: number, end: number): void {
  const { word } = m.records;
  const units = m.units.whole;
  let sum = 0;
  for (let i = begin; i < end; i++) {
    const person = personOf(entryOn(m.ring, m.t, i));
    sum ^= word[unitAt(person)]! ^ m.flags[person]! ^ m.state[person]!;
  }
  for (let i = begin; i < end; i++) {
    const unit = unitOf(word[unitAt(personOf(entryOn(m.ring, m.t, i)))]!);
    if (unit >= 0) sum ^= units[unit * UNIT_WORDS]!;
  }
  m.touched = sum;
}

function takePlace(m: Model, entry: number): void {
  const person = personOf(entry);
  switch (kindOf(entry)) {
    case EVENT.infectiousSilent:
    case EVENT.infectiousIll:
    case EVENT.infectiousSevere:
      becomesInfectious(m, person, kindOf(entry));
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
      if ((m.flags[person]! & HELD) !== 0 && m.records.heldUntil[heldAt(person)] === m.t) release(m, person);
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
