import type { City } from './city/city.ts';
import type { Disease, Vector } from './disease.ts';
import { durationTable, meanOf } from './durations.ts';

/** Mosquitoes of each area as whole numbers. */
export interface Field {
  /** Grown females when nothing is done, and today. */
  capacity: Float64Array;
  all: Float64Array;
  /** Infected: not yet infectious by stage (areas x STAGES), infectious. */
  stages: Float64Array;
  infectious: Float64Array;
  /** Infectious human presence of the day, by area. */
  human: Float64Array;
}

/** Stages of the time from bite to bite: their sum is near the gamma law measured for it. */
export const STAGES = 4;

/**
 * Mosquitoes a person for the wanted R0 = m a^2 b c D S L (Macdonald 1957): a bites a day, b and c the chances of infection, D mean infectious
 * days of a person, L life of a mosquito, S the share that lives through the incubation in stages, (1 + incubation / (stages L))^-stages.
 */
export function fieldOf(city: City, disease: Disease): Field {
  const vector = disease.vector as Vector;
  const areas = city.areaCodes.length;
  const ill = disease.symptomatic.reduce((sum, share) => sum + share, 0) / disease.symptomatic.length;
  const days = meanOf(durationTable(disease.infectious, 1)) * (ill + (1 - ill) * disease.withoutSymptoms);
  const through = (1 + vector.incubation / (STAGES * vector.life)) ** -STAGES;
  const each = vector.bites ** 2 * vector.toHuman * vector.toMosquito * days * vector.life * through;
  const perPerson = disease.r0 / each;
  const capacity = Float64Array.from(
    { length: areas },
    (_, area) => perPerson * (city.areaStart[area + 1]! - city.areaStart[area]!),
  );
  return {
    capacity,
    all: capacity.slice(),
    stages: new Float64Array(areas * STAGES),
    infectious: new Float64Array(areas),
    human: new Float64Array(areas),
  };
}
