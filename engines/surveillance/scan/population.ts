/** Cases or controls of one covariate group at a place and step. */
export interface CountRecord {
  place: number;
  step: number;
  count: number;
  group: string;
}

/** Persons of one covariate group counted at a place on a day (days since 1970). */
export interface PopulationRecord {
  place: number;
  day: number;
  persons: number;
  group: string;
}

/**
 * Expected cases by cell from populations, by indirect standardisation (Kulldorff 1997): each covariate group has one
 * rate, its cases over its person-time. Between two counts a population runs in a straight line, before the first and
 * after the last it stays. `days`: first day of each step and the day after the last. Place-major table.
 */
export function expectedByPopulation(
  rows: PopulationRecord[],
  cases: CountRecord[],
  places: number,
  days: number[],
): { expected: Float64Array; average: Float64Array } {
  const steps = days.length - 1;
  const casesOf = new Map<string, number>();
  for (const { group, count } of cases) casesOf.set(group, (casesOf.get(group) ?? 0) + count);
  const groups = new Map<string, PopulationRecord[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  const expected = new Float64Array(places * steps);
  const average = new Float64Array(places);
  for (const [group, members] of groups) {
    const time = personTime(members, places, days);
    const all = time.reduce((sum, value) => sum + value, 0);
    const rate = all > 0 ? (casesOf.get(group) ?? 0) / all : 0;
    casesOf.delete(group);
    time.forEach((value, i) => {
      expected[i]! += value * rate;
      average[Math.floor(i / steps)]! += value / (days[steps]! - days[0]!);
    });
  }
  for (const [group, count] of casesOf)
    if (count > 0) throw new Error(`satscan-population: ${count} cases of group "${group}" have no population.`);
  return { expected, average };
}

/** Person-days of one group by cell. */
function personTime(rows: PopulationRecord[], places: number, days: number[]): Float64Array {
  const steps = days.length - 1;
  const time = new Float64Array(places * steps);
  const byPlace = new Map<number, PopulationRecord[]>();
  for (const row of rows) byPlace.set(row.place, [...(byPlace.get(row.place) ?? []), row]);
  for (const [place, counted] of byPlace) {
    counted.sort((a, b) => a.day - b.day);
    for (let t = 0; t < steps; t++) time[place * steps + t] = integral(counted, days[t]!, days[t + 1]!);
  }
  return time;
}

/** Area under the line of populations from one day to another. */
function integral(counted: PopulationRecord[], from: number, to: number): number {
  const corners = [from, ...counted.map((each) => each.day).filter((day) => day > from && day < to), to];
  let sum = 0;
  for (let i = 0; i + 1 < corners.length; i++)
    sum += ((at(counted, corners[i]!) + at(counted, corners[i + 1]!)) / 2) * (corners[i + 1]! - corners[i]!);
  return sum;
}

function at(counted: PopulationRecord[], day: number): number {
  const after = counted.findIndex((each) => each.day >= day);
  if (after <= 0) return after === 0 ? counted[0]!.persons : counted.at(-1)!.persons;
  const [a, b] = [counted[after - 1]!, counted[after]!];
  return a.persons + ((b.persons - a.persons) * (day - a.day)) / (b.day - a.day);
}
