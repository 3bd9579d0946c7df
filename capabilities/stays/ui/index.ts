/** The door of the stays' screens: what holds for somebody now, without the words of the rules' inputs. */
export { restrictionOf } from '../restriction.ts';
