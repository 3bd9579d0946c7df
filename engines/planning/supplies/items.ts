import { amount, PlanningFault } from '../fault.ts';

/** What an item's use counts by: so many a day for each of these. */
export const bases = [
  'inpatient staff',
  'inpatient cleaner',
  'inpatient caregiver',
  'ambulance worker',
  'engineer',
  'severe patient',
  'critical patient',
  'inpatient',
  'severe bed',
  'critical bed',
  'bed',
  'isolation caregiver',
  'isolated patient',
  'screening staff',
  'screened person',
  'laboratory staff',
  'laboratory cleaner',
] as const;
export type Basis = (typeof bases)[number];
/** Counted by tests or care units, once and not by the day. */
export const occasions = [
  'any test',
  'manual test',
  'high-throughput test',
  'near-patient test',
  'antigen test',
  'care unit',
] as const;
export type Occasion = (typeof occasions)[number];

export interface SupplyItem {
  name: string;
  group: string;
  unit: string;
  reusable: boolean;
  /** Price of one; null when the list has none. */
  price: number | null;
  perDay: Partial<Record<Basis, number>>;
  perOccasion: Partial<Record<Occasion, number>>;
}

/** How many of each basis and occasion there are in a week. */
export interface SupplyWeek {
  people: Record<Basis, number>;
  occasions: Record<Occasion, number>;
}

export interface SupplyNeed {
  name: string;
  group: string;
  unit: string;
  /** To have or to buy in each week: what is used up, or how many more reusable ones than ever before. Whole numbers, rounded up. */
  amounts: number[];
  total: number;
  price: number | null;
  /** Null when the list has no price. */
  cost: number | null;
}

const DAYS = 7;

/** Needs of every item over the weeks. Consumables: 7 x use a day; reusable items: bought once, kept, more only when more are in use. */
export function supplyNeeds(items: readonly SupplyItem[], weeks: readonly SupplyWeek[]): SupplyNeed[] {
  return items.map((item) => {
    check(item);
    let kept = 0;
    const amounts = weeks.map((week) => {
      let use = 0;
      for (const basis of bases) use += (item.perDay[basis] ?? 0) * week.people[basis] * (item.reusable ? 1 : DAYS);
      for (const each of occasions) use += (item.perOccasion[each] ?? 0) * week.occasions[each];
      const whole = Math.ceil(use - 1e-9);
      if (!item.reusable) return whole;
      const more = Math.max(0, whole - kept);
      kept += more;
      return more;
    });
    const total = amounts.reduce((sum, each) => sum + each, 0);
    const { name, group, unit, price } = item;
    return { name, group, unit, amounts, total, price, cost: price === null ? null : total * price };
  });
}

function check(item: SupplyItem): void {
  for (const [basis, use] of Object.entries({ ...item.perDay, ...item.perOccasion }))
    amount('supplies-item', `use of ${item.name} per ${basis}`, use);
  if (item.price !== null && !(item.price >= 0))
    throw new PlanningFault(
      'supplies-item',
      `price of ${item.name} is ${item.price}. Give a number of at least 0 or leave it empty.`,
    );
}
