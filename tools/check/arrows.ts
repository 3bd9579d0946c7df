import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type IDependency, type IModule } from 'dependency-cruiser';
import { files, folders, isTest } from './files.ts';
import type { Finding } from './finding.ts';
import { loadExports } from './programs.ts';
import { at, parse, texts } from './source.ts';
import { barred, purePackages, pureZones, standing, webZones } from './table.ts';

type Needs = Record<string, string[]>;

/** Imports go down the page: see table.ts for the rows and capabilities/needs.ts for which capability knows which. */
export async function run(root: string): Promise<Finding[]> {
  const all = files(root);
  const code = all.filter((path) => /\.tsx?$/.test(path) && standing(path).zone !== 'unknown');
  const needs = await readNeeds(root);
  const modules = await graph(root, code);
  return [
    ...forbiddenFolders(all),
    ...needsFaults(needs, folders(root, 'capabilities')),
    ...modules.flatMap((module) => module.dependencies.flatMap((to) => arrowFault(root, module.source, to, needs))),
    ...cycles(modules),
    ...names(root, code, folders(root, 'capabilities')),
  ];
}

async function readNeeds(root: string): Promise<Needs> {
  const path = 'capabilities/needs.ts';
  if (!existsSync(join(root, path))) return {};
  return (await loadExports(root, [path], 'needs'))[path] as Needs;
}

/** Who imports what, as dependency-cruiser sees it with the swc parser (its default one sees nothing under TypeScript 7). */
async function graph(root: string, code: string[]): Promise<IModule[]> {
  if (code.length === 0) return [];
  const tops = [...new Set(code.map((path) => path.split('/')[0] ?? ''))].filter((top) => !/\.tsx?$/.test(top));
  const { output } = await cruise(tops, {
    baseDir: root,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|reports)/' },
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered text');
  const seen = output.modules.filter((module) => code.includes(module.source));
  if (seen.length < code.length / 2) {
    throw new Error(`dependency-cruiser saw ${seen.length} of ${code.length} files. Is @swc/core installed?`);
  }
  return seen;
}

function arrowFault(root: string, from: string, to: IDependency, needs: Needs): Finding[] {
  const { zone } = standing(from);
  const isPure = pureZones.includes(zone);
  const local = /^\.{0,2}\//.test(to.module);
  if (local) {
    if (to.couldNotResolve && !existsSync(join(root, from, '..', to.module.replace(/\?.*$/, '')))) {
      return [{ where: from, what: `imports ${to.module}, which does not exist`, fix: 'Correct the path (with .ts).' }];
    }
    const why = to.couldNotResolve ? undefined : barred(from, to.resolved, needs);
    const fix = 'Move the code down the page, or go through a door and a needs-line.';
    return why ? [{ where: from, what: `imports ${to.resolved}: ${why}`, fix }] : [];
  }
  if (to.dependencyTypes.includes('core') || to.module.startsWith('node:')) {
    const fix = 'I/O belongs in server/, cli/, adapters/*/port.ts or capabilities/*/server/.';
    return isPure || webZones.includes(zone) ? [{ where: from, what: `imports Node's ${to.module}`, fix }] : [];
  }
  const name = packageName(to.module);
  if (!isPure || purePackages.includes(name)) return [];
  return [
    { where: from, what: `pure code imports the package ${name}`, fix: `Allowed are ${purePackages.join(', ')}.` },
  ];
}

const packageName = (module: string) => module.split('/', module.startsWith('@') ? 2 : 1).join('/');

function needsFaults(needs: Needs, capabilities: string[]): Finding[] {
  const where = 'capabilities/needs.ts';
  const found: Finding[] = capabilities
    .filter((name) => !needs[name])
    .map((name) => ({ where, what: `has no line for capabilities/${name}`, fix: `Add a line: ${name}: [].` }));
  const done = new Set<string>();
  const walk = (name: string, trail: string[]): void => {
    if (trail.includes(name)) {
      const circle = [...trail.slice(trail.indexOf(name)), name].join(' -> ');
      found.push({ where, what: `goes in a circle: ${circle}`, fix: 'Let the listener react to an event instead.' });
      return;
    }
    if (done.has(name)) return;
    for (const next of needs[name] ?? []) walk(next, [...trail, name]);
    done.add(name);
  };
  for (const name of Object.keys(needs)) walk(name, []);
  return found;
}

/** Import circles between files, types included: in a circle nothing can be read first. */
function cycles(modules: IModule[]): Finding[] {
  const next = new Map(modules.map((module) => [module.source, module.dependencies.map((to) => to.resolved)]));
  const found: Finding[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const walk = (path: string): void => {
    if (trail.includes(path)) {
      const circle = [...trail.slice(trail.indexOf(path)), path].join(' -> ');
      found.push({ where: path, what: `import circle: ${circle}`, fix: 'Move what both need into a file below both.' });
      return;
    }
    if (done.has(path)) return;
    trail.push(path);
    for (const to of next.get(path) ?? []) if (next.has(to)) walk(to);
    trail.pop();
    done.add(path);
  };
  for (const path of next.keys()) walk(path);
  return found;
}

function forbiddenFolders(all: string[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const path of all) {
    const [folder] = /^(?:.*\/)?(?:common|shared|utils?|helpers?)(?=\/)/.exec(path) ?? [];
    const fix = 'Name the folder after its subject.';
    if (folder) found.set(folder, { where: folder, what: 'is a folder without a subject', fix });
  }
  return [...found.values()];
}

/** No capability is named in server/ or web/ outside register.ts: neither as a whole string nor in a path or command. */
function names(root: string, code: string[], capabilities: string[]): Finding[] {
  if (capabilities.length === 0) return [];
  const thin = code.filter((path) => ['server', 'web'].includes(standing(path).zone) && !isTest(path));
  const pattern = new RegExp(`(?:^|[/.:])(${capabilities.join('|')})(?:$|[/.:?][\\w{$*])`);
  return thin.flatMap((path) => {
    const source = parse(root, path);
    return texts(source).flatMap(({ value, start }) => {
      const [, name] = pattern.exec(value) ?? [];
      const fix = 'Let the capability register it: only register.ts names capabilities.';
      return name ? [{ where: at(source, start), what: `names the capability ${name}: "${value.trim()}"`, fix }] : [];
    });
  });
}
