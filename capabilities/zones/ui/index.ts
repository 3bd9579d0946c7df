/** The door of the zones' screens: choosing a zone. */
export { ZonePick } from './zone-pick.tsx';
