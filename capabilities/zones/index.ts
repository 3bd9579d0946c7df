/** The door of zones: which households are inside, until when, and what an edition would change. */

export { zoneOf } from './inside.ts';
export type { ZoneEvents, ZonePublished } from './model.ts';
export type { ZoneSwitchPreview } from './preview.ts';
export { previewUnder } from './preview.ts';
export type { ZoneEndingRow, ZoneHouseholdRow, ZoneRow } from './views.ts';
