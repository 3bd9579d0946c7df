/** The door of stays: who stays where until when, and what an edition would change. */

export type { Orderer, StayEvents, StayOrdered } from './model.ts';
export type { AppealTerms } from './notice.ts';
export { appealRouteOf } from './notice.ts';
export { appealTerms, careFaults, classOf } from './order.ts';
export type { SwitchPreview } from './preview.ts';
export { previewUnder } from './preview.ts';
export type { OrderFacts, Restriction } from './restriction.ts';
export { restrictionOf } from './restriction.ts';
export type { AppealRow, OrderRow } from './views.ts';
