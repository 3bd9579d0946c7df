import { EVENT, push } from './events.ts';
import type { MeasureOf } from './measures.ts';
import { FLAG, HELD, type Model } from './model.ts';

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
  const flags = m.flags[person]!;
  if ((flags & FLAG.dead) !== 0 || until <= m.t) return;
  const longer = (flags & HELD) !== 0 && m.heldUntil[person]! >= until;
  const end = longer ? m.heldUntil[person]! : until;
  const inFacility = facility || (flags & FLAG.facility) !== 0;
  if ((flags & HELD) !== 0) release(m, person);
  const held = (kind === 'isolated' ? FLAG.isolated : FLAG.quarantined) | (inFacility ? FLAG.facility : 0);
  const now = (flags & ~(HELD | FLAG.facility)) | held;
  m.flags[person] = now;
  m.heldUntil[person] = end;
  tally(m, now, 1);
  if (!longer) push(m.ring, end, person, EVENT.holdEnds);
}

/** Ends a hold; nothing when there is none. */
export function release(m: Model, person: number): void {
  const flags = m.flags[person]!;
  if ((flags & HELD) === 0) return;
  tally(m, flags, -1);
  m.flags[person] = flags & ~(HELD | FLAG.facility);
}

/** Counts a held person in or out; isolation comes before quarantine. */
function tally({ held }: Model, flags: number, n: number): void {
  if ((flags & FLAG.isolated) !== 0) held.isolated += n;
  else held.quarantined += n;
  if ((flags & FLAG.facility) !== 0) held.facility += n;
  if ((flags & FLAG.works) !== 0) held.workers += n;
  if ((flags & FLAG.learns) !== 0) held.pupils += n;
}
