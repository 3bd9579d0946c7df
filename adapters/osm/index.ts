/** The door of the OpenStreetMap adapter: streets from an .osm.pbf file. */
export { readStreets } from './port.ts';
export type { StreetExtract } from './translate.ts';
