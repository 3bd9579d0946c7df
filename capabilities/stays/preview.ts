import { isWithin, type PlacePath } from '../../kernel/place.ts';
import { dayOf, hoursBetween, type Instant } from '../../kernel/time.ts';
import type { Edition, ProtocolLibrary } from '../../protocols/schema.ts';
import { phaseOn } from './plan.ts';
import { judge } from './reconsider.ts';
import type { OrderRow } from './views.ts';

export interface SwitchPreview {
  /** Orders by what would become of them. */
  kept: string[];
  shortened: { id: string; from: Instant; to: Instant }[];
  lifted: string[];
  /** Due tests that fall away. */
  testsFallen: number;
  /** Places in facilities and hospitals that become free. */
  bedsFreed: number;
  /** Person-days of restriction that fall away. */
  daysFreed: number;
}

/** What an edition would do to the open orders of an area, were it in force at `now`. Changes nothing. */
export function previewUnder(
  edition: Edition,
  orders: readonly OrderRow[],
  { library, now, zone, area }: { library: ProtocolLibrary; now: Instant; zone: string; area?: PlacePath },
): SwitchPreview {
  const preview: SwitchPreview = { kept: [], shortened: [], lifted: [], testsFallen: 0, bedsFreed: 0, daysFreed: 0 };
  const today = dayOf(now, zone);
  for (const row of orders) {
    if (
      row.status !== 'open' ||
      row.disease !== edition.disease ||
      row.endsAt <= now ||
      (area && !isWithin(row.area, area))
    )
      continue;
    const judged = judge({ ...row, tests: row.tests.map((test) => test.day) }, edition, library, now, zone);
    if (judged.effect === 'lifted') preview.lifted.push(row.id);
    else if (judged.effect === 'shortened') preview.shortened.push({ id: row.id, from: row.endsAt, to: judged.endsAt });
    else preview.kept.push(row.id);
    const due = row.tests.filter((test) => test.result === null && test.day >= today);
    preview.testsFallen += due.filter((test) => !judged.tests.includes(test.day)).length;
    const inBed = (phases: OrderRow['phases']) => {
      const phase = phaseOn(phases, now);
      return phase !== undefined && phase.place !== 'home';
    };
    if (inBed(row.phases) && !inBed(judged.phases)) preview.bedsFreed++;
    const end = judged.effect === 'lifted' ? now : judged.endsAt;
    preview.daysFreed += hoursBetween(end, row.endsAt) / 24;
  }
  return { ...preview, daysFreed: Math.round(preview.daysFreed * 10) / 10 };
}
