import { infectiousDays, presymptomaticDays, stayOf, willBeIll } from './course.ts';
import { draw, further, uniform, unit } from './draws.ts';
import { EVENT, push } from './events.ts';
import { hold, release } from './holds.ts';
import { inForce } from './measures.ts';
import { count, FLAG, fill, type Model, STATE } from './model.ts';
import { openSlot, SLOT } from './slots.ts';

/** The latent time is over: a slot among the infectious, and illness to come for those who fall ill. */
export function becomesInfectious(m: Model, person: number): void {
  const ill = willBeIll(m, person);
  m.state[person] = STATE.infectious;
  const at = openSlot(m.active);
  fill(m, m.active, at, person, ill);
  m.active.whole[at + SLOT.from] = m.t;
  m.active.whole[at + SLOT.until] = m.t + infectiousDays(m, person);
  if (ill) push(m.ring, m.t + presymptomaticDays(m, person), person, EVENT.ill);
}

/** First symptoms: some isolate at once, some seek a test, the severe come to hospital after a time. */
export function fallsIll(m: Model, person: number): void {
  m.flags[person]! |= FLAG.ill;
  count(m, 'ill');
  if (m.follow) m.today.ill.push(person);
  const course = stayOf(m, person);
  if (course.severe) push(m.ring, m.t + course.toHospital, person, EVENT.admission);
  const day = m.t - m.lead;
  const isolation = inForce(m.scenario.measures, 'isolation', day);
  const willing = draw(m.keys.complyIsolation, person);
  if (isolation?.onSymptoms && unit(further(willing, 0)) < isolation.onSymptoms && unit(willing) < isolation.compliance)
    hold(m, person, 'isolated', isolation);
  const testing = inForce(m.scenario.measures, 'testing', day);
  if (testing && uniform(m.keys.seeksTest, person) < testing.seeks)
    push(m.ring, m.t + testing.delay, person, EVENT.seekTest);
}

/** The severely ill ask for a bed; the critically ill for intensive care. Who finds none waits and is asked again each day. */
export function asksForBed(m: Model, person: number, intensive: boolean): void {
  if (m.state[person] === STATE.dead) return;
  const course = stayOf(m, person);
  if (!intensive) {
    m.beds.set(person, BED.waits);
    push(m.ring, m.t + (course.critical ? course.toCritical + course.intensive : course.ward), person, EVENT.outcome);
    if (course.critical) push(m.ring, m.t + course.toCritical, person, EVENT.critical);
  }
  if (!finds(m, person, intensive)) m.waiting.push(person);
}

const BED = { waits: 0, ward: 1, intensive: 2 } as const;

function finds(m: Model, person: number, intensive: boolean): boolean {
  const has = m.beds.get(person);
  if (has === undefined) return true;
  const { hospital } = m.scenario;
  if (intensive && m.inIntensive < hospital.intensive) {
    if (has === BED.ward) m.inWard--;
    else admit(m, person);
    m.inIntensive++;
    m.beds.set(person, BED.intensive);
    return true;
  }
  if (has === BED.waits && m.inWard < hospital.beds) {
    admit(m, person);
    m.inWard++;
    m.beds.set(person, BED.ward);
  }
  return !intensive && has === BED.waits ? m.beds.get(person) === BED.ward : !intensive;
}

function admit(m: Model, person: number): void {
  m.flags[person]! |= FLAG.hospital;
  count(m, 'admissions');
}

/** Free beds go to those who wait, longest first. */
export function fillBeds(m: Model): void {
  if (m.waiting.length === 0) return;
  m.waiting = m.waiting.filter((person) => m.beds.has(person) && !finds(m, person, wantsIntensive(m, person)));
}

/** In the ward and still on the list: waits for intensive care; else as severe as the course says by now. */
function wantsIntensive(m: Model, person: number): boolean {
  return m.beds.get(person) === BED.ward;
}

/** Discharge or death. A bed that was needed and not found raises the chance of death. */
export function hospitalEnds(m: Model, person: number): void {
  const had = m.beds.get(person);
  if (had === undefined) return;
  m.beds.delete(person);
  if (had === BED.ward) m.inWard--;
  if (had === BED.intensive) m.inIntensive--;
  const course = stayOf(m, person);
  const enough = had === BED.intensive || (had === BED.ward && !course.critical);
  if (enough ? course.fatal : course.fatalWithoutBed) {
    m.state[person] = STATE.dead;
    count(m, 'deaths');
    if (m.follow) m.today.died.push(person);
    release(m, person);
  } else m.flags[person]! &= ~FLAG.hospital;
}
