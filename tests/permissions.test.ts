import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PERMISSIONS_FILE, permissionsText } from '../tools/permissions.ts';

test('docs/permissions.md says what the code permits', async () => {
  const written = readFileSync(PERMISSIONS_FILE, 'utf8');
  expect(
    written,
    'Permissions changed. Run: npm run permissions, and review the difference in docs/permissions.md.',
  ).toBe(await permissionsText());
});
