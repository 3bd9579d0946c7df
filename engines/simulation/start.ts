import { keyOf, PURPOSE, uniform } from './draws.ts';
import { EVENT, push } from './events.ts';
import { infect, OUTSIDE } from './infection.ts';
import { type Model, STATE } from './model.ts';

/** Today's situation, placed on the days before day 0: each infection happens on its day and runs its course from there. */
export function beginFrom(m: Model): void {
  const { start } = m.scenario;
  if (!start) return;
  const { city, state } = m;
  const drawn = (area: number, n: number, stream: number, take: (person: number, i: number) => void): void => {
    const key = keyOf(m.seed, area + 1, PURPOSE.start);
    const [from, to] = [city.areaStart[area]!, city.areaStart[area + 1]!];
    let left = n;
    // by chance first, then in order: a whole area can be taken
    for (let i = 0; left > 0 && i < 20 * n + to - from; i++) {
      const person = i < 20 * n ? from + Math.floor(uniform(key, 2 * i + stream) * (to - from)) : from + i - 20 * n;
      if (state[person] === STATE.susceptible) take(person, n - left--);
    }
    if (left > 0)
      throw new Error(
        `simulation-start: ${city.areaCodes[area]} has ${left} people too few who can still be infected. Lower its counts.`,
      );
  };
  if (m.t === 0)
    for (const each of start.areas)
      drawn(city.areaCodes.indexOf(each.area), each.immune ?? 0, 1, (person) => {
        state[person] = STATE.immune;
        m.open[person] = 0;
      });
  const ago = m.lead - m.t;
  for (const each of start.areas) {
    const infected = each.infectedDaysAgo.reduce((sum, n) => sum + n, 0);
    const n = each.infectedDaysAgo[ago] ?? 0;
    // the known are spread over the days as the infected are, the oldest first
    const older = each.infectedDaysAgo.slice(ago + 1).reduce((sum, k) => sum + k, 0);
    const known = Math.min(n, Math.max(0, (each.known ?? 0) - older));
    if (infected > 0)
      drawn(city.areaCodes.indexOf(each.area), n, 0, (person, i) => {
        infect(m, person, OUTSIDE);
        if (i < known) push(m.ring, m.lead, person, EVENT.positive);
      });
  }
  for (const { person, infectedDaysAgo, known } of start.persons ?? []) {
    if (infectedDaysAgo !== ago) continue;
    if (state[person] === STATE.susceptible) infect(m, person, OUTSIDE);
    if (known) push(m.ring, m.lead, person, EVENT.positive);
  }
}
