/** The door of cases: what other capabilities, adapters and its own server and screens may know. */

export type { ChainDoubt } from '../../engines/chains/chains.ts';
export { type ProtocolState, protocolParts } from '../../protocols/parts.ts';
export { fourEarlySummary } from './indicators.ts';
export { type Filed, fileResult, type LaboratoryPerson, syllables } from './likeness.ts';
export { likeFinds } from './merging.ts';
export type { Classification, ReportCase } from './model.ts';
export { CLASSIFICATIONS, caseId, day, evidence, moment, reportCase, SEXES } from './model.ts';
export type {
  Fault,
  ImportCounts,
  Inspected,
  ListKind,
  ListReader,
  Mapping,
  ReadRow,
  SourceFile,
  Verdict,
} from './model-import.ts';
export { LARGEST_LIST, tooLarge } from './model-import.ts';
export { STARTING_SHOWN, whyLike } from './model-merge.ts';
export type { CaseRow } from './views.ts';
export type { CurveRow, ImportRow, LinkRow, MappingRow } from './views-lists.ts';
