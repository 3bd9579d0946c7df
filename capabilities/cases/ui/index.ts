/** The door of the cases' screens: choosing a case. */
export { CasePick } from './case-pick.tsx';
