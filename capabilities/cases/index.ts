/** The door of cases: what other capabilities and adapters may know. */
export { CLASSIFICATIONS, EVIDENCE_KINDS, FOUND_BY, ORIGINS, OUTCOMES, SEVERITIES, SEXES, caseId, changes, classifyCase, day, evidence, moment, reportCase } from './model.ts';
export type { CaseEvents, Changes, Classification, ClassifyCase, Counted, ReportCase } from './model.ts';
export { importCounts, linkCases, linkId, LIST_KINDS, mapping } from './model-import.ts';
export type { ImportCounts, ImportEvents, LinkCases, ListKind, Mapping } from './model-import.ts';
export { type CaseRow, fourEarly } from './views.ts';
export type { CurveRow, ImportRow, LinkRow, MappingRow } from './views-lists.ts';
export { chainsOf, type Chains, type ChainDoubt } from './chains.ts';
export { fourEarlySummary, INTERVALS, quantile, sourceShare, type Spread } from './indicators.ts';
export { likeness, likenessKeys, syllables } from './likeness.ts';
export { protocolParts, type ProtocolPart, type ProtocolState } from './protocol-parts.ts';
export type { Fault, Inspected, ListedContact, ListReader, ReadRow, SourceFile } from './lists.ts';
