import { ROLE } from './city/tables.ts';
import { EVENT, push } from './events.ts';
import type { MeasureOf } from './measures.ts';
import { FLAG, HELD, type Model, STATE } from './model.ts';

type Kind = 'isolated' | 'quarantined';

/** Keeps a person at home or in a facility with places for the measure's days; isolation takes the place of quarantine. */
export function hold(m: Model, person: number, kind: Kind, measure: MeasureOf<'isolation' | 'quarantine'>): void {
  keep(
    m,
    person,
    kind,
    m.t + measure.days,
    measure.where === 'facility' && m.held.facility < (measure.places ?? Number.POSITIVE_INFINITY),
  );
}

/** Holds a person until a day inside the run; a later end of an earlier hold stays. */
export function keep(m: Model, person: number, kind: Kind, until: number, facility: boolean): void {
  if (m.state[person] === STATE.dead || until <= m.t) return;
  const flags = m.flags[person]!;
  const longer = (flags & HELD) !== 0 && m.heldUntil[person]! >= until;
  const end = longer ? m.heldUntil[person]! : until;
  const inFacility = facility || (flags & FLAG.facility) !== 0;
  if ((flags & HELD) !== 0) release(m, person);
  m.flags[person]! |= FLAG[kind] | (inFacility ? FLAG.facility : 0);
  m.heldUntil[person] = end;
  m.held[kind]++;
  if (inFacility) m.held.facility++;
  tally(m, person, 1);
  if (!longer) push(m.ring, end, person, EVENT.holdEnds);
}

/** Ends a hold; nothing when there is none. */
export function release(m: Model, person: number): void {
  const flags = m.flags[person]!;
  if ((flags & HELD) === 0) return;
  m.held[(flags & FLAG.isolated) !== 0 ? 'isolated' : 'quarantined']--;
  if ((flags & FLAG.facility) !== 0) m.held.facility--;
  tally(m, person, -1);
  m.flags[person] = flags & ~(HELD | FLAG.facility);
}

function tally(m: Model, person: number, n: number): void {
  const role = m.city.role[person];
  if (role === ROLE.works) m.held.workers += n;
  if (role === ROLE.learns) m.held.pupils += n;
}
