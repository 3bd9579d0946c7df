import { measureRow } from '../../protocols/authority.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { AuthorityMatrix } from '../../protocols/schema-law.ts';
import type { DiseaseClass, Edition } from '../../protocols/schema.ts';

/** The measure of the authority matrix that a stay is. */
export const MEASURE = 'personal-isolation';

/** The class whose powers apply: a decree may manage a disease as a higher class for a time; habit may not. */
export const classOf = (edition: Pick<Edition, 'diseaseClass' | 'managedAs'>): DiseaseClass => edition.managedAs ?? edition.diseaseClass;

/** Whether the law still gives the power for a stay under an edition, whoever ordered it. */
export function stillLawful(matrix: AuthorityMatrix, edition: Edition): boolean {
  const row = measureRow(matrix, MEASURE);
  return !isRefusal(row) && row.classes.includes(classOf(edition));
}
