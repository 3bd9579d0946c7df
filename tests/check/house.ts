import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const project = join(import.meta.dirname, '../..');
const made: string[] = [];

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A small house without a fault: one of everything that the guards look at. */
const sound: Record<string, string> = {
  'package.json': json({
    name: 'small',
    type: 'module',
    scripts: { start: 'node cli/tandem.ts start' },
    dependencies: { zod: '4' },
    devDependencies: { vitest: '5' },
  }),
  'web/register.ts':
    "import { words } from '../capabilities/taps/ui/words.ts';\n\nexport const catalogues = [words];\n",
  'web/main.tsx': "import { catalogues } from './register.ts';\n\nexport const languages = catalogues.length;\n",
  'package-lock.json': json({ packages: { 'node_modules/zod': { license: 'MIT' } } }),
  'docs/decisions/0001-schemas.md': 'Schemas are `zod`: one schema is the form and the command.\n',
  'README.md': 'Run `npm start` or `npx tandem start`. The words are in `kernel/`, see [them](kernel/day.ts).\n',
  'kernel/day.ts': 'export const later = (day: number): number => day + 1;\n',
  'protocols/diseases/red-pox.yaml': 'id: red-pox\n',
  'engines/routes/index.ts': 'export const route = (stops: number): number => stops * 2;\n',
  'engines/growth/index.ts': 'export const grow = (cases: number): number => cases * 2;\n',
  'capabilities/needs.ts': "export const needs: Record<string, string[]> = { wells: [], taps: ['wells'] };\n",
  'capabilities/wells/index.ts': "export { well } from './model.ts';\n",
  'capabilities/wells/model.ts':
    "import * as z from 'zod';\nimport { later } from '../../kernel/day.ts';\n\nexport const well = z.object({ day: z.number().transform(later) });\n",
  'capabilities/taps/model.ts':
    "import { route } from '../../engines/routes/index.ts';\nimport { well } from '../wells/index.ts';\n\nexport const tap = { well, stops: route(2) };\n",
  'capabilities/taps/model.test.ts':
    "import { expect, test } from 'vitest';\nimport { grow } from '../../engines/growth/index.ts';\nimport { tap } from './model.ts';\n\ntest('a tap has a well', () => expect(grow(tap.stops)).toBe(8));\n",
  'capabilities/taps/ui/words.ts':
    "export const words = { en: { open: 'Open {{name}}' }, zh: { open: '打开{{name}}' } };\n",
  'server/register.ts':
    "import { tap } from '../capabilities/taps/model.ts';\n\nexport const capabilities = { taps: tap };\n",
  'server/start.ts':
    "import { capabilities } from './register.ts';\n\nexport const start = (): object => capabilities;\n",
  'cli/tandem.ts':
    "import { start } from '../server/start.ts';\n\nconst commands: Record<string, () => unknown> = { start, protocol: () => 'ok' };\nconsole.log(commands[process.argv[2] ?? 'start']?.());\n",
};

/** The sound house with some files changed (text, or undefined to leave the file out); returns its folder. */
export function house(changes: Record<string, string | undefined> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'tandem-house-'));
  made.push(root);
  for (const name of ['tsconfig.base.json', 'tsconfig.pure.json', 'tsconfig.server.json', 'tsconfig.web.json']) {
    cpSync(join(project, name), join(root, name));
  }
  for (const name of ['biome.json', 'knip.json', '.gitignore']) cpSync(join(project, name), join(root, name));
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  for (const [path, text] of Object.entries({ ...sound, ...changes })) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

export function demolish(): void {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
}
