import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import {
  activate,
  BUILDING,
  colleague,
  committee,
  expert,
  type Futian,
  futian,
  government,
  grid,
  household,
  lookAtExits,
  personOf,
  proposal,
  report,
} from './futian.ts';

/** One thing wrong with a zone, and the condition that must name it. Each works on the proposal or on the city. */
const FAULTS: Record<string, { change?: object; happen?: (here: Futian) => void }> = {
  'evidence-missing': { change: { evidence: [] } },
  'alternatives-missing': { change: { alternatives: [] } },
  'least-harm-missing': { change: { leastHarm: '' } },
  'aim-missing': { change: { aim: '' } },
  'cost-missing': { change: { expectedCost: '' } },
  'larger-reason-missing': { change: { largerReason: '' } },
  'hotline-missing': { change: { hotline: '' } },
  'explanation-missing': { change: { explanation: { en: 'only English', zh: '' } } },
  'supply-plan-missing': { change: { supplies: '' } },
  'exit-blocked': {
    happen: (here) =>
      here.given(grid, 'places.RecordExit', { path: BUILDING, exit: 'door', clear: false, note: 'welded' }),
  },
  'carer-missing': {
    happen: (here) =>
      here.given(grid, 'crew.ReleaseHousehold', { member: 'carer-1', household: household(2), reason: 'moved away' }),
  },
  'care-slot-unconfirmed': {
    happen: (here) =>
      here.given(expert, 'people.ScheduleCare', {
        path: household(1),
        id: 'd1',
        person: personOf(1),
        care: 'dialysis',
        at: '2022-09-21T01:00:00.000Z',
        everyDays: 2,
        place: 'District hospital',
      }),
  },
  'vulnerable-unchecked': {
    happen: (here) =>
      here.given(grid, 'people.RecordVulnerability', {
        path: household(3),
        person: personOf(3),
        group: 'oxygen',
        basis: 'law',
      }),
  },
};
const names = Object.keys(FAULTS);

function proposed(faults: readonly string[], more: object = {}): Futian {
  const here = futian();
  activate(here, 'cn-covid-9');
  report(here, 'k1', 1);
  lookAtExits(here);
  for (const name of faults) FAULTS[name]?.happen?.(here);
  here.given(
    government,
    'zones.ProposeZone',
    proposal('z1', { ...Object.assign({}, ...faults.map((name) => FAULTS[name]?.change ?? {})), ...more }),
  );
  return here;
}

test('SG3, SG14, SG15: a zone with any set of faults is refused, and exactly these are named', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }), (faults) => {
      const here = proposed(faults);
      const outcome = here.when(colleague, 'zones.PublishZone', { id: 'z1' });
      expect(isRefusal(outcome) && outcome.because!.map((item) => item.refused).sort()).toEqual([...faults].sort());
      for (const item of isRefusal(outcome) ? outcome.because! : [])
        expect([item.words.en, item.words.zh].every((words) => words.length > 4)).toBe(true);
      expect(here.replica.find({ view: 'zones.households' })).toEqual([]);
    }),
  );
});

test('SG3, SG14, SG15: put right one by one, it is published by the last', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(
        names.filter((name) => FAULTS[name]?.change),
        { minLength: 1 },
      ),
      (faults) => {
        const here = proposed(faults);
        const right = proposal('z1') as Record<string, unknown>;
        for (const name of faults) {
          expect(here.when(colleague, 'zones.PublishZone', { id: 'z1' })).toMatchObject({ refused: 'zone-unready' });
          const [key = ''] = Object.keys(FAULTS[name]?.change ?? {});
          here.given(government, 'zones.AmendProposal', { id: 'z1', changes: { [key]: right[key] } });
        }
        here.given(colleague, 'zones.PublishZone', { id: 'z1' });
      },
    ),
  );
});

test('SG2: nobody below the county, no firm, no committee publishes anything, however complete', () => {
  const kinds = ['committee', 'firm', 'hospital', 'hotline', 'volunteers', 'government', 'cdc'] as const;
  const levels = ['street', 'community', 'estate', 'household'] as const;
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.constantFrom(...levels), (kind, level) => {
      const outcome = proposed([]).when(
        { ...committee, id: 'x', org: { id: 'x', name: 'x', kind, level } },
        'zones.PublishZone',
        { id: 'z1' },
      );
      expect(isRefusal(outcome) && outcome.because!.map((item) => item.refused)).toEqual(['authority-missing']);
    }),
    { numRuns: 28 },
  );
});
