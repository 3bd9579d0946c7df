/** The door of the contacts' screens: choosing a contact. */
export { ContactPick } from './contact-pick.tsx';
