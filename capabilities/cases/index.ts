/** The door of cases: what other capabilities and adapters may know. */

export { type ChainDoubt, type Chains, chainsOf } from './chains.ts';
export { fourEarlySummary, INTERVALS, quantile, type Spread, sourceShare } from './indicators.ts';
export { likeness, likenessKeys, syllables } from './likeness.ts';
export type { CaseEvents, Changes, Classification, ClassifyCase, Counted, ReportCase } from './model.ts';
export {
  CLASSIFICATIONS,
  caseId,
  changes,
  classifyCase,
  day,
  EVIDENCE_KINDS,
  evidence,
  FOUND_BY,
  moment,
  ORIGINS,
  OUTCOMES,
  reportCase,
  SEVERITIES,
  SEXES,
} from './model.ts';
export type {
  Fault,
  ImportCounts,
  ImportEvents,
  Inspected,
  LinkCases,
  ListedContact,
  ListKind,
  ListReader,
  Mapping,
  ReadRow,
  SourceFile,
} from './model-import.ts';
export { importCounts, LIST_KINDS, linkCases, linkId, mapping } from './model-import.ts';
export { type ProtocolPart, type ProtocolState, protocolParts } from './protocol-parts.ts';
export { type CaseRow, fourEarly } from './views.ts';
export type { CurveRow, ImportRow, LinkRow, MappingRow } from './views-lists.ts';
