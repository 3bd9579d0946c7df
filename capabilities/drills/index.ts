/** The door of drills: what was rehearsed, and what it showed. */

export type { DrillRow, FindingRow, ScoreLine } from './model.ts';
