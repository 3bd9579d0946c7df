/** p up to which a cluster is called clear. */
export const CLEAR = 0.05;
