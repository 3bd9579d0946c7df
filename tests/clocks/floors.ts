import { systemActor } from '../../kernel/actor.ts';
import { actor } from '../given.ts';
import { DISTRICT } from '../safeguards/futian.ts';
import type { Walk } from './walk.ts';

const id = `${DISTRICT}@covid-19`;
/** All other steps of the playbook are done at once, so that one duty is left. */
const OTHERS = ['2-what-if', '3-beds', '4-crews', '5-lifelines', '6-public'];

/** The playbook of a floor that was crossed. */
export const floorWalks: Record<string, Walk> = {
  'floor.step': {
    starts: (here) => {
      here.given(systemActor('test'), 'floors.CrossFloor', { id, area: DISTRICT, disease: 'covid-19', cases: 30 });
      for (const step of OTHERS)
        here.given(actor('hq', { area: DISTRICT }), 'floors.DoStep', {
          id,
          area: DISTRICT,
          step,
          result: 'Done at once.',
        });
    },
    stops: (here) =>
      void here.given(actor('hq', { area: DISTRICT }), 'floors.DoStep', {
        id,
        area: DISTRICT,
        step: '1-headquarters',
        result: 'Headquarters met at nine.',
      }),
  },
};
