/** The door of places: what other capabilities may know. */
export { placePath } from './model.ts';
export type { PlaceEvents } from './model.ts';
export type { Exit, PlaceRow } from './views.ts';
