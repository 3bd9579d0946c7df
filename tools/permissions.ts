import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '../kernel/port.ts';
import { permissionTable, registryOf } from '../kernel/registry.ts';
import { register } from '../server/register.ts';

/**
 * npm run permissions: writes docs/permissions.md, who may send which command, read which view and call which address.
 * It is reviewed text: `tests/permissions.test.ts` compares it with the code, so no permission changes unseen.
 */
export const PERMISSIONS_FILE = join(import.meta.dirname, '..', 'docs', 'permissions.md');

const HEAD = `# Permissions

Written by \`npm run permissions\` from the capabilities; never edited by hand. A role is held over an area; the runner asks
whether the area covers the place of the command. \`system\` is Tandem itself: clocks and reactions. A view is read by
\`area\` (rows inside the reader's area), \`all\` (public facts) or \`own (column)\` (rows whose column holds the reader's
account). Everything that is not in a table is refused.
`;

/** The whole document. */
export async function permissionsText(): Promise<string> {
  const table = permissionTable(registryOf(register.capabilities(await register.library())));
  return [HEAD, table, routeTable(register.routes({ exercise: false }))].join('\n');
}

function routeTable(routes: readonly Route[]): string {
  const lines = [...routes]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ method, path, roles }) => `| ${method} ${path} | ${roles === 'public' ? 'public' : roles.join(', ')} |`);
  return `${['| address | roles |', '|---|---|', ...lines].join('\n')}\n`;
}

if (import.meta.main) writeFileSync(PERMISSIONS_FILE, await permissionsText());
