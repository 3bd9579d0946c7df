/** The door of people's screens: choosing a household, and somebody in it. */
export { HouseholdPick, PersonPick } from './household-pick.tsx';
