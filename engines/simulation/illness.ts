import { stayOf } from './course.ts';
import { draw, further, uniform, unit } from './draws.ts';
import { EVENT, push } from './events.ts';
import { hold, release } from './holds.ts';
import { count, FLAG, type Model, STATE } from './model.ts';
import { add } from './people.ts';

/** The latent time is over. */
export function becomesInfectious(m: Model, person: number): void {
  m.state[person] = STATE.infectious;
  // before the list would grow, those leave it who are infectious no longer
  if (m.infectious.count === m.infectious.list.length) stillInfectious(m);
  add(m.infectious, person);
}

/** The infectious of today. */
export function stillInfectious(m: Model): Int32Array {
  const { infectious, state } = m;
  const { list } = infectious;
  let n = 0;
  for (let i = 0; i < infectious.count; i++) if (state[list[i]!] === STATE.infectious) list[n++] = list[i]!;
  infectious.count = n;
  return list.subarray(0, n);
}

/** First symptoms: some isolate at once, some seek a test, the severe come to hospital after a time. */
export function fallsIll(m: Model, person: number, severe: boolean): void {
  m.ledger.ill[m.t]!++;
  if (m.follow) m.today.ill.push(person);
  if (severe) push(m.ring, m.t + stayOf(m, person).toHospital, person, EVENT.admission);
  const { isolation, testing } = m.now;
  if (isolation?.onSymptoms) {
    const willing = draw(m.keys.complyIsolation, person);
    if (unit(further(willing, 0)) < isolation.onSymptoms && unit(willing) < isolation.compliance)
      hold(m, person, 'isolated', isolation);
  }
  if (testing && uniform(m.keys.seeksTest, person) < testing.seeks)
    push(m.ring, m.t + testing.delay, person, EVENT.seekTest);
}

/** What a patient has and needs: waits for a ward, is in one, in intensive care, in a ward or nowhere though intensive care is needed. */
const BED = { waits: 0, ward: 1, intensive: 2, wardNeedsMore: 3, waitsForMore: 4 } as const;

/** The severely ill ask for a bed; when critical, for intensive care. Who finds none waits and is asked again each day. */
export function asksForBed(m: Model, person: number, critical: boolean): void {
  if (m.state[person] === STATE.dead) return;
  if (critical) {
    const has = m.beds.get(person);
    if (has === undefined) return;
    m.beds.set(person, has === BED.waits ? BED.waitsForMore : BED.wardNeedsMore);
  } else {
    const stay = stayOf(m, person);
    m.beds.set(person, BED.waits);
    push(m.ring, m.t + (stay.critical ? stay.toCritical + stay.intensive : stay.ward), person, EVENT.outcome);
    if (stay.critical) push(m.ring, m.t + stay.toCritical, person, EVENT.critical);
  }
  if (settles(m, person)) m.waiting.delete(person);
  else m.waiting.add(person);
}

/** Takes the best free bed of those needed; true when nothing more is needed. */
function settles(m: Model, person: number): boolean {
  const { beds, intensive } = m.scenario.hospital;
  const has = m.beds.get(person)!;
  const needsMore = has === BED.wardNeedsMore || has === BED.waitsForMore;
  const inWard = has === BED.wardNeedsMore || has === BED.ward;
  if (needsMore && m.inIntensive < intensive) {
    if (inWard) m.inWard--;
    else admit(m, person);
    m.inIntensive++;
    m.beds.set(person, BED.intensive);
    return true;
  }
  if (!inWard && m.inWard < beds) {
    admit(m, person);
    m.inWard++;
    m.beds.set(person, needsMore ? BED.wardNeedsMore : BED.ward);
  }
  return m.beds.get(person) === BED.ward;
}

function admit(m: Model, person: number): void {
  m.flags[person]! |= FLAG.hospital;
  count(m, 'admissions');
}

/** Free beds go to those who wait, longest first. */
export function fillBeds(m: Model): void {
  const { beds, intensive } = m.scenario.hospital;
  for (const person of m.waiting) {
    if (m.inWard >= beds && m.inIntensive >= intensive) return;
    if (settles(m, person)) m.waiting.delete(person);
  }
}

/** Discharge or death. A bed that was needed and not found raises the chance of death. */
export function hospitalEnds(m: Model, person: number): void {
  const had = m.beds.get(person);
  if (had === undefined) return;
  m.beds.delete(person);
  m.waiting.delete(person);
  if (had === BED.ward || had === BED.wardNeedsMore) m.inWard--;
  if (had === BED.intensive) m.inIntensive--;
  const stay = stayOf(m, person);
  if (had === BED.ward || had === BED.intensive ? stay.fatal : stay.fatalWithoutBed) {
    m.state[person] = STATE.dead;
    m.flags[person]! |= FLAG.dead;
    count(m, 'deaths');
    if (m.follow) m.today.died.push(person);
    release(m, person);
  } else m.flags[person]! &= ~FLAG.hospital;
}
