import { unitRates } from './city/contacts.ts';
import { infectiousDays, latentDays, willBeIll } from './course.ts';
import { draw, further, mix, PURPOSE, unit } from './draws.ts';
import { EVENT, push } from './events.ts';
import { hold } from './holds.ts';
import type { MeasureOf } from './measures.ts';
import { count, FLAG, fill, HELD, keyOn, type Model, STATE } from './model.ts';
import { clear, giveUp, waiting } from './queue.ts';
import { infectedAt, infectorAt, OUTSIDE } from './records.ts';
import { poisson } from './sampling.ts';
import { SLOT, setRates } from './slots.ts';
import { AT, aim, openness, targetOf } from './spread.ts';

/** A case not called within so many days is not called any more: by then its contacts have become cases. */
const STALE = 7;

/** The day's interviews, oldest first, as far as the tracers come. */
export function trace(m: Model): void {
  const queue = m.traceQueue;
  if (waiting(queue) === 0) return;
  const { tracing } = m.now;
  if (!tracing) {
    clear(queue);
    return;
  }
  giveUp(queue, m.t - STALE);
  const called = Math.min(waiting(queue), Math.floor(tracing.perDay));
  for (const end = queue.head + called; queue.head < end; queue.head++)
    interview(m, queue.person[queue.head]!, tracing);
  count(m, 'interviews', called);
}

/**
 * The contacts of a case are not stored: they are drawn again. Those it tried to infect follow from the same draws as on the day; other
 * contacts of the days looked back follow from a stream of their own; the household is always named, and so may be the person it was infected by.
 */
function interview(m: Model, person: number, tracing: MeasureOf<'tracing'>): void {
  const { city } = m;
  const infectedOn = m.records.infectedOn[infectedAt(person)]!;
  const home = city.household[person]!;
  for (let other = city.householdStart[home]!; other < city.householdStart[home + 1]!; other++)
    if (other !== person) named(m, person, other, AT.home, tracing);
  const first = Math.max(0, m.t - tracing.back);
  const by = m.records.word[infectorAt(person)]!;
  if (by !== OUTSIDE && infectedOn >= first) named(m, person, by, whereMet(m, person, by), tracing);
  const { again, profile } = m;
  fill(m, again, 0, person, willBeIll(m, person));
  const from = infectedOn + latentDays(m, person);
  const until = Math.min(m.t, from + infectiousDays(m, person));
  for (let day = Math.max(first, from); day < until; day++) {
    const drawn = draw(keyOn(m, day, PURPOSE.contact), person);
    const rate = again.rate[SLOT.total]! * profile[Math.min(day - from, profile.length - 1)]!;
    const attempts = unit(drawn) < rate ? poisson(rate, drawn) : 0;
    for (let j = 0; j < attempts; j++)
      meets(m, person, aim(city, again.whole, again.rate, 0, further(drawn, j)), tracing);
  }
  const u = city.unit[person]!;
  const { within, around } = u >= 0 ? unitRates(city, u) : { within: 0, around: 0 };
  const size = again.whole[SLOT.unitTo]! - again.whole[SLOT.unitFrom]!;
  // as in the unit table: the own row is among those chosen
  const inUnit = u >= 0 && size > 1 ? (within * size) / (size - 1) : 0;
  setRates(again, 0, 0, inUnit, around, city.contacts.community);
  for (let day = first; day < m.t; day++) {
    const drawn = draw(keyOn(m, day, PURPOSE.otherContacts), person);
    const contacts = poisson(again.rate[SLOT.total]!, drawn);
    for (let j = 0; j < contacts; j++)
      meets(m, person, aim(city, again.whole, again.rate, 0, further(drawn, j)), tracing);
  }
}

function whereMet(m: Model, a: number, b: number): number {
  if (m.city.household[a] === m.city.household[b]) return AT.home;
  const [u, v] = [m.city.unit[a]!, m.city.unit[b]!];
  if (u < 0 || v < 0) return AT.community;
  return u === v ? AT.unit : m.city.unitPlace[u] === m.city.unitPlace[v] ? AT.place : AT.community;
}

/** A contact is named with the chance of its setting, drawn for the pair, and counts when today's measures would have let it happen. */
function meets(m: Model, person: number, aimed: number, tracing: MeasureOf<'tracing'>): void {
  const where = aimed & 3;
  if (unit(mix(draw(m.keys.found, person) ^ aimed)) >= chanceIn(where, tracing)) return;
  const other = targetOf(m.city, person, aimed);
  if (other < 0) return;
  const controls = m.controls[m.t]!;
  if ((controls.any || m.unitClosedUntil) && where !== AT.home && openness(m, other, other, where) === 0) return;
  found(m, other, tracing);
}

function named(m: Model, person: number, other: number, where: number, tracing: MeasureOf<'tracing'>): void {
  if (unit(mix(draw(m.keys.found, other) ^ person)) < chanceIn(where, tracing)) found(m, other, tracing);
}

const chanceIn = (where: number, { found }: MeasureOf<'tracing'>): number =>
  where === AT.home ? found.household : where === AT.community ? found.community : found.unit;

/** Who is found is held when willing, and tested when the measure says so. */
function found(m: Model, other: number, { testAfter }: MeasureOf<'tracing'>): void {
  if ((m.flags[other]! & (HELD | FLAG.known)) !== 0 || m.state[other] === STATE.dead) return;
  m.ledger.contactsFound[m.t]!++;
  const { quarantine } = m.now;
  if (quarantine && unit(draw(m.keys.complyQuarantine, other)) < quarantine.compliance)
    hold(m, other, 'quarantined', quarantine);
  if (testAfter !== undefined) push(m.ring, m.t + testAfter, other, EVENT.contactTest);
}
