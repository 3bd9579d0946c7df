import type { Instant } from '../../kernel/time.ts';
import type { ZoneHouseholdRow } from './views.ts';

/** The zone that holds for a household now; undefined after its end, whether or not any clock ran. */
export const zoneOf = (row: ZoneHouseholdRow | undefined, now: Instant): ZoneHouseholdRow | undefined =>
  row && row.startsAt <= now && now < row.endsAt ? row : undefined;
