/** The door of signals: what other capabilities may know. */
export { areasOver } from './limits.ts';
export type { Part, Raised, SignalsEvents } from './model.ts';
export { subject } from './model.ts';
export type { ChannelRow } from './views-channels.ts';
export { READERS } from './views-series.ts';
export type { WallRow } from './views-watch.ts';
export { KIND_WORDS } from './why.ts';
