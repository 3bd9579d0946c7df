import { actor } from '../given.ts';
import { DISTRICT, type Futian } from '../safeguards/futian.ts';
import type { Walk } from './walk.ts';

const trainer = actor('trainer', { area: DISTRICT });
const words = { en: 'Late by a day.', zh: '晚了一天。' };
const at = { id: 'd1', area: DISTRICT };

const before = (here: Futian): void =>
  void here.given(trainer, 'drills.ScheduleDrill', { ...at, scenario: 'd', names: words, on: here.now.slice(0, 10) });
const found = (track: string): Walk => ({
  before,
  starts: (here) =>
    void here.given(trainer, 'drills.RecordFinding', { id: 'f1', area: DISTRICT, drill: 'd1', track, text: words }),
  stops: (here) =>
    void here.given(actor('hq', { area: DISTRICT }), 'drills.CloseFinding', {
      id: 'f1',
      area: DISTRICT,
      evidence: { note: 'A second line was rented.' },
    }),
});

/** Findings of drills, by track. */
export const drillWalks: Record<string, Walk> = {
  'drill.finding.control': found('control'),
  'drill.finding.livelihood': found('livelihood'),
  'drill.finding.rights': found('rights'),
  'drill.finding.cost': found('cost'),
};
