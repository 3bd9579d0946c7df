/** The door of the editions' screens: rules by name, and choosing a disease. */
export { DiseasePick } from './disease-pick.tsx';
export { type SayRule, useRuleNames } from './rule-names.ts';
