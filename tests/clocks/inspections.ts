import { addHours } from '../../kernel/time.ts';
import { actor } from '../given.ts';
import { DISTRICT, type Futian } from '../safeguards/futian.ts';
import type { Walk } from './walk.ts';

const PLACE = `${DISTRICT}.001.001`;
const overseer = actor('overseer', { area: DISTRICT });
const officer = actor('officer', { area: DISTRICT });
const inspected = (here: Futian): void =>
  void here.given(overseer, 'inspections.RecordInspection', {
    id: 'i1',
    place: PLACE,
    link: 'gate',
    answers: ['posted', 'exits', 'care', 'staffed'].map((item) => ({ item, answer: 'yes' })),
  });
const raised =
  (owner: string) =>
  (here: Futian): void =>
    void here.given(overseer, 'inspections.RaiseFinding', {
      id: 'f1',
      inspection: 'i1',
      place: PLACE,
      what: 'The order is not posted.',
      severity: 'serious',
      owner,
      dueAt: addHours(here.now, 24),
    });
const mended = (here: Futian): void =>
  void here.given(officer, 'inspections.RecordFix', { id: 'f1', done: 'Posted at both gates.', evidence: 'photo-1' });
const fix = (owner: string): Walk => ({ before: inspected, starts: raised(owner), stops: mended });

/** Findings of inspections: the fix by its office, the re-check by the overseer. */
export const inspectionWalks: Record<string, Walk> = {
  'inspection.fix.street': fix('street-officer'),
  'inspection.fix.district': fix('district-officer'),
  'inspection.fix.hq': fix('district-hq'),
  'inspection.recheck': {
    before(here) {
      inspected(here);
      raised('street-officer')(here);
    },
    starts: mended,
    stops: (here) =>
      void here.given(overseer, 'inspections.Recheck', {
        id: 'f1',
        passed: true,
        seen: 'Posted at both gates.',
        evidence: 'photo-2',
      }),
  },
};
