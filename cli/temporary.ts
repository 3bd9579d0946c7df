import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for the database of one run. Where root runs this, PostgreSQL's own user must be able to walk in: else the
 * files would live in /var/lib/tandem (`prepareHome`), and stay there when the folder is removed.
 */
export function temporaryData(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o711);
  return folder;
}
