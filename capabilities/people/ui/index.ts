/** The door of people's screens: choosing a household and somebody in it, and saying who without a name. */
export { HouseholdPick, PersonPick } from './household-pick.tsx';
export { usePersonDoor } from './person-name.ts';
