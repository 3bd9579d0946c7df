import { execFile } from 'node:child_process';
import { join } from 'node:path';

const project = join(import.meta.dirname, '../..');

/** What a program said (stdout then stderr) and its exit code. */
export interface Said {
  code: number;
  out: string;
  err: string;
}

/** Runs a program of this project's node_modules/.bin, or `node` itself, in folder `cwd`. Never throws for an exit code. */
export function runProgram(name: string, args: string[], cwd: string): Promise<Said> {
  const path = name === 'node' ? process.execPath : join(project, 'node_modules/.bin', name);
  const bin = `${join(project, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`;
  const options = { cwd, maxBuffer: 64 << 20, env: { ...process.env, PATH: bin, NO_COLOR: '1', FORCE_COLOR: '0' } };
  return new Promise((resolve) => {
    execFile(path, args, options, (error, out, err) => {
      resolve({ code: error ? (typeof error.code === 'number' ? error.code : 1) : 0, out, err });
    });
  });
}

/** What TypeScript files under `root` export under `name`, as JSON; read in a process of their own, so always afresh. */
export async function loadExports(root: string, paths: string[], name: string): Promise<Record<string, unknown>> {
  if (paths.length === 0) return {};
  const program = `const found = {};
for (const path of ${JSON.stringify(paths)}) found[path] = (await import(process.cwd() + '/' + path))[${JSON.stringify(name)}];
console.log(JSON.stringify(found));`;
  const said = await runProgram('node', ['--input-type=module', '-e', program], root);
  if (said.code !== 0) throw new Error(said.err);
  return JSON.parse(said.out) as Record<string, unknown>;
}
