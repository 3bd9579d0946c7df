import { expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { actor } from '../../tests/given.ts';
import { activate, DISTRICT, expert, futian, library } from '../../tests/safeguards/futian.ts';
import { dutiesCapability } from '../duties/capability.ts';
import { situationCapability } from '../situation/capability.ts';
import { capability } from './capability.ts';
import { floorOn } from './rules.ts';

const hq = actor('hq', { area: DISTRICT });
const id = `${DISTRICT}@covid-19`;

function cityWith(cases: number) {
  const here = futian([situationCapability(), dutiesCapability(library), capability]);
  activate(here, 'cn-covid-9');
  for (let n = 0; n < cases; n++)
    here.given(expert, 'cases.ReportCase', {
      id: `F-${n}`,
      area: `${DISTRICT}.001.019`,
      disease: 'covid-19',
      reportedOn: here.now.slice(0, 10),
      classification: 'confirmed',
      origin: 'local',
      source: 'fever-clinic',
    });
  return here;
}

test('A12: crossing the floor opens the whole playbook by itself, each step a duty; one case less opens nothing', () => {
  const floor = floorOn(library, '2022-09-20');
  if (isRefusal(floor)) throw new Error(floor.words.en);
  expect(cityWith(floor.limit - 1).replica.row('floors.crossings', id)).toBeUndefined();
  const here = cityWith(floor.limit + 2);
  const row = here.replica.row('floors.crossings', id);
  const steps = Object.keys(library.settings).filter((name) => name.startsWith('floor.step.'));
  expect(row).toMatchObject({ cases: floor.limit, limit: floor.limit, open: steps.length });
  const duties = here.replica.find({ view: 'duties.duties', where: { clock: 'floor.step' } });
  expect(duties).toHaveLength(steps.length);

  const [step] = row.steps;
  const done = { id, area: DISTRICT, step: step.step, result: 'Headquarters met.' };
  here.given(hq, 'floors.DoStep', done);
  expect(here.replica.row('floors.crossings', id).open).toBe(steps.length - 1);
  const again = here.when(hq, 'floors.DoStep', done);
  expect(isRefusal(again) && again.refused).toBe('step-not-open');
});
