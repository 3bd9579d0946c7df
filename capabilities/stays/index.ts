/** The door of stays: who stays where until when, and what an edition would change. */
export { restrictionOf } from './restriction.ts';
export type { OrderFacts, Restriction } from './restriction.ts';
export { previewUnder } from './preview.ts';
export type { SwitchPreview } from './preview.ts';
export { classOf } from './lawful.ts';
export { appealTerms, careFaults } from './order.ts';
export { appealRouteOf } from './notice.ts';
export type { AppealTerms } from './notice.ts';
export { EVIDENCE_KINDS, keyOf } from './model.ts';
export type { Orderer, StayEvents, StayOrdered } from './model.ts';
export type { AppealRow, OrderRow } from './views.ts';
