/** The door of places: what other capabilities may know. */

export type { PlaceEvents } from './model.ts';
export { placePath } from './model.ts';
export { doorQuery, type NameOptions, type NamesByPath, namedParts, placeName } from './names.ts';
export type { Exit, PlaceRow } from './views.ts';
