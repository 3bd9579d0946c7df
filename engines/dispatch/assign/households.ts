/** A household that needs somebody. */
export interface Household {
  id: string;
  /** Doors one volunteer would do together: a staircase, a courtyard. */
  staircase: string;
  /** All of these must be among the volunteer's. */
  skills: string[];
  /** One of these must be spoken; empty: any will do. */
  languages: string[];
  /** Who cared for it before, by index. */
  usual?: number;
  /** Right to be served when not all can be: a higher rank is never left out for any number of lower ones. 0 to 100. */
  rank: number;
}

export interface Volunteer {
  id: string;
  skills: string[];
  languages: string[];
  /** Most households. */
  cap: number;
  /** Households carried on the days before, for fairness over days. */
  carried: number;
}

/** What is worth what. All at least 0. */
export interface Prices {
  /** A household gets somebody new. */
  change: number;
  /** Each volunteer on a staircase beyond the first. */
  split: number;
  /** Uneven work: so much times the sum of squares of all households carried, days before included. */
  uneven: number;
}

export interface CarerProblem {
  households: Household[];
  volunteers: Volunteer[];
  prices: Prices;
  /** Cost of the way, [household * volunteers + volunteer]; absent: none. */
  way?: Float64Array;
}

/** May this volunteer care for this household? */
export const may = ({ skills, languages }: Household, volunteer: Volunteer): boolean =>
  skills.every((skill) => volunteer.skills.includes(skill)) &&
  (languages.length === 0 || languages.some((one) => volunteer.languages.includes(one)));

/** Cost of a household with a volunteer, splits and evenness apart. */
export function ownCost(
  { households, volunteers, prices, way }: CarerProblem,
  household: number,
  volunteer: number,
): number {
  const { usual } = households[household]!;
  return (
    (way?.[household * volunteers.length + volunteer] ?? 0) +
    (usual !== undefined && usual !== volunteer ? prices.change : 0)
  );
}

/** The whole price of an assignment. */
export function priceOf(problem: CarerProblem, carer: Int32Array, prices: Prices): number {
  const count = problem.volunteers.map(() => 0);
  const stairs = new Map<string, Set<number>>();
  let cost = 0;
  carer.forEach((volunteer, household) => {
    if (volunteer === -1) return;
    cost += ownCost(problem, household, volunteer);
    count[volunteer]!++;
    const { staircase } = problem.households[household]!;
    stairs.set(staircase, (stairs.get(staircase) ?? new Set()).add(volunteer));
  });
  for (const who of stairs.values()) cost += prices.split * (who.size - 1);
  problem.volunteers.forEach(({ carried }, volunteer) => {
    cost += prices.uneven * ((carried + count[volunteer]!) ** 2 - carried ** 2);
  });
  return cost;
}
