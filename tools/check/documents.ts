import { existsSync, globSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { files, read } from './files.ts';
import type { Finding } from './finding.ts';

/** A document's commands and paths exist, or the document is wrong. */
export async function run(root: string): Promise<Finding[]> {
  const documents = files(root).filter((path) =>
    /^(README|ARCHITECTURE|CONTRIBUTING)[^/]*\.md$|^docs\/.*\.md$|^(capabilities|adapters|engines|protocols)\/.*README\.md$/.test(
      path,
    ),
  );
  const scripts = Object.keys((JSON.parse(read(root, 'package.json') || '{}') as { scripts?: object }).scripts ?? {});
  const commands = files(root, 'cli')
    .map((path) => `${path}\n${read(root, path)}`)
    .join('\n');
  return documents.flatMap((path) => {
    const text = read(root, path);
    return text.split('\n').flatMap((line, i) => {
      const where = `${path}:${i + 1}`;
      return [...commandFaults(line, where, scripts, commands), ...linkFaults(root, line, where, path)];
    });
  });
}

function commandFaults(line: string, where: string, scripts: string[], commands: string): Finding[] {
  const found: Finding[] = [];
  for (const [, name = ''] of line.matchAll(/\bnpm run ([\w:-]+)/g)) {
    if (!scripts.includes(name))
      found.push({ where, what: `names npm run ${name}, which package.json has not`, fix: known(scripts) });
  }
  for (const [, name = ''] of line.matchAll(/\bnpm (start|test)\b/g)) {
    if (!scripts.includes(name))
      found.push({ where, what: `names npm ${name}, which package.json has not`, fix: known(scripts) });
  }
  for (const [, name = ''] of line.matchAll(/\bnpx tandem ([a-z][\w-]*)/g)) {
    const exists = new RegExp(`cli/${name}\\.ts|['"\`]${name}\\b|\\b${name}:`).test(commands);
    if (!exists)
      found.push({ where, what: `names npx tandem ${name}, which cli/ does not know`, fix: 'See npx tandem help.' });
  }
  return found;
}

const known = (scripts: string[]): string => `There are: ${scripts.join(', ')}.`;

function linkFaults(root: string, line: string, where: string, document: string): Finding[] {
  const fix = 'Correct the path, or delete the sentence with it.';
  const missing = (path: string) => ({ where, what: `points at ${path}, which does not exist`, fix });
  const found: Finding[] = [];
  for (const [, target = ''] of line.matchAll(/\]\(([^)\s]+)[^)]*\)/g)) {
    const path = decodeURI(target.replace(/[#?].*$/, ''));
    if (path === '' || /^[a-z]+:/i.test(path)) continue;
    if (!existsSync(join(root, dirname(document), path))) found.push(missing(target));
  }
  for (const [, path = ''] of line.matchAll(/`([\w.@-]+\/[\w./@*<>…{}, -]*)`/g)) {
    const [top = ''] = path.split('/');
    const beside = top !== '.' && top !== '..' && existsSync(join(root, dirname(document), top));
    if ((existsSync(join(root, top)) || beside) && !matches(root, path, document)) found.push(missing(path));
  }
  return found;
}

/** The path as it stands, or as a pattern: `x`, `NAME`, `<name>`, `*` and … stand for any name. */
function matches(root: string, path: string, document: string): boolean {
  if (/^\.(tandem|git)\/|^(reports|dist|node_modules)(\/|$)/.test(path) || / /.test(path)) return true;
  const pattern = path
    .replace(/<[^>]*>|…|\.\.\./g, '*')
    .split('/')
    .map((part) => (/^(x|y|NAME|name|[A-Z_]{3,})$/.test(part) ? '*' : part))
    .join('/');
  return [root, join(root, dirname(document))].some((base) =>
    /[*{]/.test(pattern)
      ? globSync(pattern.replace(/\/$/, ''), { cwd: base }).length > 0
      : existsSync(normalize(join(base, pattern))),
  );
}
