import { expect, test } from 'vitest';
import { type CaseRow, fourEarlySummary, type LinkRow } from '../../capabilities/cases/index.ts';
import { commitImport, previewImport } from '../../capabilities/cases/server/import.ts';
import { chainsOf } from '../../engines/chains/chains.ts';
import { fine, importCity, mappingFor, sample } from '../../tests/lists.ts';

const MERS = { constants: { disease: 'mers', area: 'cn.44.03', classification: 'confirmed' } };
const H7N9 = {
  constants: { disease: 'influenza-a-h7n9', reportedOn: '2013-08-01', classification: 'confirmed' },
  idPrefix: 'h7n9-',
  values: {
    area: {
      Shanghai: 'cn.31',
      Anhui: 'cn.34',
      Jiangsu: 'cn.32',
      Zhejiang: 'cn.33',
      Beijing: 'cn.11',
      Henan: 'cn.41',
      Shandong: 'cn.37',
      Jiangxi: 'cn.36',
      Fujian: 'cn.35',
      Hunan: 'cn.43',
      Hebei: 'cn.13',
      Guangdong: 'cn.44',
      Taiwan: 'cn.71',
    },
  },
};

test('MERS Korea 2015: of 162 rows the 8 whose day of death contradicts "Alive" and the one without a report day are named', async () => {
  const { ports } = importCity();
  const file = sample('mers_korea_2015.linelist.csv');
  const preview = fine(await previewImport(file, await mappingFor(file, MERS), ports));
  expect(preview.counts).toEqual({ rows: 162, new: 153, changed: 0, same: 0, duplicate: 0, faulty: 9 });
  expect(preview.verdicts.faulty.map((each) => each.id)).toEqual([
    'SK_2',
    'SK_5',
    'SK_35',
    'SK_46',
    'SK_63',
    'SK_75',
    'SK_82',
    'SK_89',
    'SK_162',
  ]);
  expect(preview.faultsBy).toMatchObject([
    { reason: 'death-contradicted', column: 'dt_death', count: 8, example: { row: 3, value: '2015-06-04' } },
    { reason: 'value-missing', column: 'dt_report', count: 1, example: { row: 163 } },
  ]);
  expect(preview.unusedColumns).toEqual(['age_class', 'reporting_ctry', 'week_report']);
});

test('MERS Korea 2015 with doubtful values set aside: all 162 cases and 98 links, four early and chains computed', async () => {
  const { here, ports } = importCity();
  const file = sample('mers_korea_2015.linelist.csv');
  const all = fine(
    await commitImport(
      file,
      await mappingFor(file, {
        ...MERS,
        constants: { ...MERS.constants, reportedOn: '2015-06-17' },
        doubtful: 'set-aside',
      }),
      { id: 'i1', area: 'cn.44.03', mode: 'all-or-nothing' },
      ports,
    ),
  );
  expect(all).toMatchObject({
    outcome: 'committed',
    refused: [],
    counts: { rows: 162, new: 162, written: 162, faulty: 0 },
  });
  expect(all.preview.notes).toMatchObject([{ reason: 'death-contradicted: set aside', count: 8 }]);
  expect(here.replica.row('cases.cases', 'SK_2')).toMatchObject({
    outcome: 'alive',
    extra: { dt_death: '2015-06-04' },
  });

  expect(here.replica.row('cases.cases', 'SK_162')).toMatchObject({
    reportedOn: '2015-06-17',
    reportedOnAssumed: true,
    reportH: null,
  });

  const pairs = sample('mers_korea_2015.contacts.csv');
  const links = fine(
    await commitImport(
      pairs,
      await mappingFor(pairs, {}),
      { id: 'i2', area: 'cn.44.03', mode: 'all-or-nothing' },
      ports,
    ),
  );
  expect(links).toMatchObject({ outcome: 'committed', counts: { rows: 98, new: 98, written: 98 } });
  const rows = here.replica.find({ view: 'cases.cases' }) as (CaseRow & { status: 'open' | 'discarded' })[];
  const found = chainsOf(rows, here.replica.find({ view: 'cases.links' }) as LinkRow[]);
  expect(found.generation.get('SK_1')).toBe(0);
  expect(found.generation.get('SK_14')).toBe(1);
  expect(found.offspring.get('SK_14')).toBe(38);
  expect(fourEarlySummary(rows).detectH).toMatchObject({ known: 134, missing: 28, reversed: 0 });
  const curve = here.replica.find({ view: 'cases.curve', where: { basis: 'reported' } }) as unknown as {
    total: number;
  }[];
  expect(curve.reduce((sum, each) => sum + each.total, 0)).toBe(162);
});

test('H7N9 China 2013: 136 cases; ages "?" are told as not known; outcome days without outcome are named', async () => {
  const { here, ports } = importCity();
  const file = sample('fluH7N9_china_2013.csv');
  const mapping = await mappingFor(file, { ...H7N9, doubtful: 'set-aside' });
  const done = fine(await commitImport(file, mapping, { id: 'h', area: 'cn', mode: 'all-or-nothing' }, ports));
  expect(done.counts).toMatchObject({ rows: 136, new: 136, written: 136, faulty: 0, duplicate: 0 });
  expect(done.preview.notes).toMatchObject([
    { reason: 'outcome-missing: set aside', column: 'date_of_outcome', count: 27 },
    { reason: 'read-as-unknown', column: 'age', value: '?', count: 2 },
  ]);
  expect(here.replica.row('cases.cases', 'h7n9-1')).toMatchObject({
    area: 'cn.31',
    outcome: 'died',
    outcomeOn: '2013-03-10',
    reportedOnAssumed: true,
    reportH: null,
  });
  expect(fine(await previewImport(file, mapping, ports)).counts).toMatchObject({ same: 136, new: 0 });
});
