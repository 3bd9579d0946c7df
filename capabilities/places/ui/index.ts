/** The door of places' screens: names of places, and choosing one. It brings no schemas, unlike the door itself. */

export { doorQuery } from '../names.ts';
export { usePlaceName } from './place-names.ts';
export { AreaPick, PlacePick } from './place-pick.tsx';
