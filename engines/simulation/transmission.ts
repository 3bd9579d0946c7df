import type { City } from './city/city.ts';
import { unitRates } from './city/contacts.ts';
import { KIND } from './city/tables.ts';
import { bandOfAge, type Disease } from './disease.ts';
import { durationTable, ENTRIES } from './durations.ts';

/** What a contact transmits. */
export interface Transmission {
  /** Hazard a day between two members of a household, at infectiousness 1 and susceptibility 1. */
  household: number;
  /** Hazard of one contact elsewhere, before the weight of its setting. */
  contact: number;
}

const SAMPLE = 4096;
const ROUNDS = 40;
/** Fractional part of the golden ratio: multiples of it fill [0, 1) evenly. */
const GOLDEN = 0.6180339887498949;

/**
 * Hazards such that the household attack rate and R0 of the disease come out in this city when nobody is immune: R0 is the mean number of
 * people infected by one case, averaged over cases as susceptible as their age; a person met twice counts once, so classes and homes saturate.
 * Superspreading enters in closed form, 1 - (1 + x / k)^-k for a mean of x to one person (Lloyd-Smith 2005). Both are solved by bisection on
 * 4,096 people spread over the city. Throws `simulation-r0-unreachable` when households alone exceed R0 or the contacts cannot reach it.
 */
export function transmissionOf(city: City, disease: Disease): Transmission {
  const known = solved.get(city)?.get(disease);
  if (known) return known;
  const found = solveFor(city, disease);
  if (!solved.has(city)) solved.set(city, new WeakMap());
  solved.get(city)?.set(disease, found);
  return found;
}

/** Replicates ask the same question again and again. */
const solved = new WeakMap<City, WeakMap<Disease, Transmission>>();

function solveFor(city: City, disease: Disease): Transmission {
  if (disease.vector || disease.r0 === 0) return { household: 0, contact: 0 };
  const sample = sampleOf(city, disease);
  const household =
    sample.others.length > 0 && disease.householdAttack > 0
      ? solve((hazard, step) => attackRate(sample, hazard, step), disease.householdAttack)
      : 0;
  const outside = (contact: number, every = 1): number =>
    meanOver(sample, (i) => awayOf(sample, i, contact, disease.dispersion), every);
  const wanted = disease.r0 - meanOver(sample, (i) => atHomeOf(sample, i, household));
  if (wanted < -1e-5)
    throw new Error(
      `simulation-r0-unreachable: households alone give ${(disease.r0 - wanted).toFixed(2)} cases for a case, R0 is ${disease.r0}. Lower householdAttack or raise r0.`,
    );
  if (wanted < 1e-5) return { household, contact: 0 };
  if (outside(1e6) < wanted)
    throw new Error(
      `simulation-r0-unreachable: away from home ${wanted.toFixed(2)} cases are wanted, the city's contacts give none or too few. Lower r0.`,
    );
  return { household, contact: solve(outside, wanted) };
}

/** Cases of the sample as columns; the others at home of case i are `others[homeStart[i]]` to `others[homeStart[i + 1] - 1]`, its circles likewise. */
interface Sample {
  /** Days of infectiousness, each weighted. */
  infectious: Float64Array;
  weight: Float64Array;
  homeStart: Int32Array;
  /** Susceptibility of each other household member. */
  others: Float64Array;
  circleStart: Int32Array;
  /** Contacts a day, weighted by setting, with so many people of such susceptibility. */
  contacts: Float64Array;
  people: Float64Array;
  susceptibility: Float64Array;
}

function sampleOf(city: City, disease: Disease): Sample {
  const band = bandOfAge(disease.ageFrom);
  const susceptibility = (person: number): number => disease.susceptibility[band[city.age[person]!]!]!;
  const lengths = durationTable(disease.infectious, 1);
  const count = Math.min(SAMPLE, city.people);
  const persons = Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * city.people) / count));
  const everybody = persons.reduce((sum, person) => sum + susceptibility(person), 0) / count;
  const weights = settingWeights(disease);
  const averageOf = (from: number, to: number): number => {
    const step = Math.max(1, Math.floor((to - from) / 24));
    let sum = 0;
    let n = 0;
    for (let i = from; i < to; i += step, n++) sum += susceptibility(city.members[i]!);
    return n > 0 ? sum / n : 0;
  };
  const infectious = new Float64Array(count);
  const weight = new Float64Array(count);
  const homeStart = new Int32Array(count + 1);
  const circleStart = new Int32Array(count + 1);
  const others: number[] = [];
  const contacts: number[] = [];
  const circlePeople: number[] = [];
  const average: number[] = [];
  const circle = (meets: number, people: number, mean: number): void => {
    if (meets <= 0 || people <= 0) return;
    contacts.push(meets);
    circlePeople.push(people);
    average.push(mean);
  };
  for (let i = 0; i < count; i++) {
    const person = persons[i]!;
    // evenly over the table of durations and over chance, so that the mean is met without noise
    const own = band[city.age[person]!]!;
    const ill = (i * GOLDEN) % 1 < disease.symptomatic[own]!;
    const days = lengths[(i * 5) & (ENTRIES - 1)]!;
    infectious[i] = profileSum(disease.profile, days) * (ill ? 1 : disease.withoutSymptoms);
    weight[i] = disease.susceptibility[own]!;
    const home = city.household[person]!;
    for (let other = city.householdStart[home]!; other < city.householdStart[home + 1]!; other++)
      if (other !== person) others.push(susceptibility(other));
    homeStart[i + 1] = others.length;
    const u = city.unit[person]!;
    if (u >= 0) {
      const rates = unitRates(city, u);
      const counts = weights[city.unitKind[u]!]!;
      const [from, to] = [city.unitStart[u]!, city.unitStart[u + 1]!];
      const place = city.unitPlace[u]!;
      const whole = city.unitStart[city.placeStart[place + 1]!]! - city.unitStart[city.placeStart[place]!]!;
      const mean = averageOf(from, to);
      circle(rates.within * counts, to - from - 1, mean);
      circle(rates.around * counts, whole - (to - from), mean);
    }
    circle(city.contacts.community * disease.settings.community, city.people - 1, everybody);
    circleStart[i + 1] = contacts.length;
  }
  return {
    infectious,
    weight,
    homeStart,
    others: Float64Array.from(others),
    circleStart,
    contacts: Float64Array.from(contacts),
    people: Float64Array.from(circlePeople),
    susceptibility: Float64Array.from(average),
  };
}

