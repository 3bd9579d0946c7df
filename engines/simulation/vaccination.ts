import { draw, further, uniform, unit } from './draws.ts';
import { EVENT, push } from './events.ts';
import { holdsOn } from './measures.ts';
import { count, FLAG, type Model, STATE } from './model.ts';

/** Near the golden section of the city and without common divisor: steps of it visit everybody once, spread evenly. */
function stepFor(people: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let step = Math.max(1, Math.floor(people * 0.6180339887));
  while (divisor(step, people) !== 1) step++;
  return step;
}

/** The day's doses: the city is gone through once for each campaign, in an order that favours no area; who refuses is not asked again. */
export function vaccinate(m: Model): void {
  const { people, age } = m.city;
  m.scenario.measures.forEach((measure, index) => {
    if (measure.kind !== 'vaccination' || !holdsOn(measure, m.t - m.lead)) return;
    const { minAge = 0, maxAge = 255 } = measure;
    const step = stepFor(people);
    let cursor = m.doseCursor.get(index) ?? 0;
    let given = 0;
    for (; cursor < people && given < Math.floor(measure.perDay); cursor++) {
      const person = (cursor * step) % people;
      if (age[person]! < minAge || age[person]! > maxAge || (m.flags[person]! & FLAG.dosed) !== 0) continue;
      if (m.state[person] === STATE.dead || unit(further(draw(m.keys.dose, person), index)) >= measure.accept) continue;
      m.flags[person]! |= FLAG.dosed;
      given++;
      push(m.ring, m.t + m.disease.vaccine.delay, person, EVENT.protectedNow);
    }
    m.doseCursor.set(index, cursor);
    count(m, 'doses', given);
  });
}

/** Immunity and vaccination before the first day, by age. */
export function beginImmune(m: Model): void {
  const { age, people } = m.city;
  const immune = Float64Array.from(m.bandOf, (band) => m.disease.immune[band]!);
  const vaccinated = Float64Array.from({ length: 256 }, (_, years) =>
    (m.scenario.vaccinated ?? []).reduce(
      (share, each) => (each.fromAge <= years && years <= each.toAge ? Math.max(share, each.share) : share),
      0,
    ),
  );
  if (immune.every((share) => share === 0) && vaccinated.every((share) => share === 0)) return;
  for (let person = 0; person < people; person++) {
    if (uniform(m.keys.immune, person) < immune[age[person]!]!) {
      m.state[person] = STATE.immune;
      m.open[person] = 0;
    }
    if (uniform(m.keys.dose, person) < vaccinated[age[person]!]!) m.flags[person]! |= FLAG.dosed | FLAG.protected;
  }
}
