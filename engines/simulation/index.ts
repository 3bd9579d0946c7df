/** The door of the simulation engine. */
export { extinction, finalSize, growthRate, reedFrost } from './analytic.ts';
export { bytesOf, type City } from './city/city.ts';
export { type ContactReport, contactsOf, SETTINGS } from './city/contacts.ts';
export { makeCity } from './city/make.ts';
export { homesOnly, mixedCity } from './city/plain.ts';
export { type CityTables, KIND, ROLE } from './city/tables.ts';
export type { Disease } from './disease.ts';
export { type Ensemble, ensembleOf, type Replicate, replicateOf, seedOfReplicate } from './ensemble.ts';
export { SERIES, type Series } from './ledger.ts';
export { KINDS_OF_MEASURE, type Measure } from './measures.ts';
export { begin, Cancelled, type Result, type Run, simulate, type Watch } from './run.ts';
export type { Scenario, Start } from './scenario.ts';
export { transmissionOf } from './transmission.ts';
