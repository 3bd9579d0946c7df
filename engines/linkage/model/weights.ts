import { at, FIELD_NAMES, FIELDS, type Field, unpacked } from '../person.ts';
import { checked, type Levels, type Model } from './model.ts';

/** What one field says: its level, and its weight in bits, positive for one person. */
export interface Said {
  field: Field;
  level: string;
  weight: number;
}

/** How much rarer or more common the values of this pair are than values are on average, in bits; 0 for strangers of average names. */
export interface Rarity {
  name: number;
  phone: number;
}
export const AVERAGE: Rarity = { name: 0, phone: 0 };

/** Weights of a pattern against both ways two people can look alike. */
interface Base {
  strangers: number;
  home: number;
}

/** Weights of a model, by pattern; patterns met are remembered. */
export class Weights {
  readonly model: Model;
  readonly #strangers: number[][];
  readonly #home: number[][];
  readonly #met = new Map<number, Base>();
  readonly #apart: number;
  readonly #together: number;

  /** Errors: `linkage-model` when a row of the model is no distribution. */
  constructor(model: Model) {
    this.model = checked(model);
    const ratio = (against: Levels) =>
      FIELD_NAMES.map((field) => [
        0,
        ...model.same[field].map((m, level) => Math.log2(m / (against[field][level] as number))),
      ]);
    this.#strangers = ratio(model.strangers);
    this.#home = ratio(model.home);
    this.#apart = -Math.log2(1 - model.homes);
    this.#together = model.homes > 0 ? -Math.log2(model.homes) : Number.POSITIVE_INFINITY;
  }

  base(pattern: number): Base {
    const known = this.#met.get(pattern);
    if (known) return known;
    const levels = unpacked(pattern);
    const base = { strangers: this.#apart, home: this.#together };
    for (let f = 0; f < levels.length; f++) {
      base.strangers += this.#strangers[f]?.[levels[f] as number] as number;
      base.home += this.#home[f]?.[levels[f] as number] as number;
    }
    this.#met.set(pattern, base);
    return base;
  }

  /** log2 of how much likelier the pair looks if it is one person than by the likelier way to be two. */
  weight(pattern: number, rarity: Rarity): number {
    const { strangers, home } = this.base(pattern);
    return Math.min(strangers + rarity.name + rarity.phone, home);
  }

  /**
   * Odds that a new record is the one person of `size` it weighs so much with, against being nobody of them; the share of
   * all odds of a record is its probability, since the register holds each person once.
   */
  odds(weight: number, size: number): number {
    const { prior } = this.model;
    return (prior / (1 - prior) / size) * 2 ** Math.min(weight, 200);
  }

  /**
   * The weight taken apart: what each field says against the likelier way to be two, and what it costs to be of one
   * home. The parts add up to the weight.
   */
  explain(pattern: number, rarity: Rarity): { against: 'strangers' | 'home'; start: number; said: Said[] } {
    const { strangers, home } = this.base(pattern);
    const against = strangers + rarity.name + rarity.phone <= home ? 'strangers' : 'home';
    const table = against === 'home' ? this.#home : this.#strangers;
    const levels = unpacked(pattern);
    const said: Said[] = [];
    for (const field of FIELD_NAMES) {
      const level = levels[at(field)] as number;
      if (level === 0) continue;
      const isName = field === 'han' || field === 'latin' || field === 'cross';
      const rare = against === 'home' ? 0 : isName ? rarity.name : field === 'phone' ? rarity.phone : 0;
      said.push({
        field,
        level: FIELDS[field][level - 1] as string,
        weight: (table[at(field)]?.[level] as number) + rare,
      });
    }
    return { against, start: against === 'home' ? this.#together : this.#apart, said };
  }
}
