/** Words for why two records look like one person, apart from the engine that finds it: screens load no more than they show. */
export { bits, FIELD_WORDS, LEVEL_WORDS } from '../../engines/linkage/words.ts';

/**
 * Shown to a worker from this weight on the starting model, and taken as sure from the second (a laboratory's result is filed without a
 * look): odds of 2^10 and 2^18 before it is asked how many there are to choose from. Always shown beside the weight.
 */
export const SAME_PERSON = { review: 10, sure: 18 } as const;
