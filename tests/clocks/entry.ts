import { actor } from '../given.ts';
import { CITY, type Futian, household, personOf, resident, reviewer } from '../safeguards/futian.ts';
import type { Walk } from './walk.ts';

const refusedAt =
  (door: string) =>
  (here: Futian): void =>
    void here.given(resident(1), 'entry.AppealRefusedEntry', {
      id: 'e1',
      household: household(1),
      person: personOf(1),
      door,
      name: 'Line 10, Civic Centre',
      demand: 'no-code',
      at: here.now,
    });
const wrongful = (who: typeof reviewer) => (here: Futian) =>
  void here.given(who, 'entry.DecideRefusedEntry', {
    id: 'e1',
    finding: 'wrongful',
    reason: 'No code is needed on a bus.',
    told: 'The depot, by telephone',
  });
const overseer = actor('overseer', { area: CITY });

/** Somebody turned away at a door: decided by the district, contested before the city. */
export const entryWalks: Record<string, Walk> = {
  'entry.appeal': { starts: refusedAt('transport'), stops: wrongful(reviewer) },
  'entry.appeal.now': { starts: refusedAt('pharmacy'), stops: wrongful(reviewer) },
  'entry.contested': {
    before(here) {
      refusedAt('shop')(here);
      wrongful(reviewer)(here);
    },
    starts: (here) =>
      void here.given(resident(1), 'entry.ContestRefusedEntry', { id: 'e1', why: 'again', said: 'The next morning.' }),
    stops: wrongful(overseer),
  },
};
