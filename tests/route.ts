import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routeCommand } from '../cli/route.ts';

/** Runs `tandem route` on a problem, or checks a solution against it; returns what it wrote. */
export async function routed(problem: unknown, more: string[] = [], solution?: unknown) {
  const folder = await mkdtemp(join(tmpdir(), 'route-'));
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  try {
    const path = join(folder, 'problem');
    await writeFile(path, text(problem));
    if (solution !== undefined) await writeFile(join(folder, 'solution'), text(solution));
    const said = { out: '', err: '' };
    const checked = solution === undefined ? [] : ['--check', join(folder, 'solution')];
    const code = await routeCommand([path, '--iterations', '300', ...more, ...checked], {
      out: (line) => {
        said.out += line;
      },
      err: (line) => {
        said.err += line;
      },
    });
    return { code, err: said.err, solution: said.out === '' ? undefined : JSON.parse(said.out) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
