import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from './check/all.ts';
import type { Check, Finding } from './check/finding.ts';

/**
 * npm run check [name ...]: the guards of the house, together; one line each, and for a fault where, what, and what to do.
 * Those that run another program come first in the list and overlap; the rest take turns in this process.
 */
const root = join(import.meta.dirname, '..');
const most = 25;

interface Outcome {
  name: string;
  ok: boolean;
  ms: number;
  findings: Finding[];
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`check-unknown: ${unknown.join(', ')}. There are: ${checks.map((check) => check.name).join(', ')}.`);
  process.exit(2);
}
const outcomes = await Promise.all(
  checks.filter((check) => wanted.length === 0 || wanted.includes(check.name)).map(look),
);
mkdirSync(join(root, 'reports'), { recursive: true });
writeFileSync(join(root, 'reports/check.json'), JSON.stringify(outcomes, null, 2));
const failed = outcomes.filter((outcome) => !outcome.ok);
console.log(
  `${outcomes.length - failed.length} checks ok, ${failed.length} failed, ${(performance.now() / 1000).toFixed(1)} s`,
);
process.exitCode = failed.length > 0 ? 1 : 0;

async function look(check: Check): Promise<Outcome> {
  const start = performance.now();
  const findings = await check.run(root).catch((error: unknown) => [crash(check.name, error)]);
  const ms = performance.now() - start;
  const verdict = findings.length === 0 ? 'ok' : `FAILED, ${findings.length}`;
  console.log(`${check.name.padEnd(12)} ${verdict.padEnd(12)} ${(ms / 1000).toFixed(1).padStart(5)} s`);
  for (const { where, what, fix } of findings.slice(0, most)) console.log(`  ${where}\n    ${what}\n    ${fix}`);
  if (findings.length > most) console.log(`  and ${findings.length - most} more: reports/check.json`);
  return { name: check.name, ok: findings.length === 0, ms: Math.round(ms), findings };
}

function crash(name: string, error: unknown): Finding {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { where: `tools/check (${name})`, what, fix: 'The check itself broke: correct it.' };
}
