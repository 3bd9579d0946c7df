/** The door of entry's screens: a household's own appeal and what became of it. */
export { OwnAppeals } from './own-appeals.tsx';
export { TurnedAway } from './turned-away.tsx';
