import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { files, read } from './files.ts';
import type { Finding } from './finding.ts';
import { runProgram } from './programs.ts';

/** The dated rules read well, and every worked example beside them comes out as it says. */
export async function run(root: string): Promise<Finding[]> {
  if (!existsSync(join(root, 'protocols'))) return [];
  const cli = files(root, 'cli').some((path) => /\bprotocol\b/.test(read(root, path)));
  const tests = files(root, 'protocols').some((path) => path.endsWith('.test.ts'));
  if (cli)
    return answer('npx tandem protocol check', await runProgram('node', ['cli/tandem.ts', 'protocol', 'check'], root));
  if (tests) return answer('npx vitest run protocols', await runProgram('vitest', ['run', 'protocols'], root));
  return [];
}

function answer(command: string, said: { code: number; out: string; err: string }): Finding[] {
  if (said.code === 0) return [];
  const what = `${said.out}\n${said.err}`.trim().split('\n').slice(-40).join('\n');
  return [{ where: 'protocols/', what, fix: `Correct the rule or its example: ${command}` }];
}
