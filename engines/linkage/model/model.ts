import { FIELD_NAMES, FIELDS, type Field } from '../person.ts';

/** Probability of each level of each field, levels in the order of `FIELDS`, each row with sum 1; silence counts in none. */
export type Levels = Record<Field, number[]>;

/**
 * What tells one person from two (Fellegi and Sunter 1969). Two records of two people come about in one of two ways,
 * and the likelier one is what "same" is weighed against: strangers, or two people of one home, who share telephone,
 * address and family name by living together.
 */
export interface Model {
  /** m: among pairs of records of one person. */
  same: Levels;
  /** u: among two people drawn at random. */
  strangers: Levels;
  /** u: among two people of one home. */
  home: Levels;
  /** Share of pairs of two people who live in one home; 0 leaves homes out. */
  homes: number;
  /** Share of new records whose person the register holds: what a weight is set against to become a probability. */
  prior: number;
}

/**
 * Where estimation starts, and what is used where there is too little to estimate from (a list of some hundreds). Plain
 * judgement in the range that linkage studies report (Christen 2012, ch. 6): about nine in ten names agree wholly
 * among records of one person; names, birthdays and telephones agree by chance as often as their number of values
 * says.
 */
export const STARTING: Model = {
  same: {
    han: [0.86, 0.07, 0.01, 0.02, 0.02, 0.005, 0.005, 0.01],
    latin: [0.84, 0.04, 0.06, 0.03, 0.02, 0.01],
    cross: [0.9, 0.05, 0.03, 0.02],
    sex: [0.98, 0.02],
    birth: [0.92, 0.02, 0.03, 0.015, 0.015],
    year: [0.7, 0.27, 0.03],
    phone: [0.85, 0.02, 0.13],
    address: [0.6, 0.1, 0.05, 0.1, 0.15],
    id: [0.96, 0.03, 0.01],
    day: [0.85, 0.15],
  },
  strangers: {
    han: [0.00002, 0.0004, 0.0001, 0.0005, 0.002, 0.0005, 0.035, 0.961],
    latin: [0.00001, 0.00001, 0.0001, 0.0005, 0.02, 0.9794],
    cross: [0.0003, 0.0005, 0.03, 0.9692],
    sex: [0.5, 0.5],
    birth: [0.00004, 0.00003, 0.0008, 0.0132, 0.98593],
    year: [0.014, 0.027, 0.959],
    phone: [0.00001, 0.000001, 0.999989],
    address: [0.0005, 0.005, 0.0005, 0.1, 0.894],
    id: [0.000001, 0.000001, 0.999998],
    day: [0.4, 0.6],
  },
  home: {
    han: [0.0005, 0.003, 0.0005, 0.01, 0.1, 0.001, 0.4, 0.485],
    latin: [0.001, 0.0005, 0.003, 0.01, 0.6, 0.3855],
    cross: [0.001, 0.005, 0.5, 0.494],
    sex: [0.45, 0.55],
    birth: [0.004, 0.0001, 0.003, 0.02, 0.9729],
    year: [0.04, 0.05, 0.91],
    phone: [0.5, 0.01, 0.49],
    address: [0.85, 0.04, 0.01, 0.03, 0.07],
    id: [0.000001, 0.003, 0.996999],
    day: [0.6, 0.4],
  },
  homes: 0.0001,
  prior: 0.3,
};

/** Same length and sum for every field, or an Error that names the field. */
export function checked(model: Model): Model {
  for (const kind of ['same', 'strangers', 'home'] as const)
    for (const field of FIELD_NAMES) {
      const levels = model[kind][field];
      const sum = levels.reduce((total, each) => total + each, 0);
      if (levels.length !== FIELDS[field].length || Math.abs(sum - 1) > 0.001 || levels.some((each) => !(each > 0)))
        throw new Error(
          `linkage-model: ${kind}.${field} is [${levels}]. Give ${FIELDS[field].length} probabilities above 0 with sum 1.`,
        );
    }
  for (const share of [model.homes, model.prior])
    if (!(share >= 0 && share < 1))
      throw new Error(`linkage-model: ${share} is no share. Give homes and prior from 0 to 1.`);
  return model;
}
