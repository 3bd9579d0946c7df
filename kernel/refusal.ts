/** Words in the two languages of the product. */
export interface Words {
  en: string;
  zh: string;
}

/** A command that was not carried out, and why: a value, not an exception. */
export interface Refusal {
  /** Stable id, kebab-case, e.g. `stay-overlap`. */
  refused: string;
  /** What was refused: the offending value. */
  value?: unknown;
  /** What was refused, the value, what to do; one or two short sentences. */
  words: Words;
  /** Several reasons at once, e.g. every condition a zone lacks. */
  because?: Refusal[];
}

export const refuse = (refused: string, value: unknown, words: Words, because?: Refusal[]): Refusal =>
  because ? { refused, value, words, because } : { refused, value, words };

export const isRefusal = (outcome: unknown): outcome is Refusal =>
  typeof outcome === 'object' && outcome !== null && 'refused' in outcome && 'words' in outcome;
