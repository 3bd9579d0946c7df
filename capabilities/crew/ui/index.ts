/** The door of the crew's screens: choosing somebody who works here. */
export { MemberPick } from './member-pick.tsx';
