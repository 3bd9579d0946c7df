import { isWithin, type PlacePath } from '../kernel/place.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { Day } from '../kernel/time.ts';
import type { Edition, ProtocolLibrary } from './schema.ts';

/** Which edition a place follows for a disease, from a day on. */
export interface Active {
  disease: string;
  edition: string;
  area: PlacePath;
  from: Day;
}

/** What rules are told: all protocols, and which of them are in force where. */
export interface InForce {
  library: ProtocolLibrary;
  active: Active[];
}

/** The edition in force for a disease at a place on a day: the nearest area's latest activation. */
export function editionIn({ library, active }: InForce, disease: string, area: PlacePath, day: Day): Edition | Refusal {
  const here = active.filter((item) => item.disease === disease && item.from <= day && isWithin(area, item.area));
  here.sort((a, b) => b.area.length - a.area.length || (a.from < b.from ? 1 : -1));
  const edition = here[0] && library.editions.find((item) => item.id === here[0]?.edition);
  return (
    edition ??
    refuse('edition-none', disease, {
      en: `No edition is in force for ${disease} at ${area} on ${day}. Activate one first.`,
      zh: `${day} 在 ${area} 没有生效的 ${disease} 防控方案，请先启用。`,
    })
  );
}
