import { willBeIll } from './course.ts';
import type { Vector } from './disease.ts';
import { draw, further, keyOf, mix, PURPOSE, unit } from './draws.ts';
import { type Field, STAGES } from './field.ts';
import { stillInfectious } from './illness.ts';
import { infect, OUTSIDE } from './infection.ts';
import { FLAG, type Model, STATE } from './model.ts';
import { poissonWide } from './sampling.ts';
import { openness } from './spread.ts';

/**
 * A day of the mosquitoes in every area: infectious ones bite, bites on the infectious infect others, stages pass, some die and others hatch.
 * Counts are Poisson draws around their means, so that few infected mosquitoes can die out.
 */
export function bite(m: Model): void {
  const field = m.field as Field;
  const vector = m.disease.vector as Vector;
  const { city, t } = m;
  presence(m, field, vector);
  const key = keyOf(m.seed, t, PURPOSE.mosquito);
  const { breeding, kill } = m.controls[t]!;
  const pass = 1 - Math.exp(-STAGES / Math.max(vector.incubation, 1e-9));
  let infected = 0;
  for (let area = 0; area < field.all.length; area++) {
    const drawn = draw(key, area);
    const living = city.areaStart[area + 1]! - city.areaStart[area]!;
    if (living === 0) continue;
    const bites = poissonWide(vector.bites * vector.toHuman * field.infectious[area]!, further(drawn, 0));
    biteInArea(m, area, bites, vector);
    const dies = 1 - (1 - (kill?.[area] ?? 0)) * Math.exp(-1 / vector.life);
    let sick = field.infectious[area]!;
    for (let stage = 0; stage < STAGES; stage++) sick += field.stages[area * STAGES + stage]!;
    const free = Math.max(0, field.all[area]! - sick);
    const force = (vector.bites * vector.toMosquito * field.human[area]!) / living;
    const fresh = Math.min(free, poissonWide(free * -Math.expm1(-force), further(drawn, 1)));
    infected += fresh;
    field.infectious[area]! -= gone(field.infectious[area]!, dies, further(drawn, 2));
    for (let stage = STAGES - 1; stage >= 0; stage--) {
      const at = area * STAGES + stage;
      field.stages[at]! -= gone(field.stages[at]!, dies, further(drawn, 3 + 2 * stage));
      const moved = gone(field.stages[at]!, pass, further(drawn, 4 + 2 * stage));
      field.stages[at]! -= moved;
      if (stage === STAGES - 1) field.infectious[area]! += moved;
      else field.stages[at + 1]! += moved;
    }
    field.stages[area * STAGES]! += fresh;
    const hatch = field.capacity[area]! * (1 - (breeding?.[area] ?? 0)) * -Math.expm1(-1 / vector.life);
    field.all[area] = Math.max(0, field.all[area]! * (1 - dies) + hatch);
  }
  m.ledger.mosquitoesInfected[t] = infected;
}

/** How many of n leave, each with a chance. */
const gone = (n: number, chance: number, drawn: number): number =>
  n === 0 ? 0 : Math.min(n, poissonWide(n * chance, drawn));

/** Where the infectious are bitten: at home, and where they work or learn unless they are held. */
function presence(m: Model, field: Field, vector: Vector): void {
  const { city } = m;
  field.human.fill(0);
  for (const person of stillInfectious(m)) {
    const home = city.area[person]!;
    const unitOf = city.unit[person]!;
    const strength = m.disease.withoutSymptoms < 1 && !willBeIll(m, person) ? m.disease.withoutSymptoms : 1;
    if (openness(m, person, person, 0) === 0) continue;
    const outside = unitOf >= 0 ? (1 - vector.atHome) * openness(m, person, person, 1) : 0;
    field.human[home]! += strength * (1 - outside);
    if (unitOf >= 0) field.human[city.placeArea[city.unitPlace[unitOf]!]!]! += strength * outside;
  }
}

/** Infectious bites fall on those who live in the area and on those who spend the day there. */
function biteInArea(m: Model, area: number, bites: number, vector: Vector): void {
  const { city } = m;
  const key = keyOf(m.seed, m.t, PURPOSE.bite);
  const [from, to] = [city.areaStart[area]!, city.areaStart[area + 1]!];
  const first = city.unitStart[city.placeStart[city.areaPlace[area]!]!]!;
  const end = city.unitStart[city.placeStart[city.areaPlace[area + 1]!]!]!;
  const atHome = (to - from) * vector.atHome;
  const all = atHome + (end - first) * (1 - vector.atHome);
  for (let n = 0; n < bites; n++) {
    const drawn = mix(draw(key, area) + Math.imul(n, 0x9e3779b1));
    const x = unit(further(drawn, 0)) * all;
    const u = unit(further(drawn, 1));
    const person =
      x < atHome ? from + Math.floor(u * (to - from)) : city.members[first + Math.floor(u * (end - first))]!;
    if (m.state[person] !== STATE.susceptible) continue;
    let passes = m.susceptibility[m.open[person]!]! * openness(m, person, person, x < atHome ? 0 : 1);
    if ((m.flags[person]! & FLAG.protected) !== 0) passes *= 1 - m.disease.vaccine.infection;
    if (unit(further(drawn, 2)) < passes) infect(m, person, OUTSIDE);
  }
}
