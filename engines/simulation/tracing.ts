import { unitRates } from './city/contacts.ts';
import { infectiousDays, latentDays, willBeIll } from './course.ts';
import { draw, further, mix, PURPOSE, unit } from './draws.ts';
import { EVENT, push } from './events.ts';
import { hold } from './holds.ts';
import { OUTSIDE } from './infection.ts';
import type { MeasureOf } from './measures.ts';
import { count, FLAG, HELD, keyOn, type Model, reachOf } from './model.ts';
import { clear, giveUp, waiting } from './queue.ts';
import { AT, aim, met, RATE, setRates, WHO } from './reach.ts';
import { poisson } from './sampling.ts';
import { openness } from './spread.ts';

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
  const { city, reach, profile } = m;
  const infectedOn = m.infectedOn[person]!;
  reachOf(m, person, willBeIll(m, person));
  const home = reach.whole[WHO.homeFrom]!;
  for (let other = home; other < home + reach.whole[WHO.homeSize]!; other++)
    if (other !== person) named(m, person, other, AT.home, tracing);
  const first = Math.max(0, m.t - tracing.back);
  const by = m.infector[person]!;
  if (by !== OUTSIDE && infectedOn >= first) named(m, person, by, whereMet(m, person, by), tracing);
  const about = draw(m.keys.found, person);
  let n = 0;
  const from = infectedOn + latentDays(m, person);
  const until = Math.min(m.t, from + infectiousDays(m, person));
  for (let day = Math.max(first, from); day < until; day++) {
    const drawn = draw(keyOn(m, day, PURPOSE.contact), person);
    const rate = reach.rate[RATE.total]! * profile[Math.min(day - from, profile.length - 1)]!;
    if (unit(drawn) < rate) n = remembered(m, about, drawn, poisson(rate, drawn), tracing, n);
  }
  const u = city.unit[person]!;
  const { within, around } = u >= 0 ? unitRates(city, u) : ALONE;
  const size = reach.whole[WHO.unitTo]! - reach.whole[WHO.unitFrom]!;
  // as in the unit table: the own row is among those chosen
  const inUnit = u >= 0 && size > 1 ? (within * size) / (size - 1) : 0;
  setRates(reach, 0, inUnit, around, city.contacts.community);
  for (let day = first; day < m.t; day++) {
    const drawn = draw(keyOn(m, day, PURPOSE.otherContacts), person);
    n = remembered(m, about, drawn, poisson(reach.rate[RATE.total]!, drawn), tracing, n);
  }
  meets(m, person, n, tracing);
}

const ALONE = { within: 0, around: 0 };

/** Contacts remembered in an interview, as aims; it grows with the longest. */
let told = new Int32Array(256);

/** Adds those of a day's contacts that are remembered, with the chance of their setting, drawn for the pair; how many there are by now. */
function remembered(
  { city, reach }: Model,
  about: number,
  drawn: number,
  contacts: number,
  tracing: MeasureOf<'tracing'>,
  so: number,
): number {
  if (so + contacts > told.length) {
    const longer = new Int32Array(2 * (so + contacts));
    longer.set(told);
    told = longer;
  }
  let n = so;
  for (let j = 0; j < contacts; j++) {
    const aimed = aim(city, reach, further(drawn, j));
    told[n] = aimed;
    n += unit(mix(about ^ aimed)) < chanceIn(aimed & 3, tracing) ? 1 : 0;
  }
  return n;
}

function whereMet(m: Model, a: number, b: number): number {
  if (m.city.household[a] === m.city.household[b]) return AT.home;
  const [u, v] = [m.city.unit[a]!, m.city.unit[b]!];
  if (u < 0 || v < 0) return AT.community;
  return u === v ? AT.unit : m.city.unitPlace[u] === m.city.unitPlace[v] ? AT.place : AT.community;
}

/** Finds those remembered, as far as today's measures would have let the contact happen. All are looked up before any is needed. */
function meets(m: Model, person: number, n: number, tracing: MeasureOf<'tracing'>): void {
  const { members } = m.city;
  const { flags } = m;
  let sum = 0;
  for (let i = 0; i < n; i++) told[i] = met(members, told[i]!);
  for (let i = 0; i < n; i++) sum ^= flags[told[i]! >>> 2]!;
  m.touched = sum;
  const controls = m.controls[m.t]!;
  const closed = controls.any || m.unitClosedUntil !== undefined;
  for (let i = 0; i < n; i++) {
    const other = told[i]! >>> 2;
    const where = told[i]! & 3;
    if (other === person || (closed && where !== AT.home && openness(m, other, other, where) === 0)) continue;
    found(m, other, tracing);
  }
}

function named(m: Model, person: number, other: number, where: number, tracing: MeasureOf<'tracing'>): void {
  if (unit(mix(draw(m.keys.found, other) ^ person)) < chanceIn(where, tracing)) found(m, other, tracing);
}

const chanceIn = (where: number, { found }: MeasureOf<'tracing'>): number =>
  where === AT.home ? found.household : where === AT.community ? found.community : found.unit;

/** Who is found is held when willing, and tested when the measure says so. */
function found(m: Model, other: number, { testAfter }: MeasureOf<'tracing'>): void {
  if ((m.flags[other]! & (HELD | FLAG.known | FLAG.dead)) !== 0) return;
  m.ledger.contactsFound[m.t]!++;
  const { quarantine } = m.now;
  if (quarantine && unit(draw(m.keys.complyQuarantine, other)) < quarantine.compliance)
    hold(m, other, 'quarantined', quarantine);
  if (testAfter !== undefined) push(m.ring, m.t + testAfter, other, EVENT.contactTest);
}
