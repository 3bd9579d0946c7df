import type { PulseProblem } from './problem.ts';

/** Where an epidemic stands at the start of a week: five classes (the rest has recovered) and the habit of the people. */
export interface Standing {
  susceptible: number;
  exposed: number;
  infectious: number;
  unreported: number;
  hospital: number;
  /** Level of transmission in force, whether restricted, and for how many weeks. */
  level: number;
  restricted: boolean;
  weeksInMode: number;
}

export const beginning = (problem: PulseProblem): Standing => ({
  susceptible: problem.population - problem.exposed - problem.infectious - problem.unreported - problem.hospital,
  exposed: problem.exposed,
  infectious: problem.infectious,
  unreported: problem.unreported,
  hospital: problem.hospital,
  level: 0,
  restricted: false,
  weeksInMode: 0,
});

/** Five classes, level, mode, weeks in mode, output lost so far, most people in hospital in the week before. */
const WIDTH = 10;
const DAYS = 7;

/**
 * The course of one epidemic under weekly decisions, kept week by week so that a changed decision is worked from its own week on.
 * Fourth-order Runge-Kutta with fixed steps (2 a day order plans as finer steps do; figures to be read take 10).
 */
export class Course {
  readonly #problem: PulseProblem;
  readonly #rows: Float64Array;
  readonly #last: Uint8Array;
  readonly #steps: number;
  readonly weeks: number;
  readonly #recoveredBefore: number;
  #valid = 0;

  constructor(problem: PulseProblem, from: Standing, weeks: number, stepsPerDay: number) {
    this.#problem = problem;
    this.weeks = weeks;
    this.#steps = stepsPerDay;
    this.#rows = new Float64Array((weeks + 1) * WIDTH);
    this.#last = new Uint8Array(weeks);
    this.#rows.set([
      from.susceptible,
      from.exposed,
      from.infectious,
      from.unreported,
      from.hospital,
      from.level,
      from.restricted ? 1 : 0,
      from.weeksInMode,
      0,
      from.hospital,
    ]);
    this.#recoveredBefore = this.#recovered(0);
  }

  /** Works the plan (1 restricted, 0 free; one entry a week); weeks before the first changed one are taken as they stand. */
  run(plan: Uint8Array): void {
    let week = 0;
    while (week < this.#valid && plan[week] === this.#last[week]) week++;
    for (; week < this.weeks; week++) {
      const on = plan[week]!;
      this.#last[week] = on;
      this.#week(week * WIDTH, on);
    }
    this.#valid = this.weeks;
  }

  /** Deaths and output lost (billions) of the plan last run, up to a week (all weeks when absent). */
  deaths(week = this.weeks): number {
    return this.#problem.fatality * (this.#recovered(week) - this.#recoveredBefore);
  }
  lost(week = this.weeks): number {
    return this.#rows[week * WIDTH + 8]!;
  }

  /** Most people in hospital at once. */
  peakHospital(): number {
    let peak = 0;
    for (let week = 0; week <= this.weeks; week++) peak = Math.max(peak, this.#rows[week * WIDTH + 9]!);
    return peak;
  }

  standing(week: number): Standing {
    const at = week * WIDTH;
    const [susceptible, exposed, infectious, unreported, hospital, level, restricted, weeksInMode] =
      this.#rows.subarray(at, at + 8) as unknown as [number, number, number, number, number, number, number, number];
    return {
      susceptible,
      exposed,
      infectious,
      unreported,
      hospital,
      level,
      restricted: restricted === 1,
      weeksInMode,
    };
  }

  #recovered(week: number): number {
    const at = week * WIDTH;
    const rows = this.#rows;
    return this.#problem.population - rows[at]! - rows[at + 1]! - rows[at + 2]! - rows[at + 3]! - rows[at + 4]!;
  }

  #week(at: number, on: number): void {
    const rows = this.#rows;
    const problem = this.#problem;
    const next = at + WIDTH;
    let level = rows[at + 5]!;
    const switched = rows[at + 6] !== on;
    const inMode = switched ? 0 : rows[at + 7]!;
    if (inMode > 0 ? inMode <= problem.settleWeeks : switched)
      level = on === 1 ? Math.min(level + 1, problem.transmission.length - 1) : Math.max(level - 1, 0);
    rows[next + 9] = integrate(rows, at, next, problem, problem.transmission[level]!, DAYS, this.#steps);
    rows[next + 5] = level;
    rows[next + 6] = on;
    rows[next + 7] = inMode + 1;
    const recovered = this.#recovered((at + WIDTH) / WIDTH);
    const away = (rows[next + 2]! + rows[next + 4]! + problem.fatality * recovered) / problem.population;
    const working = (on === 1 ? 1 - problem.idle : 1) * (1 - away);
    rows[next + 8] = rows[at + 8]! + (problem.yearlyOutput / 365) * DAYS * (1 - working ** problem.elasticity);
  }
}

