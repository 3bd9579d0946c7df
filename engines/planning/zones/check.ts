import { amount, PlanningFault, positive, share, whole } from '../fault.ts';
import { capacityKinds, tollKeys, type ZoneArea, type ZoneProblem } from './problem.ts';

/** Refuses a zoning problem outside its bounds, naming the area, level or capacity. */
export function checkZones(problem: ZoneProblem): void {
  whole('zones-weeks', 'weeks', problem.weeks, 1, 26);
  whole('zones-hold', 'hold', problem.hold, 1, 26);
  whole('zones-stay', 'stayWeeks', problem.stayWeeks, 1, 26);
  positive('zones-reproduction', 'reproduction', problem.reproduction);
  positive('zones-generation', 'generationDays', problem.generationDays);
  for (const key of ['mixing', 'bedShare', 'fatality'] as const) share('zones-share', key, problem[key]);
  for (const key of ['testsPerInfection', 'teamsPerInfection', 'after'] as const)
    amount('zones-rate', key, problem[key]);
  for (const key of tollKeys) amount('zones-weight', `weight of ${key}`, problem.weights[key]);
  levels(problem);
  if (problem.areas.length === 0) throw new PlanningFault('zones-areas', 'no area. Give at least one.');
  const seen = new Set<string>();
  for (const area of problem.areas) {
    if (seen.has(area.area)) throw new PlanningFault('zones-areas', `area ${area.area} stands twice. Name each once.`);
    seen.add(area.area);
    checkArea(area, problem.levels.length);
  }
  capacities(problem);
}

function levels(problem: ZoneProblem): void {
  whole('zones-levels', 'number of levels', problem.levels.length, 1, 16);
  problem.levels.forEach((level, i) => {
    share('zones-contact', `contact of ${level.name}`, level.contact);
    for (const [key, most] of [
      ['restrictedDays', 7],
      ['workDays', 7],
      ['schoolDays', 7],
    ] as const)
      if (!(level[key] >= 0 && level[key] <= most))
        throw new PlanningFault('zones-days', `${key} of ${level.name} is ${level[key]}. Give 0 to ${most} a week.`);
    for (const key of ['missedCare', 'money', 'teams', 'tests'] as const)
      amount('zones-level', `${key} of ${level.name}`, level[key]);
    if (i > 0 && level.contact > problem.levels[i - 1]!.contact)
      throw new PlanningFault(
        'zones-levels',
        `${level.name} leaves more contact than the level before it. List the mildest first.`,
      );
  });
}

function checkArea(area: ZoneArea, count: number): void {
  const name = area.area;
  positive('zones-population', `population of ${name}`, area.population);
  for (const key of ['workers', 'pupils', 'patients', 'immune', 'infections', 'imported'] as const)
    if (amount('zones-people', `${key} of ${name}`, area[key]) > area.population)
      throw new PlanningFault(
        'zones-people',
        `${area[key]} ${key} among ${area.population} people of ${name}. Correct one.`,
      );
  whole('zones-level', `level of ${name}`, area.level, 0, count - 1);
  whole('zones-held', `heldWeeks of ${name}`, area.heldWeeks, 0, 5200);
  const [low, high] = [area.mildest ?? 0, area.strictest ?? count - 1];
  whole('zones-level', `mildest of ${name}`, low, 0, count - 1);
  whole('zones-level', `strictest of ${name}`, high, 0, count - 1);
  if (low > high)
    throw new PlanningFault(
      'zones-level',
      `${name}: the mildest level allowed, ${low}, is stricter than the strictest, ${high}.`,
    );
}

function capacities(problem: ZoneProblem): void {
  const people = problem.areas.reduce((sum, area) => sum + area.population, 0);
  const pools = new Set(problem.areas.map((area) => area.pool));
  const seen = new Set<string>();
  for (const each of problem.capacities) {
    const name = `${each.kind}${each.pool === undefined ? '' : ` of ${each.pool}`}`;
    if (!capacityKinds.includes(each.kind))
      throw new PlanningFault('zones-capacity', `${name} is no capacity. It is one of ${capacityKinds.join(', ')}.`);
    if (seen.has(name)) throw new PlanningFault('zones-capacity', `${name} stands twice. Name each capacity once.`);
    seen.add(name);
    if (each.pool !== undefined && !pools.has(each.pool))
      throw new PlanningFault(
        'zones-capacity',
        `no area draws on the pool ${each.pool} of ${each.kind}. Correct the name.`,
      );
    const weekly = typeof each.amount === 'number' ? [each.amount] : each.amount;
    if (typeof each.amount !== 'number' && weekly.length !== problem.weeks)
      throw new PlanningFault(
        'zones-capacity',
        `${weekly.length} weeks of ${name} for ${problem.weeks} weeks. Give one for each.`,
      );
    for (const one of weekly) {
      amount('zones-capacity', name, one);
      if (each.kind === 'beds' && one > people)
        throw new PlanningFault('zones-beds', `${one} beds for ${people} people. Correct one of them.`);
    }
  }
}
