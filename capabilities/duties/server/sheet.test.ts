import { expect, test } from 'vitest';
import { actor, city } from '../../../tests/given.ts';
import { dutiesCapability } from '../capability.ts';
import { sheet } from '../clearance.ts';
import { clock, library, work } from '../clocks.fixture.ts';
import type { DutyRow } from '../model.ts';
import { subjectName } from '../subject.ts';
import { sheetCsv } from './sheet-csv.ts';

test('the sheet names what is done and what is not, and no cell becomes a formula', () => {
  const futian = city([
    work,
    dutiesCapability(library([clock({ id: 'work.today', within: { endOfDay: 0 }, manual: true })])),
  ]);
  const area = 'cn.44.03.04.001';
  for (const id of ['a', 'b', 'c']) futian.given(actor('desk'), 'work.Ask', { id, area });
  futian.given(actor('desk'), 'duties.CloseDuty', {
    duty: 'work.today:task/a',
    area,
    evidence: { note: 'seen on site' },
  });
  futian.given(actor('desk'), 'duties.ExplainDuty', {
    duty: 'work.today:task/b',
    area,
    day: '2022-09-20',
    reason: '=HYPERLINK("x")',
  });
  const rows = futian.replica.find({ view: 'duties.duties' }) as DutyRow[];
  const day = sheet(rows, 'cn.44.03.04', '2022-09-20', '2022-09-20T16:00:00.000Z', 'Asia/Shanghai');
  const csv = sheetCsv({ area: 'cn.44.03.04', day: '2022-09-20', clearedAt: null, ...day }, 'Asia/Shanghai', {
    language: 'zh',
    place: (path) => `名(${path})`,
  });
  expect(csv.split('\n').filter(Boolean)).toHaveLength(4);
  expect(csv).toContain('未说明');
  expect(csv).toContain("'=HYPERLINK");
  expect(csv).toContain('2022-09-21 00:00');
  expect(csv).toContain(',cn.44.03.04.001,名(cn.44.03.04.001),work.today,'.slice(1));
  expect(csv).toContain(',street desk cn.44.03.04.001,街道服务台 · 名(cn.44.03.04.001),');
});

test('a step of a playbook is told by its place; its duty has the name of the step', () => {
  const reader = { language: 'en' as const, place: (path: string) => `place ${path}`, day: (day: string) => day };
  const duty = { subject: 'floors/cn.44.03.04@covid-19/4-crews' };
  expect(subjectName(duty, reader)).toBe('place cn.44.03.04');
});
