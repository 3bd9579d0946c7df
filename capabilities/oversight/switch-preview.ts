import { isWithin, type PlacePath } from '../../kernel/place.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { type Day, dayOf, type Instant, startOf } from '../../kernel/time.ts';
import { edition as editionOf } from '../../protocols/read.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { type OrderRow, type SwitchPreview as OrdersPreview, previewUnder as ordersUnder } from '../stays/index.ts';
import { type ZoneRow, type ZoneSwitchPreview, previewUnder as zonesUnder } from '../zones/index.ts';

/** What a switch of edition would do, before anybody decides it. Nothing changes. */
export interface SwitchPreview {
  edition: string;
  disease: string;
  area: PlacePath;
  /** The day looked at: today, or the first day of an edition that is still to come. */
  day: Day;
  /** Orders whose restriction would end on that day. */
  releasedToday: string[];
  orders: OrdersPreview;
  zones: ZoneSwitchPreview;
}

export function switchPreview(
  rows: { orders: OrderRow[]; zones: ZoneRow[] },
  asked: { disease: string; edition: string; area: PlacePath },
  told: { library: ProtocolLibrary; now: Instant; zone: string },
): SwitchPreview | Refusal {
  const edition = editionOf(told.library, asked.edition);
  if (isRefusal(edition)) return edition;
  if (edition.disease !== asked.disease) {
    return refuse('edition-of-other-disease', asked.edition, {
      en: `${asked.edition} is an edition for ${edition.disease}. Choose one for ${asked.disease}.`,
      zh: `${asked.edition} 是 ${edition.disease} 的方案，请选择 ${asked.disease} 的方案。`,
    });
  }
  const now = [told.now, startOf(edition.effectiveFrom, told.zone)].sort()[1] as Instant;
  const given = { ...told, now, area: asked.area };
  const inside = <R extends { area: PlacePath }>(list: R[]) => list.filter((row) => isWithin(row.area, asked.area));
  const orders = ordersUnder(edition, inside(rows.orders), given);
  const today = dayOf(now, told.zone);
  // A stay that ends at 24:00 belongs to the day that ends then.
  const endsToday = orders.shortened
    .filter((order) => dayOf(new Date(Date.parse(order.to) - 1).toISOString(), told.zone) <= today)
    .map((order) => order.id);
  return {
    edition: edition.id,
    disease: edition.disease,
    area: asked.area,
    day: today,
    releasedToday: [...orders.lifted, ...endsToday],
    orders,
    zones: zonesUnder(edition, inside(rows.zones), given),
  };
}
