import { type PickProps, RowPick } from '../../../kit/pick.tsx';
import { day } from '../../../kit/when.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { ZoneRow } from '../views.ts';

export { zoneOf } from '../inside.ts';

/** Places named before the rest is counted. */
const SHOWN = 3;

/** A published zone; its value is the zone's id. */
export function ZonePick(props: PickProps) {
  const { scope, zone } = useZoneName();
  return (
    <RowPick<ZoneRow>
      {...props}
      view="zones.zones"
      where={{ status: ['open', 'ended'] }}
      order="-startsAt"
      offered
      of={(row) => ({
        id: row.id,
        title: zone(row),
        note: [scope(row.proposal.scope.slice(1)), `${day(row.startsAt)} – ${day(row.endsAt)}`]
          .filter(Boolean)
          .join(' · '),
      })}
    />
  );
}

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
