import type { Finding } from './finding.ts';
import { runProgram } from './programs.ts';

/** Style and common mistakes, by Biome with biome.json. */
export async function run(root: string): Promise<Finding[]> {
  const args = ['ci', '--reporter=github', '--max-diagnostics=200', '--no-errors-on-unmatched', '.'];
  const said = await runProgram('biome', args, root);
  if (said.code === 0) return [];
  const found = said.out.split('\n').flatMap((line) => {
    const [, title = '', file = '', row = '', what = ''] =
      /^::(?:error|warning|notice) title=([^,]*),file=([^,]*),line=(\d+).*?::(.*)$/.exec(line) ?? [];
    return file
      ? [{ where: `${file.replace(`${root}/`, '')}:${row}`, what: `${title}: ${what}`, fix: 'npm run fix' }]
      : [];
  });
  if (found.length > 0) return found;
  return [{ where: 'biome.json', what: (said.out + said.err).trim(), fix: 'npm run fix' }];
}
