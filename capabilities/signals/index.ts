/** The door of signals: what other capabilities may know. */

export type { Fault } from '../../engines/surveillance/index.ts';
export { areasOver } from './limits.ts';
export type { Monitor, Part, Raised, SignalsEvents } from './model.ts';
export {
  CHANNEL_KINDS,
  recordCounts,
  registerChannel,
  releaseCounts,
  subject,
  suspendChannel,
} from './model.ts';
export type { SeriesRow } from './series.ts';
export type { ChannelRow, FaultRow, HeardRow } from './views-channels.ts';
export { READERS } from './views-series.ts';
export type { BudgetRow, WallRow } from './views-watch.ts';
export { KIND_WORDS } from './why.ts';
