import * as z from 'zod';
import type { Similar } from '../../engines/linkage/index.ts';
import { type Changes, type Classification, caseId, type Moves, type Standing } from './model.ts';

/** What of a merged case may stand in the case it was merged into. Classification and outcome need evidence and stay. */
export const ADOPTABLE = [
  'name',
  'sex',
  'age',
  'birth',
  'phone',
  'address',
  'household',
  'person',
  'occupation',
  'onset',
  'exposedFrom',
  'exposedUntil',
  'detectedOn',
  'isolatedOn',
  'treatedOn',
  'severity',
  'hospital',
  'placeOfInfection',
  'infector',
  'contact',
] as const;

const reason = z.string().trim().min(1).max(500);
export const mergeCase = z.strictObject({
  id: caseId,
  /** The case that stays. */
  into: caseId,
  /** Fields shown from the merged case; where the other has none they always are. */
  shown: z.array(z.enum(ADOPTABLE)).max(ADOPTABLE.length).default([]),
});
export type MergeCase = z.infer<typeof mergeCase>;
export const unmergeCase = z.strictObject({ id: caseId, reason });
export type UnmergeCase = z.infer<typeof unmergeCase>;
export const notSame = z.strictObject({ id: caseId, other: caseId });
export type NotSame = z.infer<typeof notSame>;

export interface MergeEvents {
  'cases.CaseMerged': {
    id: string;
    into: string;
    disease: string;
    /** What the case that stays takes over, and what it said before. */
    adopted: Changes;
    before: Changes;
    /** Weight and reasons at the time; absent when nothing but the worker's word speaks for it. */
    like?: Similar;
  } & Moves;
  'cases.CaseUnmerged': {
    id: string;
    from: string;
    disease: string;
    reason: string;
    classification: Classification;
    adopted: Changes;
    before: Changes;
  } & Moves &
    Standing;
  'cases.LikenessDismissed': { id: string; other: string; disease: string };
  'cases.LikenessRecalled': { id: string; other: string; disease: string };
}

/** Words and thresholds for screens, apart from the engine: they load no more than they show. */
export { bits, FIELD_WORDS, LEVEL_WORDS, STARTING_SHOWN, why as whyLike } from '../../engines/linkage/words.ts';
