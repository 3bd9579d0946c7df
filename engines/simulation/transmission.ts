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
  const pairs = sample.cases.some((each) => each.others.length > 0);
  const household =
    pairs && disease.householdAttack > 0 ? solve((hazard) => attackRate(sample, hazard), disease.householdAttack) : 0;
  const outside = (contact: number): number => meanOver(sample, (each) => away(each, contact, disease.dispersion));
  const wanted = disease.r0 - meanOver(sample, (each) => atHome(each, household));
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

interface Case {
  /** Days of infectiousness, each weighted. */
  infectious: number;
  weight: number;
  /** Susceptibility of each other household member. */
  others: number[];
  /** Contacts a day, weighted by setting, with so many people of such susceptibility. */
  circles: { contacts: number; people: number; susceptibility: number }[];
}
interface Sample {
  cases: Case[];
  weight: number;
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
  const cases = persons.map((person, i): Case => {
    // evenly over the table of durations and over chance, so that the mean is met without noise
    const own = band[city.age[person]!]!;
    const ill = (i * GOLDEN) % 1 < disease.symptomatic[own]!;
    const days = lengths[(i * 5) & (ENTRIES - 1)]!;
    const home = city.household[person]!;
    const others: number[] = [];
    for (let other = city.householdStart[home]!; other < city.householdStart[home + 1]!; other++)
      if (other !== person) others.push(susceptibility(other));
    const circles: Case['circles'] = [];
    const u = city.unit[person]!;
    if (u >= 0) {
      const rates = unitRates(city, u);
      const weight = weights[city.unitKind[u]!]!;
      const [from, to] = [city.unitStart[u]!, city.unitStart[u + 1]!];
      const place = city.unitPlace[u]!;
      const whole = city.unitStart[city.placeStart[place + 1]!]! - city.unitStart[city.placeStart[place]!]!;
      const average = averageOf(from, to);
      circles.push({ contacts: rates.within * weight, people: to - from - 1, susceptibility: average });
      circles.push({ contacts: rates.around * weight, people: whole - (to - from), susceptibility: average });
    }
    circles.push({
      contacts: city.contacts.community * disease.settings.community,
      people: city.people - 1,
      susceptibility: everybody,
    });
    return {
      infectious: profileSum(disease.profile, days) * (ill ? 1 : disease.withoutSymptoms),
      weight: disease.susceptibility[own]!,
      others,
      circles: circles.filter((circle) => circle.contacts > 0 && circle.people > 0),
    };
  });
  return { cases, weight: cases.reduce((sum, each) => sum + each.weight, 0) };
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

const meanOver = ({ cases, weight }: Sample, value: (each: Case) => number): number =>
  cases.reduce((sum, each) => sum + each.weight * value(each), 0) / weight;

const atHome = ({ infectious, others }: Case, hazard: number): number =>
  others.reduce((sum, susceptibility) => sum + 1 - Math.exp(-hazard * infectious * susceptibility), 0);

function attackRate({ cases }: Sample, hazard: number): number {
  const members = cases.reduce((sum, each) => sum + each.others.length, 0);
  return cases.reduce((sum, each) => sum + atHome(each, hazard), 0) / members;
}

function away({ infectious, circles }: Case, contact: number, k: number): number {
  let sum = 0;
  for (const { contacts, people, susceptibility } of circles) {
    const each = (contact * contacts * infectious * susceptibility) / people;
    sum += people * (k === Number.POSITIVE_INFINITY ? -Math.expm1(-each) : -Math.expm1(-k * Math.log1p(each / k)));
  }
  return sum;
}

/** Where a rising function reaches a value: bracketed by factors of four, then by false position on logarithms (Illinois, Dowell and Jarratt 1971). */
function solve(value: (x: number) => number, wanted: number): number {
  const off = (log: number): number => value(Math.exp(log)) - wanted;
  const step = Math.log(4);
  let high = Math.log(0.05);
  let above = off(high);
  while (above < 0 && high < 14) {
    high += step;
    above = off(high);
  }
  let low = high - step;
  let below = off(low);
  while (below > 0 && low > -30) {
    [high, above] = [low, below];
    low -= step;
    below = off(low);
  }
  for (let round = 0, side = 0; round < ROUNDS && high - low > 1e-9; round++) {
    const guess = (low * above - high * below) / (above - below);
    const at = off(guess);
    if (Math.abs(at) < 1e-9 * wanted) return Math.exp(guess);
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
