/** The door of inspections: what other capabilities may know. */
export type { FindingRow, InspectionEvents } from './model.ts';
