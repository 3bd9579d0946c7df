import { spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { add, type Counts, countChecks, countVitest, none } from './test/counts.ts';

/**
 * npm test: everything that must hold. First the web builds and the house's guards look; then two lanes beside each other,
 * because stories and database tests wait as much as they work: the stories in a real browser, the database tests on the
 * embedded PostgreSQL and on the system's 15, the unit, property and house tests. What a part of a lane says is printed
 * whole when it ends. Counts come from the runners' own reports; the last line is `N passed, N failed, N skipped`.
 */
const root = join(import.meta.dirname, '..');
const reports = join(root, 'reports');
process.chdir(root);
mkdirSync(reports, { recursive: true });
for (const old of globSync('*.json', { cwd: reports })) rmSync(join(reports, old));

interface Part {
  name: string;
  work(say: Say): Promise<Counts>;
}
/** Where a part's output goes. */
type Say = (text: string) => void;

const LANES = 2;
const begun = performance.now();
/** Begun parts: what they will have counted, and for those that ended the line about them. */
const counts = new Map<Part, Promise<Counts>>();
const lines = new Map<Part, string>();

const build: Part = { name: 'web build', work: buildWeb };
const check: Part = {
  name: 'check',
  async work(say) {
    await run(process.execPath, ['tools/check.ts'], say);
    return countChecks(report('check'));
  },
};
const stories: Part = { name: 'stories', work: (say) => vitest('story', ['story'], say) };
const embedded: Part = { name: 'database (embedded)', work: (say) => vitest('database', ['database'], say) };
const system: Part = { name: 'database (system)', work: systemDatabase };
const unit: Part = { name: 'unit, property, house', work: (say) => vitest('unit', ['unit', 'property', 'house'], say) };

await whole(build);
await whole(check);
// the longest first
const queue = [stories, embedded, unit, system];
await Promise.all(Array.from({ length: LANES }, lane));

const total = (await Promise.all(counts.values())).reduce(add, none);
const table = [build, check, unit, embedded, system, stories].map((part) => lines.get(part)).join('\n');
const summary = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
writeFileSync(join(reports, 'summary.txt'), `${summary}\n`);
console.log(`\n${table}\n${'all'.padEnd(24)}${since(begun)} s\n\n${summary}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** Has the machine to itself and speaks as it goes. */
async function whole(part: Part): Promise<void> {
  console.log(`\n== ${part.name}`);
  await counted(part, (text) => process.stdout.write(text));
}

/** Takes part after part. */
async function lane(): Promise<void> {
  for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
    console.log(`\n-- ${part.name} began`);
    const said: string[] = [];
    await counted(part, (text) => said.push(text));
    process.stdout.write(`\n== ${part.name}\n${said.join('')}`);
  }
}

async function counted(part: Part, say: Say): Promise<void> {
  const start = performance.now();
  const work = part.work(say);
  counts.set(part, work);
  const { passed, failed, skipped } = await work;
  lines.set(part, `${part.name.padEnd(24)}${since(start)} s  ${passed} passed, ${failed} failed, ${skipped} skipped`);
}

function since(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1).padStart(6);
}

async function vitest(name: string, projects: string[], say: Say, through: string[] = []): Promise<Counts> {
  const args = ['run', '--passWithNoTests', ...projects.flatMap((project) => ['--project', project])];
  const into = [`--outputFile.json=reports/${name}.json`, `--outputFile.junit=reports/${name}.xml`];
  const [program = '', ...rest] = [...through, 'node_modules/.bin/vitest', ...args];
  const code = await run(program, [...rest, '--reporter=default', '--reporter=json', '--reporter=junit', ...into], say);
  return countVitest(report(name), code);
}

async function systemDatabase(say: Say): Promise<Counts> {
  const script = '.ci/postgres.sh';
  const have = existsSync(script) && spawnSync(script, ['have'], { stdio: 'ignore' }).status === 0;
  if (have) return vitest('database-15', ['database-15'], say, [script, 'run']);
  say('skipped: no system PostgreSQL 15 or newer. Debian: apt-get install postgresql. .ci/run installs it.\n');
  const { passed, failed, skipped } = (await counts.get(embedded)) ?? none;
  return { passed: 0, failed: 0, skipped: passed + failed + skipped };
}

/** Stories need the built web; a build newer than every source is kept. */
async function buildWeb(say: Say): Promise<Counts> {
  if (!existsSync('web/vite.config.ts')) return none;
  const built = ['dist/web/index.html', 'web/dist/index.html', 'dist/index.html'].find((path) => existsSync(path));
  const sources = globSync('{web,kit,kernel,protocols,engines,capabilities}/**/*.{ts,tsx,css,html,yaml,json}');
  const newest = Math.max(...[...sources, 'package-lock.json'].map((path) => statSync(path).mtimeMs));
  if (built && statSync(built).mtimeMs > newest) return { passed: 1, failed: 0, skipped: 0 };
  const code = await run('npm', ['run', '--silent', 'build:web'], say);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function run(program: string, args: string[], say: Say): Promise<number> {
  const bin = join(root, 'node_modules/.bin');
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    // every test file is a process of its own: the packages they share are compiled once
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/tests'),
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
  };
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env, cwd: root });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', say);
    child.on('error', (error) => {
      say(`${error.message}\n`);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function report(name: string): string | undefined {
  const path = join(reports, `${name}.json`);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
