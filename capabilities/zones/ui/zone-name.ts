import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { ZoneRow } from '../views.ts';

const SHOWN = 3;

/** Zones by where they are: `沙埔头社区 · 锦绣苑 1栋 +2`, and by level. */
export function useZoneName(): {
  scope(paths: readonly string[], most?: number): string;
  zone(row: Pick<ZoneRow, 'level' | 'proposal'>): string;
} {
  const place = usePlaceName();
  const { zoneLevel } = useRuleNames();
  const scope = (paths: readonly string[], most = SHOWN) => {
    const [first, ...rest] = paths;
    const shown = [place(first), ...rest.slice(0, most - 1).map((path) => place(path, { under: 'door' }))];
    return shown.join(', ') + (paths.length > most ? ` +${paths.length - most}` : '');
  };
  return { scope, zone: (row) => `${scope(row.proposal.scope, 1)} · ${zoneLevel(row.level)}` };
}
