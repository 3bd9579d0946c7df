/** The door of visits: what other capabilities may know. */

export { type Leg, OPEN as OPEN_VISITS, VISIT_KINDS, type VisitKind } from './lists.ts';
export type { VisitEvents } from './model.ts';
export type { ProofRow, VisitRow } from './views.ts';
export type { CardRow, WatchedRow } from './views-households.ts';
/** Duties in the order one walks them; the door as people say it. */
export { doorOf, walkingOrder } from './walking-order.ts';
