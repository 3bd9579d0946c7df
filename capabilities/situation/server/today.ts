import type { Row } from '../../../kernel/capability.ts';
import { ancestorAt, type PlacePath } from '../../../kernel/place.ts';
import type { CityPort } from '../../../kernel/port.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { addDays, dayOf, daysBetween } from '../../../kernel/time.ts';
import type { DayRow } from '../days.ts';
import type { WhatIf, WhatIfSource, WhatIfText } from '../what-if.ts';

interface Home extends Row {
  size: number;
}
const MANY = 50_000;
const THOUSAND = 1000;

/** Today's situation of an area: who lives where, who was infected when as far as reports tell, and who must be besides. */
export async function today(
  city: CityPort,
  source: WhatIfSource,
  area: PlacePath,
  disease: string,
): Promise<WhatIf | Refusal> {
  const text = await source.text();
  const now = dayOf(city.now(), city.zone);
  const first = addDays(now, 1 - text.recentDays);
  const [homes, days] = await Promise.all([
    city.look({ view: 'people.households', within: area, limit: MANY }) as Promise<Home[]>,
    city.look({
      view: 'situation.days',
      within: area,
      where: { level: 'community', day_from: first },
      limit: MANY,
    }) as Promise<DayRow[]>,
  ]);
  const people = new Map<PlacePath, number>();
  for (const { id, size } of homes) {
    const community = ancestorAt(id, 'community') ?? id;
    people.set(community, (people.get(community) ?? 0) + size);
  }
  const all = [...people.values()].reduce((sum, n) => sum + n, 0);
  if (all === 0)
    return refuse('what-if-nobody', area, {
      en: `Nobody is registered in ${area}. Choose an area with households.`,
      zh: `${area} 没有登记住户，请另选区域。`,
    });
  const nature = await source.nature(disease).catch((error: Error) =>
    refuse('what-if-disease', disease, {
      en: `${error.message} Choose another disease.`,
      zh: `${disease} 没有模拟参数，请选择其他疾病。`,
    }),
  );
  if (isRefusal(nature)) return nature;
  const areas = [...people]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => ({ code, people: count, district: ancestorAt(code, 'street') ?? code }));
  const begun = areas.flatMap(({ code, people: living }) => {
    const { infectedDaysAgo, known } = infectedIn(
      days.filter((row) => row.area === code),
      disease,
      now,
      text,
      living,
    );
    return known > 0 ? [{ area: code, infectedDaysAgo, known }] : [];
  });
  const sum = (of: (each: (typeof begun)[number]) => number): number =>
    begun.reduce((total, each) => total + of(each), 0);
  return {
    area,
    today: now,
    disease,
    tables: await source.tables(text.tables, areas),
    nature: { ...nature, dispersion: Number.isFinite(nature.dispersion) ? nature.dispersion : null },
    people: all,
    known: sum(({ known }) => known),
    infected: sum((each) => each.infectedDaysAgo.reduce((total, n) => total + n, 0)),
    start: { areas: begun },
    hospital: {
      beds: Math.round((all * text.beds) / THOUSAND),
      intensive: Math.round((all * text.intensive) / THOUSAND),
    },
    days: text.days,
    replicates: text.replicates,
    seed: text.seed,
    importsPerDay: text.importsPerDay,
    weights: text.weights,
    levers: text.levers as WhatIf['levers'],
    plans: text.plans.map(({ choices }) => choices),
  };
}

/** Reports moved back to their infections; those who will be reported or never found are added in the same proportion. */
function infectedIn(
  rows: readonly DayRow[],
  disease: string,
  now: string,
  { infectedDaysAgo: lag, found, recentDays }: WhatIfText,
  living: number,
): { infectedDaysAgo: number[]; known: number } {
  const reported = Array.from({ length: recentDays }, () => 0);
  for (const { day, cases } of rows) {
    const ago = daysBetween(day, now);
    if (ago >= 0 && ago < recentDays)
      reported[ago] = Object.values(cases[disease] ?? {}).reduce((sum, n) => sum + Math.max(0, n), 0);
  }
  const known = Math.min(
    living,
    reported.reduce((sum, n) => sum + n, 0),
  );
  const mean = known / recentDays;
  const list = Array.from({ length: recentDays + lag }, (_, ago) =>
    ago < lag ? Math.round(mean / found) : Math.round((reported[ago - lag] ?? 0) / found),
  );
  // never more than live there, never fewer than are known
  let left = living;
  const infectedDaysAgo = list.map((n) => {
    const part = Math.min(n, left);
    left -= part;
    return part;
  });
  const infected = infectedDaysAgo.reduce((sum, n) => sum + n, 0);
  return { infectedDaysAgo, known: Math.min(known, infected) };
}
