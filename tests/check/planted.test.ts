import { afterAll, expect, test } from 'vitest';
import { checks } from '../../tools/check/all.ts';
import { demolish, house } from './house.ts';

/**
 * Every guard has been seen to catch a fault of each kind it is there for, and to be silent without one.
 * A plant is: the guard, the fault in words, the files that carry it, and what the finding must name.
 */
type Plant = [check: string, fault: string, files: Record<string, string | undefined>, names: RegExp];

const lock = (license: string, more = '') =>
  `{"packages":{"node_modules/zod":{"license":"${license}"},"node_modules/dev":{"dev":true,"license":"Secret"}${more}}}`;
const test_ = (body: string) => ({ 'kernel/day.test.ts': `import { test } from 'vitest';\n${body}\n` });
const long = `${'export {};\n'.repeat(300)}export const last = 1;\n`;
const many = Object.fromEntries(
  Array.from({ length: 26 }, (_, i) => [`capabilities/wells/part${i}.ts`, 'export {};\n']),
);

// biome-ignore format: one plant, one line
const plants: Plant[] = [
  ['types', 'a wrong type', { 'kernel/a.ts': "export const a: number = 'one';\n" }, /kernel\/a\.ts:1 \(pure\) TS2322/],
  ['types', 'Node in pure code', { 'kernel/a.ts': 'export const a = Buffer.from("");\n' }, /kernel\/a\.ts:1 \(pure\)/],
  ['types', 'the DOM in pure code', { 'engines/e/a.ts': 'export const a = document.title;\n' }, /engines\/e\/a\.ts:1 \(pure\)/],
  ['types', 'the DOM in the server', { 'server/a.ts': 'export const a = document.title;\n' }, /server\/a\.ts:1 \(server\)/],
  ['types', 'Node in the web', { 'web/a.ts': 'export const a = process.pid;\n' }, /web\/a\.ts:1 \(web\)/],

  ['dead code', 'a file nobody reaches', { 'kernel/alone.ts': 'export const alone = 1;\n' }, /kernel\/alone\.ts.*nothing/],
  ['dead code', 'an export nobody imports', { 'kernel/day.ts': 'export const later = (day: number): number => day + 1;\nexport const never = 1;\n' }, /kernel\/day\.ts:2 exports: never/],
  ['dead code', 'a package nobody declared', { 'server/start.ts': "import 'left-pad';\nimport { capabilities } from './register.ts';\nexport const start = (): object => capabilities;\n" }, /server\/start\.ts.* left-pad/],
  ['dead code', 'a dependency nobody uses', { 'package.json': '{"name":"s","type":"module","dependencies":{"zod":"4","pg":"8"},"devDependencies":{"vitest":"5"}}' }, /package\.json.*dependencies: pg/],

  ['lint', 'a file out of format', { 'kernel/a.ts': 'export const a   =  1\n' }, /kernel\/a\.ts:\d+ format/],
  ['lint', 'a double equals', { 'kernel/a.ts': 'export const a = (b: unknown) => b == 1;\n' }, /kernel\/a\.ts:1 .*noDoubleEquals/],

  ['protocols', 'a worked example that comes out otherwise', { 'cli/tandem.ts': "console.log('protocol red-pox: example 3 says 7, is 8');\nprocess.exitCode = 1;\n" }, /protocols\/ .*example 3 says 7/],

  ['arrows', 'the kernel imports an engine', { 'kernel/a.ts': "import '../engines/routes/index.ts';\n" }, /kernel\/a\.ts imports engines\/routes\/index\.ts: kernel may not import engine/],
  ['arrows', 'only a type goes up', { 'kernel/a.ts': "import type { A } from '../engines/e/a.ts';\nexport type B = A;\n", 'engines/e/a.ts': 'export type A = 1;\n' }, /kernel\/a\.ts imports engines\/e\/a\.ts/],
  ['arrows', 'an engine imports another', { 'engines/growth/a.ts': "import '../routes/index.ts';\n" }, /engines\/growth\/a\.ts .*engine may not import engine/],
  ['arrows', 'an engine imports protocols', { 'protocols/read.ts': 'export {};\n', 'engines/growth/a.ts': "import '../../protocols/read.ts';\n" }, /engines\/growth\/a\.ts .*protocols/],
  ['arrows', 'a capability outside its needs-line', { 'capabilities/taps/index.ts': 'export {};\n', 'capabilities/wells/a.ts': "import '../taps/index.ts';\n" }, /capabilities\/wells\/a\.ts .*wells does not list taps/],
  ['arrows', 'a capability past the door', { 'capabilities/taps/a.ts': "import '../wells/model.ts';\n" }, /capabilities\/taps\/a\.ts .*capabilities\/wells\/index\.ts is its door/],
  ['arrows', 'rules that import their server', { 'capabilities/wells/server/store.ts': 'export {};\n', 'capabilities/wells/a.ts': "import './server/store.ts';\n" }, /capabilities\/wells\/a\.ts .*rules may not import desk/],
  ['arrows', 'a screen that imports the server', { 'capabilities/wells/ui/a.ts': "import '../../../server/start.ts';\n" }, /capabilities\/wells\/ui\/a\.ts .*ui may not import server/],
  ['arrows', 'a screen that imports Node', { 'capabilities/wells/ui/a.ts': "import 'node:fs';\n" }, /capabilities\/wells\/ui\/a\.ts imports Node's .*fs/],
  ['arrows', 'the kit imports a capability', { 'kit/a.tsx': "import '../capabilities/wells/index.ts';\n" }, /kit\/a\.tsx .*kit does not list wells|kit\/a\.tsx .*kit may not/],
  ['arrows', 'the server imports a capability', { 'server/a.ts': "import '../capabilities/wells/index.ts';\n" }, /server\/a\.ts imports capabilities\/wells/],
  ['arrows', 'the server register imports a screen', { 'capabilities/taps/ui/a.tsx': 'export {};\n', 'server/register.ts': "import '../capabilities/taps/ui/a.tsx';\n" }, /server\/register\.ts .*taps\/ui/],
  ['arrows', 'the program imports a tool', { 'tools/a.ts': 'export {};\n', 'cli/a.ts': "import '../tools/a.ts';\n" }, /cli\/a\.ts .*nobody imports tools\//],
  ['arrows', 'the program imports a test', { 'tests/a.ts': 'export {};\n', 'kernel/a.ts': "import '../tests/a.ts';\n" }, /kernel\/a\.ts .*nobody imports tests\//],
  ['arrows', 'pure code imports Node', { 'engines/growth/a.ts': "import 'node:crypto';\n" }, /engines\/growth\/a\.ts imports Node's .*crypto/],
  ['arrows', 'pure code imports a package of the server', { 'kernel/a.ts': "import 'pg';\n" }, /kernel\/a\.ts pure code imports the package pg/],
  ['arrows', 'needs in a circle', { 'capabilities/needs.ts': "export const needs: Record<string, string[]> = { wells: ['taps'], taps: ['wells'] };\n" }, /capabilities\/needs\.ts goes in a circle: wells -> taps -> wells/],
  ['arrows', 'a capability without a needs-line', { 'capabilities/pumps/index.ts': 'export {};\n' }, /capabilities\/needs\.ts has no line for capabilities\/pumps/],
  ['arrows', 'files in a circle', { 'kernel/a.ts': "import './b.ts';\n", 'kernel/b.ts': "import './a.ts';\n" }, /import circle: kernel\/a\.ts -> kernel\/b\.ts -> kernel\/a\.ts/],
  ['arrows', 'a file that is not there', { 'kernel/a.ts': "import './gone.ts';\n" }, /kernel\/a\.ts imports \.\/gone\.ts, which does not exist/],
  ['arrows', 'the server names a capability', { 'server/a.ts': "export const path = '/api/taps';\n" }, /server\/a\.ts:1 names the capability taps/],
  ['arrows', 'the web names a command', { 'web/a.tsx': "export const a = <b title={'wells.Dig'} />;\n" }, /web\/a\.tsx:1 names the capability wells/],
  ['arrows', 'a folder without a subject', { 'server/utils/a.ts': 'export {};\n' }, /server\/utils is a folder without a subject/],

  ['purity', 'a clock', { 'kernel/a.ts': '\nexport const now = () => Date.now();\n' }, /kernel\/a\.ts:2 pure code uses Date\.now/],
  ['purity', 'a date of now', { 'protocols/a.ts': 'export const now = () => new Date();\n' }, /protocols\/a\.ts:1 .*clock/],
  ['purity', 'a die', { 'engines/e/a.ts': 'export const die = () => Math.random();\n' }, /engines\/e\/a\.ts:1 .*Math\.random/],
  ['purity', "the machine's language", { 'capabilities/taps/a.ts': 'export const a = (n: number) => n.toLocaleString();\n' }, /capabilities\/taps\/a\.ts:1 .*toLocaleString/],
  ['purity', "the machine's zone", { 'adapters/fhir/translate.ts': 'export const a = (d: Date) => d.getHours();\n' }, /adapters\/fhir\/translate\.ts:1 .*getHours/],
  ['purity', 'a format without a zone', { 'kernel/a.ts': "export const a = new Intl.DateTimeFormat('zh');\n" }, /kernel\/a\.ts:1 .*without timeZone/],
  ['purity', 'a date in the local zone', { 'kernel/a.ts': 'export const a = new Date(2026, 1, 1);\n' }, /kernel\/a\.ts:1 .*Date\(year/],
  ['purity', 'the process', { 'kernel/a.ts': 'export const a = process.pid;\n' }, /kernel\/a\.ts:1 .*process/],
  ['purity', 'a timer', { 'kernel/a.ts': 'export const a = () => setTimeout(() => {}, 1);\n' }, /kernel\/a\.ts:1 .*setTimeout/],
  ['purity', 'the network', { 'kernel/a.ts': "export const a = () => fetch('x');\n" }, /kernel\/a\.ts:1 .*fetch/],
  ['purity', 'the console', { 'kernel/a.ts': "console.log('x');\n" }, /kernel\/a\.ts:1 .*console/],

  ['facts', 'a disease in a word', { 'server/a.ts': "export const a = 'Red pox is here';\n" }, /server\/a\.ts:1 names the disease "Red pox"/],
  ['facts', 'a disease in a name', { 'kernel/a.ts': 'export const isRedPox = true;\n' }, /kernel\/a\.ts:1 names the disease "Red Pox"/],
  ['facts', 'an article', { 'web/a.tsx': 'export const a = <p>Under Art. 63</p>;\n' }, /web\/a\.tsx:1 cites the law: "Art\. 63"/],
  ['facts', 'an article in Chinese', { 'kit/a.ts': "export const a = '依据第六十三条';\n" }, /kit\/a\.ts:1 cites the law: "第六十三条"/],
  ['facts', 'a number of days', { 'capabilities/taps/a.ts': 'export const stayDays = 14;\n' }, /capabilities\/taps\/a\.ts:1 decides stayDays = 14/],
  ['facts', 'a number of hours in a call', { 'capabilities/taps/a.ts': 'export const a = (addHours: (h: number) => number) => addHours(24);\n' }, /capabilities\/taps\/a\.ts:1 decides addHours = 24/],

  ['sizes', 'a long file', { 'kernel/a.ts': long }, /kernel\/a\.ts has 301 lines/],
  ['sizes', 'a long sheet', { 'server/a.sql': '--\n'.repeat(301) }, /server\/a\.sql has 301 lines/],
  ['sizes', 'a wide capability', many, /capabilities\/wells has 28 files/],

  ['documents', 'a script that is not there', { 'README.md': 'Run `npm run gone`.\n' }, /README\.md:1 names npm run gone/],
  ['documents', 'a command that is not there', { 'docs/guide/a.md': '\nRun `npx tandem gone`.\n' }, /docs\/guide\/a\.md:2 names npx tandem gone/],
  ['documents', 'a link to nothing', { 'capabilities/taps/README.md': 'See [it](gone.ts).\n' }, /capabilities\/taps\/README\.md:1 points at gone\.ts/],
  ['documents', 'a path to nothing', { 'README.md': 'Look into `kernel/gone.ts`.\n' }, /README\.md:1 points at kernel\/gone\.ts/],

  ['words', 'a word in one language', { 'capabilities/taps/ui/words.ts': "export const words = { en: { open: 'Open' }, zh: {} };\n" }, /taps\/ui\/words\.ts open is missing in zh/],
  ['words', 'an empty word', { 'kit/words.ts': "export const words = { en: { a: '' }, zh: { a: '甲' } };\n" }, /kit\/words\.ts a is empty in en/],
  ['words', 'placeholders that differ', { 'capabilities/taps/ui/words.ts': "export const words = { en: { a: { b: 'Hi {{name}}' } }, zh: { a: { b: '{{nom}}好' } } };\n" }, /a\.b has placeholders \{\{name\}\} in en, \{\{nom\}\} in zh/],

  ['licences', 'a licence we cannot pass on', { 'package-lock.json': lock('GPL-3.0') }, /node_modules\/zod has the licence GPL-3\.0/],
  ['licences', 'a licence nobody knows', { 'package-lock.json': lock('MIT', ',"node_modules/gone":{}') }, /node_modules\/gone has the licence nobody knows/],
  ['licences', 'a dependency without a decision', { 'docs/decisions/0001-schemas.md': 'None.\n' }, /package\.json: zod is a runtime dependency that no decision names/],

  ['test names', 'a test alone', test_("test.only('a', () => {});"), /kernel\/day\.test\.ts:2 runs only this test/],
  ['test names', 'a skip without a reason', test_("test.skip('a', () => {});"), /kernel\/day\.test\.ts:2 skips without a reason/],
  ['test names', 'a test that is told what it should', test_("test('a day should end', () => {});"), /kernel\/day\.test\.ts:2 says "should"/],
];

/** What looks like a fault and is none. */
// biome-ignore format: one plant, one line
const innocent: Plant[] = [
  ['arrows', 'a test may import anything', { 'tests/a.ts': 'export {};\n', 'kernel/a.test.ts': "import '../tests/a.ts';\nimport 'node:fs';\n" }, /^$/],
  ['arrows', 'a common word is no capability', { 'server/a.ts': "export const a = 'all taps run dry';\n" }, /^$/],
  ['purity', 'an argument named process, a key named fetch, a given date', { 'kernel/a.ts': "export const a = (process: number) => ({ fetch: process, d: new Date('2026-01-01') });\n" }, /^$/],
  ['purity', 'a clock on the server', { 'server/a.ts': 'export const now = () => Date.now();\n' }, /^$/],
  ['facts', 'a disease in a comment, in a test, in a protocol', { 'kernel/a.ts': '// red pox\nexport {};\n', 'kernel/a.test.ts': "'red pox';\n", 'protocols/a.ts': "export const a = 'red pox';\n" }, /^$/],
  ['facts', 'a number that says why it is no rule', { 'capabilities/taps/a.ts': '// not a rule: width of the chart\nexport const days = 30;\n' }, /^$/],
  ['documents', 'a path with a name left open', { 'README.md': 'Each has `capabilities/x/model.ts` or `capabilities/*/index.ts`.\n' }, /^$/],
  ['words', 'English has a plural, Chinese none', { 'kit/words.ts': "export const words = { en: { a_one: 'a', a_other: 'as' }, zh: { a_other: '甲' } };\n" }, /^$/],
  ['test names', 'a skip with its reason', test_("// needs a system PostgreSQL\ntest.skip('a', () => {});"), /^$/],
];

afterAll(demolish);

for (const check of checks) {
  test(`${check.name} is silent in a sound house`, async () => {
    expect(await findings(check.name, {})).toEqual([]);
  });
}

test.for(plants)('%s catches %s', async ([check, , files, names]) => {
  const found = await findings(check, files);
  expect(
    found.filter((line) => names.test(line)),
    found.join('\n'),
  ).not.toEqual([]);
});

test.for(innocent)('%s lets be: %s', async ([check, , files]) => {
  expect(await findings(check, files)).toEqual([]);
});

test('every guard has a planted fault', () => {
  expect(checks.map((check) => check.name).filter((name) => !plants.some(([check]) => check === name))).toEqual([]);
});

async function findings(name: string, files: Record<string, string | undefined>): Promise<string[]> {
  const check = checks.find((one) => one.name === name);
  const found = (await check?.run(house(files))) ?? [];
  return found.map(({ where, what }) => `${where} ${what}`);
}
