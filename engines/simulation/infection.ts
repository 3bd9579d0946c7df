import { severityEvent, TIME, timeOf } from './course.ts';
import { draw, keyOf, PURPOSE, uniform } from './draws.ts';
import { EVENT, push } from './events.ts';
import { drawMeetings, keepMeetings } from './meetings.ts';
import { count, type Model, reachOf, STATE, TODAY } from './model.ts';
import { add } from './people.ts';
import { UNIT_WORDS, unitAt, WHO } from './reach.ts';
import { poisson } from './sampling.ts';

/** Infected by nobody in the city; never infected. */
export const OUTSIDE = -1;
export const NEVER = -1;

/** Infects a susceptible person today. What follows is drawn at the day's end, for all infected of the day together. */
export function infect(m: Model, person: number, by: number): void {
  m.state[person] = STATE.latent;
  m.open[person] = TODAY;
  add(m.infectedToday, person);
  m.infectedOn[person] = m.t;
  m.infector[person] = by;
  if (m.follow) m.today.infected.push(person);
  m.ledger.infections[m.t]!++;
}

const AHEAD = 128;

/** At the day's end nobody is infected "today" any more: the course of each is drawn, and all it will meet. */
export function closeDay(m: Model): void {
  const { list, count: all } = m.infectedToday;
  for (let begin = 0; begin < all; begin += AHEAD) {
    const end = Math.min(all, begin + AHEAD);
    touch(m, begin, end);
    for (let i = begin; i < end; i++) foresee(m, list[i]!);
    keepMeetings(m);
  }
  m.infectedToday.count = 0;
}

/** Asks the memory for the addresses and units of the infected, before any is needed. */
function touch(m: Model, begin: number, end: number): void {
  const { list } = m.infectedToday;
  const { addresses, flags } = m;
  const { age } = m.city;
  const units = m.units.whole;
  let sum = 0;
  for (let i = begin; i < end; i++) sum ^= addresses[unitAt(list[i]!)]! ^ age[list[i]!]! ^ flags[list[i]!]!;
  for (let i = begin; i < end; i++) {
    const of = addresses[unitAt(list[i]!)]!;
    if (of >= 0) sum ^= units[of * UNIT_WORDS]!;
  }
  m.touched = sum;
}

/** Draws a course: when it becomes infectious, ill, immune; and whom it will meet on its infectious days. */
function foresee(m: Model, person: number): void {
  const { t, ring, tables } = m;
  m.open[person] = 0;
  const drawn = draw(m.keys.course, person);
  const severity = severityEvent(m, person, drawn);
  const from = t + timeOf(tables.latent, drawn, TIME.latent);
  const until = from + timeOf(tables.infectious, drawn, TIME.infectious);
  push(ring, from, person, EVENT.infectious);
  push(ring, until, person, EVENT.immune);
  const ill = severity !== EVENT.infectious;
  if (ill) push(ring, from + timeOf(tables.presymptomatic, drawn, TIME.presymptomatic), person, severity);
  reachOf(m, person, ill);
  m.infectedIn[t]![m.reach.whole[WHO.area]!]!++;
  drawMeetings(m, person, from, Math.min(until, m.end));
}

/** The first cases, drawn from the area and ages asked for; and those who arrive infected from outside. */
export function arrive(m: Model): void {
  const { scenario, city, t } = m;
  if (t === m.lead) firstCases(m);
  if (scenario.importsPerDay > 0 && t >= m.lead) {
    const key = keyOf(m.seed, t, PURPOSE.imported);
    const kept = 1 - m.controls[t]!.travel;
    const arrivals = poisson(scenario.importsPerDay, draw(key, 0));
    for (let n = 1; n <= arrivals; n++) {
      const person = Math.floor(uniform(key, 2 * n) * city.people);
      if (uniform(key, 2 * n + 1) >= kept || m.state[person] !== STATE.susceptible) continue;
      infect(m, person, OUTSIDE);
      count(m, 'imported');
    }
  }
}

function firstCases(m: Model): void {
  const { scenario, city } = m;
  const { cases, area, fromAge = 0, toAge = 255 } = scenario.seeds;
  const at = area === undefined ? -1 : city.areaCodes.indexOf(area);
  const [from, to] = at < 0 ? [0, city.people] : [city.areaStart[at]!, city.areaStart[at + 1]!];
  const key = keyOf(m.seed, 0, PURPOSE.seedCase);
  let found = 0;
  for (let n = 0; found < cases && n < 200 * cases + 50_000 && to > from; n++) {
    const person = from + Math.floor(uniform(key, n) * (to - from));
    if (m.state[person] !== STATE.susceptible || city.age[person]! < fromAge || city.age[person]! > toAge) continue;
    infect(m, person, OUTSIDE);
    found++;
  }
  if (found < cases)
    throw new Error(
      `simulation-seeds: only ${found} of ${cases} first cases could be placed. Ask for fewer, or wider ages and areas.`,
    );
}
