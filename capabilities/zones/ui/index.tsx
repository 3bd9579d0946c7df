import { type PickProps, RowPick } from '../../../kit/pick.tsx';
import { day } from '../../../kit/when.ts';
import type { ZoneRow } from '../views.ts';
import { useZoneName } from './zone-name.ts';

export { zoneOf } from '../inside.ts';

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
