/** The door of people: what other capabilities may know. */

export { nameKeys, nameReading } from './find-by.ts';
export { maskName, maskPhone } from './masks.ts';
export type { Group, Member, PeopleEvents } from './model.ts';
export { CARE_WORDS, instantText, phone } from './model.ts';
export type { HouseholdRow } from './views.ts';
/** The fold of a household's board row, for views that show a card of it. */
export { households } from './views.ts';
export type { CareSlotRow, PersonRow, ProxyRow } from './views-personal.ts';
