import type { City } from './city/city.ts';
import { closedFor } from './closings.ts';
import { onsetOf } from './course.ts';
import { draw, further, keyOf, mix, PURPOSE, uniform, unit } from './draws.ts';
import { push } from './events.ts';
import { BATCH, count, FLAG, HELD, keyOn, type Model, STATE, TODAY } from './model.ts';
import { infectedAt, infectorAt, OUTSIDE } from './records.ts';
import { poisson } from './sampling.ts';
import { closeSlot, SLOT, WORDS } from './slots.ts';

/** Where an attempt happens, the low bits of what `aim` answers. */
export const AT = { home: 0, unit: 1, place: 2, community: 3 } as const;

/** Infects a susceptible person today and draws when the infection becomes infectious, and how far it goes. */
export function infect(m: Model, person: number, by: number): void {
  const band = m.open[person]! - 1;
  m.state[person] = STATE.latent;
  m.open[person] = TODAY;
  m.infectedToday.push(person);
  m.records.infectedOn[infectedAt(person)] = m.t;
  m.records.word[infectorAt(person)] = by;
  const onset = onsetOf(m, person, band);
  push(m.ring, m.t + (onset >>> 4), person, onset & 15);
  if (m.follow) m.today.infected.push(person);
  m.ledger.infections[m.t]!++;
}

/** At the day's end nobody is infected "today" any more. */
export function closeDay(m: Model): void {
  for (const person of m.infectedToday) m.open[person] = 0;
  m.infectedToday.length = 0;
}

/**
 * The infectious meet people. Each has one draw a day: how many attempts (Poisson of the day's rate); each attempt has its own draws for the
 * setting, the other person, and whether it takes. Measures never change how many draws are made: they only let fewer attempts pass.
 * When two infect the same person on one day, the lower id is the infector, whatever the order.
 */
export function spread(m: Model): void {
  m.batch.held = 0;
  for (let at = 0; at < m.active.count * WORDS; ) {
    at = sweep(m, at);
    plan(m);
  }
  meet(m);
}

/** Goes through the slots from a word on until so many of a batch meet somebody today; those whose time is over leave. Where it stopped. */
function sweep(m: Model, begin: number): number {
  const { active, t, state, profile } = m;
  const { slot, drawn, rate } = m.batch;
  const key = keyOn(m, t, PURPOSE.contact);
  const last = profile.length - 1;
  const { whole, rate: rates } = active;
  let end = active.count * WORDS;
  let n = 0;
  let at = begin;
  while (at < end && n < BATCH) {
    const person = whole[at + SLOT.person]!;
    if (whole[at + SLOT.until]! <= t) {
      if (state[person] === STATE.infectious) state[person] = STATE.immune;
      closeSlot(active, at);
      end -= WORDS;
      continue;
    }
    const day = t - whole[at + SLOT.from]!;
    const attempts = rates[at + SLOT.total]! * profile[day < last ? day : last]!;
    const word = draw(key, person);
    if (unit(word) < attempts) {
      slot[n] = at;
      drawn[n] = word;
      rate[n++] = attempts;
    }
    at += WORDS;
  }
  m.batch.sweeping = n;
  return at;
}

/** How many attempts each of a sweep makes, and at whom. */
function plan(m: Model): void {
  const { batch, city } = m;
  const { whole, rate } = m.active;
  for (let i = 0; i < batch.sweeping; i++) {
    const at = batch.slot[i]!;
    const drawn = batch.drawn[i]!;
    const count = poisson(batch.rate[i]!, drawn);
    for (let j = 0; j < count; j++) {
      if (batch.held === BATCH) meet(m);
      const word = further(drawn, j);
      const n = batch.held++;
      batch.from[n] = whole[at + SLOT.person]!;
      batch.aimed[n] = aim(city, whole, rate, at, word);
      batch.word[n] = word;
    }
  }
}

/**
 * The attempts of a batch in order. Targets are looked up first in loops that wait for nothing, so that the memory answers many at once; then
 * each attempt on somebody susceptible is tried.
 */
function meet(m: Model): void {
  const { open } = m;
  const { members } = m.city;
  const { from, aimed, word, seen, held } = m.batch;
  for (let i = 0; i < held; i++) {
    const coded = aimed[i]!;
    const where = coded & 3;
    if (where === AT.unit || where === AT.place) aimed[i] = members[coded >>> 2]! * 4 + where;
  }
  let kept = 0;
  for (let i = 0; i < held; i++) {
    seen[kept] = i;
    kept += open[aimed[i]! >>> 2] === 0 ? 0 : 1;
  }
  touch(m, kept);
  for (let n = 0; n < kept; n++) {
    const i = seen[n]!;
    const to = aimed[i]! >>> 2;
    if (from[i] !== to) attempt(m, from[i]!, to, aimed[i]! & 3, mix(word[i]! ^ 0x3c6ef372));
  }
  m.batch.held = 0;
}

/** Asks the memory for the records of those who may be infected, before any is needed. */
function touch(m: Model, kept: number): void {
  const { aimed, seen } = m.batch;
  const { word } = m.records;
  let sum = 0;
  for (let n = 0; n < kept; n++) {
    const to = aimed[seen[n]!]! >>> 2;
    sum ^= word[infectorAt(to)]! ^ m.flags[to]!;
  }
  m.touched = sum;
}

