import type { Decision, StreamKind, Told } from '../../kernel/capability.ts';
import { canonical } from '../../kernel/chain.ts';
import type { Event } from '../../kernel/event.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { compare, type Violation } from '../../protocols/compare.ts';
import { editionIn, type InForce } from '../../protocols/in-force.ts';
import * as model from './model.ts';

/** Where a local rule departs from the edition in force in its area: the day it is read, or its own first day when that is later. */
export function deviationsOf(
  told: Told,
  entered: model.EnterLocalRule,
): { edition: string; violations: Violation[] } | Refusal {
  const protocol = told.protocol as InForce;
  const { rule } = entered;
  const day = rule.from > told.today ? rule.from : told.today;
  const edition = editionIn(protocol, entered.disease, entered.area, day);
  if (isRefusal(edition)) return edition;
  // compare reads the edition on the rule's day; an edition cannot be read before it began.
  const violations = compare({ ...rule, from: day }, edition, protocol.library);
  return isRefusal(violations) ? violations : { edition: edition.id, violations };
}

function compareAgain(state: model.LocalRuleState | undefined, input: model.CompareLocalRule, told: Told): Decision {
  if (!state || state.withdrawn) return [];
  const found = deviationsOf(told, state.entered);
  if (isRefusal(found)) return found;
  return canonical(found.violations) === canonical(state.violations)
    ? []
    : [{ type: 'editions.LocalRuleCompared', edition: found.edition, data: { id: input.id, ...found } }];
}

export const localrule: StreamKind<model.LocalRuleState> = {
  evolve(state, event: Event) {
    if (event.type === 'editions.LocalRuleEntered') {
      const {
        violations,
        edition: _edition,
        issuer: _issuer,
        ...entered
      } = event.data as model.EditionEvents['editions.LocalRuleEntered'];
      return { entered, violations, withdrawn: false };
    }
    if (event.type === 'editions.LocalRuleCompared') return state && { ...state, violations: event.data.violations };
    if (event.type === 'editions.LocalRuleWithdrawn') return state && { ...state, withdrawn: true };
    return state;
  },
  commands: {
    EnterLocalRule: {
      label: { en: 'Enter a local rule for comparison', zh: '录入地方规定并比对' },
      input: model.enterLocalRule,
      roles: ['officer', 'hq', 'overseer', 'desk', 'grid'],
      purpose: 'oversight',
      stream: (input: model.EnterLocalRule) => input.id,
      area: (input) => input.area,
      decide(state, input: model.EnterLocalRule, told) {
        if (state)
          return refuse('local-rule-exists', input.id, {
            en: `Local rule ${input.id} is entered already.`,
            zh: `地方规定 ${input.id} 已录入。`,
          });
        const found = deviationsOf(told, input);
        if (isRefusal(found)) return found;
        return [
          {
            type: 'editions.LocalRuleEntered',
            edition: found.edition,
            data: { ...input, ...found, issuer: input.rule.issuer.name },
          },
        ];
      },
    },
    CompareLocalRule: {
      label: { en: 'Compare a local rule again', zh: '重新比对地方规定' },
      input: model.compareLocalRule,
      roles: ['system', 'overseer'],
      purpose: 'oversight',
      stream: (input: model.CompareLocalRule) => input.id,
      area: (_input, state) => state?.entered.area,
      decide: compareAgain,
    },
    WithdrawLocalRule: {
      label: { en: 'Record that a local rule was withdrawn', zh: '登记地方规定已撤销' },
      input: model.withdrawLocalRule,
      roles: ['officer', 'hq', 'overseer'],
      purpose: 'oversight',
      stream: (input: model.WithdrawLocalRule) => input.id,
      area: (_input, state) => state?.entered.area,
      decide(state, input: model.WithdrawLocalRule) {
        if (!state)
          return refuse('local-rule-unknown', input.id, {
            en: `No local rule ${input.id}.`,
            zh: `没有地方规定 ${input.id}。`,
          });
        return state.withdrawn ? [] : [{ type: 'editions.LocalRuleWithdrawn', data: input }];
      },
    },
  },
};
