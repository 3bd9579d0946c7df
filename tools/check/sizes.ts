import { files, folders, isTest, read } from './files.ts';
import type { Finding } from './finding.ts';

const mostLines = 300;
const mostFiles = 25;

/** The ugliness of admired projects is in their longest files: a file ends at 300 lines, a capability at 25 files. */
export async function run(root: string): Promise<Finding[]> {
  const all = files(root);
  const long = all
    .filter((path) => /\.(tsx?|css|sql)$/.test(path))
    .map((path) => ({ path, lines: lines(read(root, path)) }));
  const wide = folders(root, 'capabilities').map((name) => ({
    name,
    count: all.filter(
      (path) => path.startsWith(`capabilities/${name}/`) && /\.(tsx?|css|sql)$/.test(path) && !isTest(path),
    ).length,
  }));
  return [
    ...long
      .filter(({ lines }) => lines > mostLines)
      .map(({ path, lines }) => ({
        where: path,
        what: `has ${lines} lines, more than ${mostLines}`,
        fix: 'Split it where its subject splits: one idea per file.',
      })),
    ...wide
      .filter(({ count }) => count > mostFiles)
      .map(({ name, count }) => ({
        where: `capabilities/${name}`,
        what: `has ${count} files, more than ${mostFiles}`,
        fix: 'It is two capabilities: find the second noun.',
      })),
  ];
}

const lines = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
