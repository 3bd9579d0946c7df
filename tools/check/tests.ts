import { files, read } from './files.ts';
import type { Finding } from './finding.ts';

/** Tests speak plainly: no `.only`, no skip without a reason, no "should" in names. */
export async function run(root: string): Promise<Finding[]> {
  const tests = files(root).filter((path) => /\.test\.tsx?$/.test(path) && !path.startsWith('tests/check/'));
  return tests.flatMap((path) => {
    const lines = read(root, path).split('\n');
    return lines.flatMap((line, i) =>
      fault(line, lines[i - 1] ?? '').map((found) => ({ ...found, where: `${path}:${i + 1}` })),
    );
  });
}

function fault(line: string, before: string): Omit<Finding, 'where'>[] {
  const found: Omit<Finding, 'where'>[] = [];
  if (/\b(test|it|describe|suite)(\.\w+)*\.only\s*\(/.test(line)) {
    found.push({ what: 'runs only this test', fix: 'Remove .only.' });
  }
  const reason = /\/\/\s*\S+ \S+|\/\*\s*\S+ \S+/;
  if (
    /\b(test|it|describe|suite)(\.\w+)*\.(skip|todo)(If)?\s*\(|\b(runIf|skipIf)\s*\(/.test(line) &&
    !reason.test(line) &&
    !reason.test(before)
  ) {
    found.push({ what: 'skips without a reason', fix: 'Write why in a comment on the line before.' });
  }
  if (/\b(test|it|describe)(\.\w+(\([^)]*\))?)*\s*\(\s*['"`].*\bshould\b/.test(line)) {
    found.push({ what: 'says "should" in a test name', fix: 'Say what is: "a stay ends by itself".' });
  }
  return found;
}
