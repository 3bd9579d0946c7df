import { spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { add, type Counts, countChecks, countVitest, none } from './test/counts.ts';

/**
 * npm test: everything that must hold, in this order: the web builds; the house's guards; unit, property and house tests;
 * the database tests on the embedded PostgreSQL and on the system's 15; the stories in a real browser.
 * Counts come from the runners' own reports; the last line is `N passed, N failed, N skipped`.
 */
const root = join(import.meta.dirname, '..');
const reports = join(root, 'reports');
process.chdir(root);
mkdirSync(reports, { recursive: true });
for (const old of globSync('*.json', { cwd: reports })) rmSync(join(reports, old));

let total: Counts = none;
const lines: string[] = [];

await part('web build', buildWeb);
await part('check', async () => {
  await run(process.execPath, ['tools/check.ts']);
  return countChecks(report('check'));
});
await part('unit, property, house', () => vitest('unit', ['unit', 'property', 'house']));
const embedded = await part('database (embedded)', () => vitest('database', ['database']));
await part('database (system)', () => systemDatabase(embedded));
await part('stories', () => vitest('story', ['story']));

const summary = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
writeFileSync(join(reports, 'summary.txt'), `${summary}\n`);
console.log(`\n${lines.join('\n')}\n\n${summary}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function part(name: string, work: () => Promise<Counts>): Promise<Counts> {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const counts = await work();
  total = add(total, counts);
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  const { passed, failed, skipped } = counts;
  lines.push(`${name.padEnd(24)}${seconds} s  ${passed} passed, ${failed} failed, ${skipped} skipped`);
  return counts;
}

async function vitest(name: string, projects: string[], through: string[] = []): Promise<Counts> {
  const args = ['run', '--passWithNoTests', ...projects.flatMap((project) => ['--project', project])];
  const into = [`--outputFile.json=reports/${name}.json`, `--outputFile.junit=reports/${name}.xml`];
  const [program = '', ...rest] = [...through, 'node_modules/.bin/vitest', ...args];
  const code = await run(program, [...rest, '--reporter=default', '--reporter=json', '--reporter=junit', ...into]);
  return countVitest(report(name), code);
}

async function systemDatabase(embedded: Counts): Promise<Counts> {
  const script = '.ci/postgres.sh';
  const have = existsSync(script) && spawnSync(script, ['have'], { stdio: 'ignore' }).status === 0;
  if (have) return vitest('database-15', ['database-15'], [script, 'run']);
  const count = embedded.passed + embedded.failed + embedded.skipped;
  console.log(
    `skipped ${count}: no system PostgreSQL 15 or newer. Debian: apt-get install postgresql. .ci/run installs it.`,
  );
  return { passed: 0, failed: 0, skipped: count };
}

/** Stories need the built web; a build newer than every source is kept. */
async function buildWeb(): Promise<Counts> {
  if (!existsSync('web/vite.config.ts')) return none;
  const built = ['dist/web/index.html', 'web/dist/index.html', 'dist/index.html'].find((path) => existsSync(path));
  const sources = globSync('{web,kit,kernel,protocols,engines,capabilities}/**/*.{ts,tsx,css,html,yaml,json}');
  const newest = Math.max(...[...sources, 'package-lock.json'].map((path) => statSync(path).mtimeMs));
  if (built && statSync(built).mtimeMs > newest) return { passed: 1, failed: 0, skipped: 0 };
  const code = await run('npm', ['run', '--silent', 'build:web']);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function run(program: string, args: string[]): Promise<number> {
  const bin = join(root, 'node_modules/.bin');
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env, cwd: root });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function report(name: string): string | undefined {
  const path = join(reports, `${name}.json`);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
