/** The door of editions: which rules a place follows, and where local rules depart from them. */

export type { Choices, RuleNames } from './library.ts';
export type { EditionEvents, SignOff } from './model.ts';
export type { InForceRow, LocalRuleRow, SignOffRow } from './views.ts';
export { activeOf } from './views.ts';