/** An epidemic left alone for some days at the first level of transmission, before any decision. */
export function unwatched(problem: PulseProblem, from: Standing, days: number, stepsPerDay: number): Standing {
  const row = Float64Array.of(from.susceptible, from.exposed, from.infectious, from.unreported, from.hospital);
  integrate(row, 0, 0, problem, problem.transmission[0]!, days, stepsPerDay);
  const [susceptible, exposed, infectious, unreported, hospital] = row as unknown as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { ...from, susceptible, exposed, infectious, unreported, hospital };
}

/** Some days of the model; returns the most people in hospital. dS = -bS(I+aA)/N, dE = bS(I+aA)/N - E/De, dI = rE/De - I/Dq - I/Di, dA = (1-r)E/De - A/Di, dH = I/Dq - H/Dh. */
function integrate(
  rows: Float64Array,
  from: number,
  to: number,
  problem: PulseProblem,
  transmission: number,
  days: number,
  steps: number,
): number {
  const force = transmission / problem.population;
  const alpha = problem.unreportedTransmission;
  const latent = 1 / problem.latentDays;
  const infectious = 1 / problem.infectiousDays;
  const admission = 1 / problem.admissionDays;
  const stay = 1 / problem.hospitalDays;
  const leave = admission + infectious;
  const seen = problem.reported * latent;
  const unseen = (1 - problem.reported) * latent;
  const h = 1 / steps;
  const half = h / 2;
  const sixth = h / 6;
  let S = rows[from]!;
  let E = rows[from + 1]!;
  let I = rows[from + 2]!;
  let A = rows[from + 3]!;
  let H = rows[from + 4]!;
  let peak = H;
  for (let step = days * steps; step > 0; step--) {
    const n1 = force * S * (I + alpha * A);
    const e1 = n1 - latent * E;
    const i1 = seen * E - leave * I;
    const a1 = unseen * E - infectious * A;
    const h1 = admission * I - stay * H;
    let s = S - half * n1;
    let e = E + half * e1;
    let i = I + half * i1;
    let a = A + half * a1;
    const n2 = force * s * (i + alpha * a);
    const e2 = n2 - latent * e;
    const i2 = seen * e - leave * i;
    const a2 = unseen * e - infectious * a;
    const h2 = admission * i - stay * (H + half * h1);
    s = S - half * n2;
    e = E + half * e2;
    i = I + half * i2;
    a = A + half * a2;
    const n3 = force * s * (i + alpha * a);
    const e3 = n3 - latent * e;
    const i3 = seen * e - leave * i;
    const a3 = unseen * e - infectious * a;
    const h3 = admission * i - stay * (H + half * h2);
    s = S - h * n3;
    e = E + h * e3;
    i = I + h * i3;
    a = A + h * a3;
    const n4 = force * s * (i + alpha * a);
    S -= sixth * (n1 + 2 * n2 + 2 * n3 + n4);
    E += sixth * (e1 + 2 * e2 + 2 * e3 + n4 - latent * e);
    const h4 = admission * i - stay * (H + h * h3);
    I += sixth * (i1 + 2 * i2 + 2 * i3 + seen * e - leave * i);
    A += sixth * (a1 + 2 * a2 + 2 * a3 + unseen * e - infectious * a);
    H += sixth * (h1 + 2 * h2 + 2 * h3 + h4);
    if (H > peak) peak = H;
  }
  rows[to] = S;
  rows[to + 1] = E;
  rows[to + 2] = I;
  rows[to + 3] = A;
  rows[to + 4] = H;
  return peak;
}