/** Whom an aim means: persons by id, members of a unit or place by their row. -1: the person itself. */
export function targetOf(city: City, person: number, aimed: number): number {
  const where = aimed & 3;
  const to = where === AT.unit || where === AT.place ? city.members[aimed >>> 2]! : aimed >>> 2;
  return to === person ? -1 : to;
}

/**
 * Where a word leads the person of a slot, times 4, plus the setting: a person's id at home and in the community, a row of `members` in a unit
 * or place. The cumulative rates choose the setting. In the unit and the community it may be the person itself.
 */
export function aim(city: City, whole: Int32Array, rate: Float32Array, at: number, word: number): number {
  const x = unit(word) * rate[at + SLOT.total]!;
  const u = unit(mix(word + 0x51ed270b));
  if (x < rate[at + SLOT.home]!) {
    const person = whole[at + SLOT.person]!;
    const other = whole[at + SLOT.homeFrom]! + Math.floor(u * (whole[at + SLOT.homeSize]! - 1));
    return (other >= person ? other + 1 : other) * 4 + AT.home;
  }
  if (x < rate[at + SLOT.unit]!) {
    const from = whole[at + SLOT.unitFrom]!;
    return (from + Math.floor(u * (whole[at + SLOT.unitTo]! - from))) * 4 + AT.unit;
  }
  if (x < rate[at + SLOT.place]!) {
    const from = whole[at + SLOT.placeFrom]!;
    const mine = whole[at + SLOT.unitFrom]!;
    const end = whole[at + SLOT.unitTo]!;
    const n = from + Math.floor(u * (whole[at + SLOT.placeTo]! - from - (end - mine)));
    return (n < mine ? n : n + end - mine) * 4 + AT.place;
  }
  const area = whole[at + SLOT.area]!;
  const { own, district } = city.community;
  let from = 0;
  let to = city.people;
  const v = unit(mix(word + 0x2545f491));
  if (v < own) {
    from = city.areaStart[area]!;
    to = city.areaStart[area + 1]!;
  } else if (v < own + district) {
    from = city.areaStart[city.districtFrom[area]!]!;
    to = city.areaStart[city.districtTo[area]!]!;
  }
  return (from + Math.floor(u * (to - from))) * 4 + AT.community;
}

/** One attempt: passes with the product of susceptibility, protection and what the measures in force leave of such a contact. */
function attempt(m: Model, from: number, to: number, where: number, word: number): void {
  const open = m.open[to]!;
  const again = open === TODAY;
  if (again && (m.records.word[infectorAt(to)]! < from || m.records.word[infectorAt(to)] === OUTSIDE)) return;
  let passes = m.susceptibility[again ? m.bandOf[m.city.age[to]!]! + 1 : open]!;
  const u = unit(word);
  if (u >= passes) return;
  if ((m.flags[to]! & FLAG.protected) !== 0) passes *= 1 - m.disease.vaccine.infection;
  if (u >= passes || u >= passes * openness(m, from, to, where)) return;
  if (again) m.records.word[infectorAt(to)] = from;
  else infect(m, to, from);
}

/** The share of such a contact that measures and illness leave today, 0 to 1. */
export function openness(m: Model, from: number, to: number, where: number): number {
  const [a, b] = [m.flags[from]!, m.flags[to]!];
  const shut = FLAG.facility | FLAG.hospital;
  // the dead keep the mark of the hospital
  if (((a | b) & shut) !== 0) return 0;
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

/** The first cases, drawn from the area and ages asked for; and those who arrive infected from outside. */
export function arrive(m: Model): void {
  const { scenario, city, t } = m;
  if (t === m.lead) {
    const { cases, area, fromAge = 0, toAge = 255 } = scenario.seeds;
    const at = area === undefined ? -1 : city.areaCodes.indexOf(area);
    const [from, to] = at < 0 ? [0, city.people] : [city.areaStart[at]!, city.areaStart[at + 1]!];
    const key = keyOf(m.seed, 0, PURPOSE.seedCase);
    let found = 0;
    for (let n = 0; found < cases && n < 200 * cases + 50_000 && to > from; n++) {
      const person = from + Math.floor(uniform(key, n) * (to - from));
      if (m.state[person] !== STATE.susceptible || city.age[person]! < fromAge || city.age[person]! > toAge) continue;
      infect(m, person, -1);
      found++;
    }
    if (found < cases)
      throw new Error(
        `simulation-seeds: only ${found} of ${cases} first cases could be placed. Ask for fewer, or wider ages and areas.`,
      );
  }
  if (scenario.importsPerDay > 0 && t >= m.lead) {
    const key = keyOf(m.seed, t, PURPOSE.imported);
    const kept = 1 - m.controls[t]!.travel;
    const arrivals = poisson(scenario.importsPerDay, draw(key, 0));
    for (let n = 1; n <= arrivals; n++) {
      const person = Math.floor(uniform(key, 2 * n) * city.people);
      if (uniform(key, 2 * n + 1) >= kept || m.state[person] !== STATE.susceptible) continue;
      infect(m, person, -1);
      count(m, 'imported');
    }
  }
}