/** Weight of a contact by kind of unit. */
export function settingWeights(disease: Disease): Float64Array {
  const weights = new Float64Array(3);
  weights[KIND.school] = disease.settings.school;
  weights[KIND.work] = disease.settings.work;
  weights[KIND.care] = disease.settings.care;
  return weights;
}

/** Sum of relative infectiousness over the first days. */
function profileSum(profile: readonly number[], days: number): number {
  if (profile.length === 0) return days;
  let sum = 0;
  for (let day = 0; day < days; day++) sum += profile[Math.min(day, profile.length - 1)]!;
  return sum;
}

// one case a call: a function called thousands of times is compiled once, a loop of its own is compiled anew at each end
/** People a case infects at home. */
function atHomeOf({ infectious, homeStart, others }: Sample, i: number, hazard: number): number {
  const end = homeStart[i + 1]!;
  let sum = 0;
  for (let n = homeStart[i]!; n < end; n++) sum += 1 - Math.exp(-hazard * infectious[i]! * others[n]!);
  return sum;
}

/** People a case infects elsewhere. */
function awayOf(sample: Sample, i: number, contact: number, k: number): number {
  const { circleStart, contacts, people, susceptibility } = sample;
  const strength = sample.infectious[i]!;
  const end = circleStart[i + 1]!;
  let sum = 0;
  for (let n = circleStart[i]!; n < end; n++) {
    const each = (contact * contacts[n]! * strength * susceptibility[n]!) / people[n]!;
    sum += people[n]! * (k === Number.POSITIVE_INFINITY ? -Math.expm1(-each) : -Math.expm1(-k * Math.log1p(each / k)));
  }
  return sum;
}

/** Share of the others at home whom a case infects. */
function attackRate(sample: Sample, hazard: number, every: number): number {
  const { homeStart, weight } = sample;
  let [infected, others] = [0, 0];
  for (let i = 0; i < weight.length; i += every) {
    infected += atHomeOf(sample, i, hazard);
    others += homeStart[i + 1]! - homeStart[i]!;
  }
  return infected / others;
}

/** Mean over cases, weighted by how likely each became one; `every` n-th case is looked at. */
function meanOver({ weight }: Sample, value: (i: number) => number, every = 1): number {
  let [sum, all] = [0, 0];
  for (let i = 0; i < weight.length; i += every) {
    sum += weight[i]! * value(i);
    all += weight[i]!;
  }
  return sum / all;
}

/** Cases looked at to come near, before all of them are. */
const FEW = 256;

/** Where a rising function reaches a value: roughly with every n-th case, then exactly from there. */
function solve(value: (x: number, every: number) => number, wanted: number): number {
  const every = SAMPLE / FEW;
  const near = root((x) => value(x, every), wanted, 0.05, 4, 1e-3);
  return root((x) => value(x, 1), wanted, near, 1.1, 1e-9);
}

/** Bracketed by growing factors, then by false position on logarithms (Illinois, Dowell and Jarratt 1971). */
function root(value: (x: number) => number, wanted: number, near: number, factor: number, error: number): number {
  const off = (log: number): number => value(Math.exp(log)) - wanted;
  let step = Math.log(factor);
  let [low, high] = [Math.log(near), Math.log(near)];
  let below = off(low);
  let above = below;
  for (; above < 0 && high < 14; step *= 2) {
    [low, below] = [high, above];
    high += step;
    above = off(high);
  }
  for (; below > 0 && low > -30; step *= 2) {
    [high, above] = [low, below];
    low -= step;
    below = off(low);
  }
  for (let round = 0, side = 0; round < ROUNDS && high - low > 1e-9; round++) {
    const guess = (low * above - high * below) / (above - below);
    const at = off(guess);
    if (Math.abs(at) < error * wanted) return Math.exp(guess);
    if (at > 0) {
      [high, above] = [guess, at];
      if (side === 1) below /= 2;
      side = 1;
    } else {
      [low, below] = [guess, at];
      if (side === -1) above /= 2;
      side = -1;
    }
  }
  return Math.exp((low + high) / 2);
}
