/** The door of cases: what other capabilities and adapters may know. */

export { chainsOf } from './chains.ts';
export { fourEarlySummary } from './indicators.ts';
export { syllables } from './likeness.ts';
export type { Classification, ReportCase } from './model.ts';
export { CLASSIFICATIONS, caseId, day, evidence, moment, reportCase, SEXES } from './model.ts';
export type { Fault, Inspected, ListKind, ListReader, Mapping, ReadRow, SourceFile } from './model-import.ts';
export { protocolParts } from './protocol-parts.ts';
export type { CaseRow } from './views.ts';
export type { CurveRow, ImportRow, LinkRow } from './views-lists.ts';
