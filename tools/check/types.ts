import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding.ts';
import { runProgram } from './programs.ts';

const worlds = ['pure', 'server', 'web'];

/** TypeScript in three worlds: pure code sees neither DOM nor Node, the server no DOM, the web no Node. */
export async function run(root: string): Promise<Finding[]> {
  const present = worlds.filter((name) => existsSync(join(root, `tsconfig.${name}.json`)));
  const found = await Promise.all(present.map((world) => check(root, world)));
  // A file of two worlds is reported once.
  const seen = new Map(
    found.flat().map((finding) => [`${finding.where}${finding.what.replace(/^\(\w+\)/, '')}`, finding]),
  );
  return [...seen.values()];
}

async function check(root: string, world: string): Promise<Finding[]> {
  const said = await runProgram('tsc', ['-p', `tsconfig.${world}.json`, '--pretty', 'false'], root);
  // TS18003: a world without files yet is no fault.
  if (said.code === 0 || said.out.includes('TS18003')) return [];
  const faults = said.out.split('\n').flatMap((line) => {
    const [, path, row, what] = /^(.+?)\((\d+),\d+\): error (.+)$/.exec(line) ?? [];
    return path ? [{ where: `${path}:${row}`, what: `(${world}) ${what}`, fix: hint(world, what ?? '') }] : [];
  });
  const crash = { where: `tsconfig.${world}.json`, what: said.out + said.err, fix: 'Make tsc run.' };
  return faults.length > 0 ? faults : [crash];
}

function hint(world: string, what: string): string {
  if (world === 'pure' && /Cannot find (name|module)/.test(what))
    return 'Pure code has no DOM and no Node: be told it.';
  return `Correct the type: npx tsc -p tsconfig.${world}.json`;
}
