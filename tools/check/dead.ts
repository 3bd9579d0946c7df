import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding.ts';
import { runProgram } from './programs.ts';

interface Issue {
  file: string;
  [kind: string]: unknown;
}

/** Code that nothing reaches, exports that nobody imports, dependencies that nobody uses or nobody declared (knip). */
export async function run(root: string): Promise<Finding[]> {
  if (!existsSync(join(root, 'knip.json'))) return [{ where: 'knip.json', what: 'is missing', fix: 'Restore it.' }];
  const said = await runProgram('knip', ['--reporter', 'json', '--no-progress', '--no-config-hints'], root);
  const start = said.out.indexOf('{"');
  if (start < 0) {
    if (said.code === 0) return [];
    return [{ where: 'knip.json', what: `knip did not run: ${said.out}${said.err}`, fix: 'Run npx knip and read.' }];
  }
  const report = JSON.parse(said.out.slice(start)) as { files?: string[]; issues: Issue[] };
  const gone = (report.files ?? []).map((file) => ({
    where: file,
    what: 'is reached by nothing',
    fix: 'Use it or delete it.',
  }));
  return [...gone, ...report.issues.flatMap(faults)];
}

function faults({ file, ...kinds }: Issue): Finding[] {
  return Object.entries(kinds).flatMap(([kind, items]) => {
    if (!Array.isArray(items)) return [];
    return (items as { name: string; line?: number }[] | { name: string; line?: number }[][]).flat().map((item) => ({
      where: item.line ? `${file}:${item.line}` : file,
      what: kind === 'files' ? 'is reached by nothing' : `${kind}: ${item.name}`,
      fix: kind === 'unlisted' || kind === 'unresolved' ? 'Declare it in package.json.' : 'Use it or delete it.',
    }));
  });
}
