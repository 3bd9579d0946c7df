import { files, read } from './files.ts';
import type { Finding } from './finding.ts';

const allowed = new Set([
  ...['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense'],
  ...['MPL-2.0', 'OFL-1.1', 'PostgreSQL', 'Zlib', 'Python-2.0', 'CC-BY-4.0'],
]);

interface Locked {
  license?: string;
  dev?: boolean;
  link?: boolean;
}

/** What travels with the product may be given to any city: free licences only, and a decision names each dependency. */
export async function run(root: string): Promise<Finding[]> {
  const lock = JSON.parse(read(root, 'package-lock.json') || '{}') as { packages?: Record<string, Locked> };
  const manifest = JSON.parse(read(root, 'package.json') || '{}') as Record<string, Record<string, string> | undefined>;
  const unfree = Object.entries(lock.packages ?? {}).flatMap(([path, locked]) => {
    if (path === '' || locked.dev || locked.link) return [];
    const licence = locked.license ?? licenceOnDisk(root, path);
    const fix = 'Choose another package, or write a decision and allow the licence in tools/check/licences.ts.';
    return isAllowed(licence) ? [] : [{ where: path, what: `has the licence ${licence || 'nobody knows'}`, fix }];
  });
  const decisions = files(root, 'docs/decisions')
    .map((path) => read(root, path))
    .join('\n');
  const direct = Object.keys({ ...manifest['dependencies'], ...manifest['optionalDependencies'] });
  const unnamed = direct
    .filter((name) => !new RegExp(`(?<![\\w@/-])${name.replace(/[/.]/g, '\\$&')}(?![\\w/-])`).test(decisions))
    .map((name) => ({
      where: `package.json: ${name}`,
      what: 'is a runtime dependency that no decision names',
      fix: 'Say in docs/decisions/ why it is there and what it replaces, or remove it.',
    }));
  return [...unfree, ...unnamed];
}

function isAllowed(licence: string): boolean {
  const words = licence.replace(/[()]/g, '');
  if (words.includes(' OR ')) return words.split(' OR ').some((part) => isAllowed(part));
  return words.split(' AND ').every((part) => allowed.has(part.trim()));
}

function licenceOnDisk(root: string, path: string): string {
  const manifest = read(root, `${path}/package.json`);
  return manifest ? String((JSON.parse(manifest) as { license?: string }).license ?? '') : '';
}
