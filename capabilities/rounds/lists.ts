/** The words of rounds, apart from the schemas so that a page need not load them. */
export const MODES = ['foot', 'car'] as const;
/** Who may be in one vehicle: the order is "clean before dirty". */
export const GROUPS = ['clean', 'contact', 'positive'] as const;
export const LEGS = ['visit', 'pickup', 'delivery'] as const;
export const HAPPENED = ['started', 'done', 'missed', 'withdrawn'] as const;
export type Mode = (typeof MODES)[number];
export type Group = (typeof GROUPS)[number];
export type Leg = (typeof LEGS)[number];
export type Happened = (typeof HAPPENED)[number];
