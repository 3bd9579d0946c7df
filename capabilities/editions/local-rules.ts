import type { Told } from '../../kernel/capability.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { compare, type Violation } from '../../protocols/compare.ts';
import { editionIn, type InForce } from '../../protocols/in-force.ts';
import type { EnterLocalRule } from './model.ts';

/** Where a local rule departs from the edition in force in its area: the day it is read, or its own first day when that is later. */
export function deviationsOf(told: Told, entered: EnterLocalRule): { edition: string; violations: Violation[] } | Refusal {
  const protocol = told.protocol as InForce;
  const { rule } = entered;
  const day = rule.from > told.today ? rule.from : told.today;
  const edition = editionIn(protocol, entered.disease, entered.area, day);
  if (isRefusal(edition)) return edition;
  // compare reads the edition on the rule's day; an edition cannot be read before it began.
  const violations = compare({ ...rule, from: day }, edition, protocol.library);
  return isRefusal(violations) ? violations : { edition: edition.id, violations };
}
