/** The door of the editions' screens: rules by name. */
export { type SayRule, useRuleNames } from './rule-names.ts';
