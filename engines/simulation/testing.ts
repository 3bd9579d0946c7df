import { areasOf } from './closings.ts';
import { draw, further, keyOf, PURPOSE, uniform, unit } from './draws.ts';
import { EVENT, push } from './events.ts';
import { hold } from './holds.ts';
import { stillInfectious } from './illness.ts';
import { holdsOn } from './measures.ts';
import { count, FLAG, type Model, STATE } from './model.ts';
import { clear, giveUp, waiting } from './queue.ts';

/**
 * The day's tests: the queue in order of arrival, as far as the capacity left by those ill with something else, who come in
 * proportion; who has waited longer than the measure's patience has gone home. Without the measure the queue is sent home.
 */
export function testQueue(m: Model): void {
  const { testing } = m.now;
  const queue = m.testQueue;
  if (!testing) {
    clear(queue);
    return;
  }
  if (testing.patience !== undefined) giveUp(queue, m.t - testing.patience);
  const others = testing.others ?? 0;
  const wanted = waiting(queue) + others;
  const taken = wanted <= testing.perDay ? waiting(queue) : Math.floor((waiting(queue) * testing.perDay) / wanted);
  for (const end = queue.head + taken; queue.head < end; queue.head++)
    testOne(m, queue.person[queue.head]!, testing.resultDelay);
  count(m, 'tests', taken + Math.min(Math.round(others), Math.floor(testing.perDay) - taken));
  count(m, 'testsWaiting', waiting(queue));
}

/** A sample: positive with the sensitivity of the state; the result comes later. */
function testOne(m: Model, person: number, resultDelay: number): void {
  const state = m.state[person]!;
  if (state !== STATE.latent && state !== STATE.infectious) return;
  const { sensitivity, latentSensitivity } = m.disease.test;
  const chance = state === STATE.infectious ? sensitivity : latentSensitivity;
  if (unit(further(draw(m.keys.sensitivity, person), m.t)) < chance)
    push(m.ring, m.t + resultDelay, person, EVENT.positive);
}

/** Rounds of testing everybody in an area. Tests are counted for all; only those with something to find are drawn. */
export function screen(m: Model): void {
  const day = m.t - m.lead;
  m.scenario.measures.forEach((measure, index) => {
    if (measure.kind !== 'screening' || !holdsOn(measure, day) || (day - (measure.from ?? 0)) % measure.every !== 0)
      return;
    const areas = areasOf(m, measure, index);
    if (!areas) return;
    const { areaStart } = m.city;
    const living = areas.reduce((sum, area) => sum + areaStart[area + 1]! - areaStart[area]!, 0);
    const share = Math.min(measure.share, living > 0 ? measure.perDay / living : 0);
    const key = keyOf(m.seed, m.t, PURPOSE.screening);
    const chosen = new Uint8Array(m.city.areaCodes.length);
    for (const area of areas) chosen[area] = 1;
    for (const person of stillInfectious(m)) {
      if (chosen[m.city.area[person]!] === 1 && (m.flags[person]! & FLAG.known) === 0 && uniform(key, person) < share)
        testOne(m, person, measure.resultDelay);
    }
    count(m, 'tests', Math.round(share * living));
  });
}

/** A positive result: reported, isolated when willing, and put on the list of the tracers. */
export function isPositive(m: Model, person: number): void {
  if ((m.flags[person]! & (FLAG.known | FLAG.dead)) !== 0) return;
  m.flags[person]! |= FLAG.known;
  m.ledger.reported[m.t]!++;
  if (m.follow) m.today.reported.push(person);
  m.reportedIn[m.t]![m.city.area[person]!]!++;
  const { isolation, tracing } = m.now;
  if (isolation && uniform(m.keys.complyIsolation, person) < isolation.compliance)
    hold(m, person, 'isolated', isolation);
  const unitOf = m.city.unit[person]!;
  if (unitOf >= 0 && m.scenario.measures.some((each) => each.kind === 'class-closing')) {
    const reports = m.unitReports.get(unitOf) ?? [];
    reports.push(m.t);
    m.unitReports.set(unitOf, reports);
    closeUnit(m, unitOf, reports);
  }
  if (tracing) push(m.ring, m.t + tracing.delay, person, EVENT.traced);
}

/** A class, team or ward closes when enough of its members were reported within the measure's days. */
function closeUnit(m: Model, unitOf: number, reports: number[]): void {
  const kind = (['school', 'work', 'care'] as const)[m.city.unitKind[unitOf]!]!;
  for (const measure of m.scenario.measures) {
    if (measure.kind !== 'class-closing' || measure.of !== kind || !holdsOn(measure, m.t - m.lead)) continue;
    if (reports.filter((day) => day > m.t - measure.within - 1).length < measure.cases) continue;
    m.unitClosedUntil ??= new Int32Array(m.city.unitKind.length).fill(-1);
    if (m.unitClosedUntil[unitOf]! < m.t) m.closedUnits.push(unitOf);
    m.unitClosedUntil[unitOf] = Math.max(m.unitClosedUntil[unitOf]!, m.t + measure.days);
  }
}
