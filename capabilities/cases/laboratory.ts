import { type Known, LikelySame, type Similar } from './likeness.ts';
import { SAME_PERSON } from './likeness-words.ts';

/** Who a laboratory says a result is of. `id` is the specimen's. */
export type LaboratoryPerson = Omit<Known, 'reportedOn' | 'onset'> & { sampledOn?: string };

/** What becomes of a result: filed with one case, looked at by a person, or of nobody known. Candidates with their weights in every case. */
export type Filed =
  | { verdict: 'same'; case: string; candidates: Similar[] }
  | { verdict: 'review' | 'unknown'; candidates: Similar[] };

/**
 * Matches the person of a laboratory result with known cases of the disease. Filed without a look only where one case
 * weighs `sure` or more and no other comes within eight bits of it (one in 256): two brothers are a person's decision.
 * Thresholds are in bits; the default ones are shown with every weight.
 */
export function fileResult(
  result: LaboratoryPerson,
  cases: readonly Known[],
  thresholds: { review: number; sure: number } = SAME_PERSON,
): Filed {
  if (!(thresholds.review <= thresholds.sure))
    throw new Error(
      `laboratory-thresholds: review ${thresholds.review} is above sure ${thresholds.sure}. Give review at most sure.`,
    );
  const { sampledOn, ...person } = result;
  const same = new LikelySame();
  for (const each of cases) same.hold(each);
  const candidates = same.like({ ...person, reportedOn: sampledOn }, thresholds.review);
  const [best, next] = candidates;
  if (!best) return { verdict: 'unknown', candidates };
  const alone = !next || best.weight - next.weight >= CLEAR;
  return best.weight >= thresholds.sure && alone
    ? { verdict: 'same', case: best.id, candidates }
    : { verdict: 'review', candidates };
}

/** Bits by which the best must lead. */
const CLEAR = 8;
