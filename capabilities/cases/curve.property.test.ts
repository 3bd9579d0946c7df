import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { registryOf } from '../../kernel/registry.ts';
import { createReplica } from '../../kernel/replica.ts';
import { addDays } from '../../kernel/time.ts';
import { actor } from '../../tests/given.ts';
import { capability } from './capability.ts';
import { CLASSIFICATIONS } from './model.ts';
import type { CaseRow } from './views.ts';
import { cellsOf } from './views-lists.ts';

const who = actor('investigator', { area: 'cn' });
const AREAS = ['cn.44.03.04.001.019', 'cn.44.03.04', 'cn.44.03.05.002.001.e1.b1'];
const evidence = { kind: 'clinical', at: '2022-01-01T00:00:00.000Z', signer: 'Dr Chen' };
const step = fc.record({
  act: fc.constantFrom('report', 'classify', 'correct', 'discard', 'reinstate', 'import', 'undo', 'outcome'),
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  day: fc.integer({ min: 0, max: 3 }),
  area: fc.constantFrom(...AREAS),
  classification: fc.constantFrom(...CLASSIFICATIONS),
  onset: fc.boolean(),
});

/** The curve as a recount of the line list. */
function recount(rows: CaseRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows.filter((each) => each.status === 'open')) {
    for (const cell of cellsOf({
      disease: row.disease,
      area: row.area,
      onset: row.onset,
      reportedOn: row.reportedOn,
      classification: row.classification as 'confirmed',
    })) {
      counts[`${cell.id}|${row.classification}`] = (counts[`${cell.id}|${row.classification}`] ?? 0) + 1;
    }
  }
  return counts;
}

test('over any history of reports, classifications, corrections, discards, imports and undos the curve equals a recount of the line list', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const replica = createReplica({
        registry: registryOf([capability]),
        protocol: () => ({}),
        zone: 'Asia/Shanghai',
      });
      const now = '2022-09-20T01:00:00.000Z';
      steps.forEach(({ act, id, day, area, classification, onset }, n) => {
        const reportedOn = addDays('2022-09-10', day);
        const facts = { reportedOn, area, ...(onset ? { onset: addDays(reportedOn, -2) } : {}) };
        const report = { id, disease: 'measles', classification, origin: 'unknown', source: 'hospital', ...facts };
        const calls: Record<string, [string, object]> = {
          report: ['ReportCase', report],
          classify: ['ClassifyCase', { id, classification, evidence }],
          correct: ['CorrectCase', { id, changes: { ...facts, onset: onset ? facts.reportedOn : null }, reason: 'x' }],
          discard: ['DiscardCase', { id, reason: 'x' }],
          reinstate: ['ReinstateCase', { id, reason: 'x' }],
          outcome: ['RecordOutcome', { id, outcome: 'recovered' }],
          import: replica.state(`case/${id}`)
            ? ['UpdateFromImport', { id, import: `i${day}`, signer: 'x', changes: facts, classification }]
            : ['ReportCase', { ...report, import: `i${day}` }],
          undo: ['UndoImported', { id, import: `i${day}` }],
        };
        const [command, input] = calls[act] as [string, object];
        const outcome = replica.run({ id: `c${n}`, command: `cases.${command}`, input }, who, now);
        if (isRefusal(outcome)) expect(outcome.refused).not.toBe('input-invalid');
      });
      const rows = replica.find({ view: 'cases.cases' }) as CaseRow[];
      const curve = Object.fromEntries(
        (replica.find({ view: 'cases.curve' }) as any[]).flatMap((row) =>
          CLASSIFICATIONS.filter((word) => row[word] !== 0).map((word) => [`${row.id}|${word}`, row[word]]),
        ),
      );
      expect(curve).toEqual(recount(rows));
      // A row agrees with the state the rules decide on.
      for (const row of rows)
        expect(replica.state(`case/${row.id}`)).toMatchObject({
          discarded: row.status === 'discarded',
          facts: { reportedOn: row.reportedOn, area: row.reportedArea },
        });
    }),
    { numRuns: 300 },
  );
});

test('undoing an import that changed a case restores every field it changed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CLASSIFICATIONS),
      fc.constantFrom(...CLASSIFICATIONS),
      fc.integer({ min: 0, max: 90 }),
      fc.option(fc.constantFrom('alive', 'died', 'recovered'), { nil: undefined }),
      (first, second, age, outcome) => {
        const replica = createReplica({
          registry: registryOf([capability]),
          protocol: () => ({}),
          zone: 'Asia/Shanghai',
        });
        let n = 0;
        const run = (command: string, input: object) =>
          replica.run({ id: `c${++n}`, command: `cases.${command}`, input }, who, '2022-09-20T01:00:00.000Z');
        run('ReportCase', {
          id: 'a',
          disease: 'measles',
          area: 'cn.44.03',
          reportedOn: '2022-09-12',
          classification: first,
          origin: 'unknown',
          source: 'hospital',
          age: 30,
        });
        const facts = replica.state('case/a');
        const changed = run('UpdateFromImport', {
          id: 'a',
          import: 'i',
          signer: 'x',
          changes: { age, onset: '2022-09-01' },
          classification: second,
          ...(outcome ? { outcome, outcomeOn: '2022-09-15' } : {}),
        });
        expect(isRefusal(changed)).toBe(false);
        expect(isRefusal(run('UndoImported', { id: 'a', import: 'i' }))).toBe(false);
        expect((replica.state('case/a') as any).facts).toEqual((facts as any).facts);
        expect(run('UndoImported', { id: 'a', import: 'i' })).toMatchObject({ refused: 'changed-since' });
      },
    ),
  );
});
