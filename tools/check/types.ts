import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding.ts';
import { runProgram } from './programs.ts';

const worlds = ['pure', 'server', 'web'];

/** TypeScript in three worlds: pure code sees neither DOM nor Node, the server no DOM, the web no Node. */
export async function run(root: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const world of worlds.filter((name) => existsSync(join(root, `tsconfig.${name}.json`)))) {
    const said = await runProgram('tsc', ['-p', `tsconfig.${world}.json`, '--pretty', 'false'], root);
    if (said.code === 0) continue;
    const lines = said.out.split('\n');
    // A world without files yet is no fault.
    if (lines.some((line) => line.includes('TS18003'))) continue;
    const faults = lines.flatMap((line) => {
      const [, path, row, what] = /^(.+?)\((\d+),\d+\): error (.+)$/.exec(line) ?? [];
      return path ? [{ where: `${path}:${row}`, what: `(${world}) ${what}`, fix: hint(world, what ?? '') }] : [];
    });
    const crash = { where: `tsconfig.${world}.json`, what: said.out + said.err, fix: 'Make tsc run.' };
    findings.push(...(faults.length > 0 ? faults : [crash]));
  }
  return findings;
}

function hint(world: string, what: string): string {
  if (world === 'pure' && /Cannot find (name|module)/.test(what))
    return 'Pure code has no DOM and no Node: be told it.';
  return `Correct the type: npx tsc -p tsconfig.${world}.json`;
}
