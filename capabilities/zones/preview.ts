import { isWithin, type PlacePath } from '../../kernel/place.ts';
import { dayOf, type Instant } from '../../kernel/time.ts';
import type { Edition, ProtocolLibrary } from '../../protocols/schema.ts';
import { unitOf } from './model.ts';
import { judge } from './term.ts';
import type { ZoneRow } from './views.ts';

export interface ZoneSwitchPreview {
  kept: string[];
  shortened: { id: string; from: Instant; to: Instant }[];
  lifted: string[];
  householdsFreed: number;
}

/** What an edition would do to the open zones of an area, were it in force at `now`. Changes nothing. */
export function previewUnder(
  edition: Edition,
  zones: readonly ZoneRow[],
  { library, now, zone, area }: { library: ProtocolLibrary; now: Instant; zone: string; area?: PlacePath },
): ZoneSwitchPreview {
  const preview: ZoneSwitchPreview = { kept: [], shortened: [], lifted: [], householdsFreed: 0 };
  for (const row of zones) {
    if (
      row.status !== 'open' ||
      row.disease !== edition.disease ||
      row.endsAt === null ||
      row.measure === null ||
      row.endsAt <= now ||
      (area && !isWithin(row.area, area))
    )
      continue;
    const open = {
      level: row.level,
      unit: unitOf(row.proposal.scope),
      largerReason: row.proposal.largerReason,
      measure: row.measure,
      evidence: row.evidence,
      endsAt: row.endsAt,
    };
    const { effect, endsAt } = judge(open, edition, library, { now, today: dayOf(now, zone), zone });
    if (effect === 'shortened') preview.shortened.push({ id: row.id, from: row.endsAt, to: endsAt });
    else preview[effect].push(row.id);
    if (effect === 'lifted') preview.householdsFreed += row.households;
  }
  return preview;
}
