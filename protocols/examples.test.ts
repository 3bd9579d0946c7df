import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { loadExamples, loadProtocols } from '../server/protocols.ts';
import { classify } from './city.ts';
import { work } from './examples.ts';

const library = await loadProtocols();
const files = await loadExamples();

for (const { file, examples } of files) {
  describe(file, () => {
    test.each(examples.map((example) => [example.name, example] as const))('%s', (_, example) => {
      const outcome = work(example, library);
      expect(outcome.found).toEqual(outcome.expected);
      expect(outcome.ok).toBe(true);
    });
  });
}

describe('worked examples', () => {
  test('given a wrong expectation, when worked, then it is reported', () => {
    const outcome = work(
      { ask: 'inForce', name: 'wrong', disease: 'covid-19', day: '2022-09-20', expect: { edition: 'cn-covid-8' } },
      library,
    );
    expect(outcome).toEqual({
      name: 'wrong',
      ok: false,
      expected: { edition: 'cn-covid-8' },
      found: { edition: 'cn-covid-9' },
    });
  });

  test('given the protocol folders, then every disease, the law and the city have examples', () => {
    const folders = new Set(files.map(({ file }) => file.split('/').slice(0, -1).join('/')));
    expect([...folders].sort()).toEqual(['city', 'diseases/covid-19', 'diseases/dengue', 'diseases/norovirus', 'law']);
  });
});

const NYC = '/work/shared/data/requests/nyc311_sample_anon.csv';
const sample = await readFile(NYC, 'utf8').catch(() => undefined);

// The real sample is too large for the repository and stands only on the founders' machine.
describe.skipIf(sample === undefined)('real NYC 311 complaint types', () => {
  const rows = sample === undefined ? [] : (parse(sample, { columns: true }) as { complaint_type: string }[]);
  test('given the sample, when classified, then fewer than 15 % fall to other and every type is known by alias', () => {
    const codes = rows.map((row) => classify(library, row.complaint_type));
    expect(codes.length).toBe(2000);
    expect(codes.filter(({ code }) => code === 'other').length / codes.length).toBeLessThan(0.15);
    expect([
      ...new Set(
        rows.filter((row) => classify(library, row.complaint_type).by !== 'alias').map((row) => row.complaint_type),
      ),
    ]).toEqual([]);
  });
});
