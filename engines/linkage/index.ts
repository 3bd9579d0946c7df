/** The door of record linkage: who of a register a record may be, how sure that is, and why. */

export { checkOf, isCitizenId } from './fields/documents.ts';
export { type Evidence, persons, type Recorded, type Whole } from './merge.ts';
export { type Estimated, estimate } from './model/estimate.ts';
export { type Model, STARTING } from './model/model.ts';
export { type Chosen, type Thresholds, thresholds } from './model/thresholds.ts';
export { type Said, Weights } from './model/weights.ts';
export type { Reading } from './names/readings.ts';
export { FIELDS, type Field, type Person } from './person.ts';
export { type Answer, type Match, type Similar, similarOf } from './register/answer.ts';
export { PASSES, type Pass } from './register/keys.ts';
export { Register } from './register/register.ts';
export { bits, FIELD_WORDS, LEVEL_WORDS, STARTING_SHOWN, why } from './words.ts';
