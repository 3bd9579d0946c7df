import { isRefusal } from '../../kernel/refusal.ts';
import { mayDecide } from '../../protocols/authority.ts';
import { compare } from '../../protocols/compare.ts';
import { UNIT_NAMES } from '../../protocols/names.ts';
import type { ZonePlan } from '../../protocols/plans.ts';
import type { Edition } from '../../protocols/schema.ts';
import { AREA_UNITS } from '../../protocols/schema-city.ts';
import type { AuthorityRow } from '../../protocols/schema-law.ts';
import { classOf } from '../stays/index.ts';
import { type Asked, type Condition, line, refused, said } from './condition.ts';
import { unitOf, type ZoneEvidence } from './model.ts';
import { measureOf, tooLarge } from './term.ts';

/** Whether it is needed, no larger and no longer than the edition allows, and weighed. */
export function necessity(
  { proposal, today, protocol }: Asked,
  plan: ZonePlan,
  edition: Edition,
  evidence: ZoneEvidence[],
  bad: string[],
  over: boolean,
): Condition[] {
  const unit = unitOf(proposal.scope);
  const larger = AREA_UNITS.indexOf(unit) > AREA_UNITS.indexOf(plan.smallest);
  const rule = (on: 'zone' | 'travel') =>
    compare(
      {
        id: proposal.id,
        text: `${proposal.level} ${unit}`,
        issuer: { name: proposal.id, level: 'district', kind: 'government' },
        on,
        audience: 'anyone',
        area: { level: proposal.level, unit },
        phases: [{ measure: 'close', days: plan.maxDays }],
        from: today,
      },
      edition,
      protocol.library,
    );
  const broken = [rule('zone'), rule('travel')].flatMap((found) =>
    isRefusal(found)
      ? [found.words]
      : found.filter((item) => item.direction === 'stricter' && item.dont !== undefined).map((item) => item.names),
  );
  return [
    line(
      'evidence-missing',
      'Cases inside make it necessary',
      '区内有病例依据',
      evidence.length === 0 ? [proposal.id] : [],
      'Name the cases inside.',
      '请列明区内病例。',
    ),
    line(
      'evidence-invalid',
      'Every named case stands and lies inside',
      '所列病例成立且在区内',
      bad,
      'Remove cases that are discarded, outside or of another disease.',
      '请删除已排除、区外或其他疾病的病例。',
    ),
    line(
      'term-over',
      'The edition still asks for days without a new infection',
      '按方案尚未满解除期',
      over ? [plan.level] : [],
      `The ${plan.maxDays} days are over: nothing may be closed.`,
      `${plan.maxDays} 天已满，不得划定。`,
    ),
    line(
      'unit-too-large',
      `At most a ${UNIT_NAMES[plan.largest].en}`,
      `最大划至${UNIT_NAMES[plan.largest].zh}`,
      tooLarge(edition, plan, unit, proposal.largerReason, today) ? [unit] : [],
      `${edition.id} allows ${plan.units.map((each) => UNIT_NAMES[each].en).join(', ')}. Propose these.`,
      `${edition.id} 仅允许${plan.units.map((each) => UNIT_NAMES[each].zh).join('、')}，请缩小范围。`,
    ),
    line(
      'larger-reason-missing',
      'Smallest unit, or a reason for a larger one',
      '最小单元，或说明扩大理由',
      larger && !proposal.largerReason ? [unit] : [],
      `Propose the ${UNIT_NAMES[plan.smallest].en}, or say why it must be the ${UNIT_NAMES[unit].en}.`,
      `请以${UNIT_NAMES[plan.smallest].zh}为单元，或说明为何须划到${UNIT_NAMES[unit].zh}。`,
    ),
    said('aim-missing', 'Aim', '目的', proposal.aim, 'Say what it is to achieve.', '请写明要达到的目的。'),
    line(
      'alternatives-missing',
      'Alternatives considered',
      '比选过的其他措施',
      proposal.alternatives.length === 0 ? [proposal.id] : [],
      'Name what else was considered and why it does not do.',
      '请列明考虑过的其他措施及不采用的理由。',
    ),
    said(
      'least-harm-missing',
      'Least harm',
      '影响最小',
      proposal.leastHarm,
      'Say why nothing milder would do.',
      '请说明为何没有更轻的措施。',
    ),
    said(
      'cost-missing',
      'Expected cost to those inside',
      '对区内居民的影响',
      proposal.expectedCost,
      'Say what it costs them: work, school, care.',
      '请写明对工作、上学、就医的影响。',
    ),
    line(
      'nine-donts',
      "None of the nine don'ts",
      '不违反“九不准”',
      broken.map((words) => words.en),
      'Correct what goes beyond the edition.',
      '请更正超出方案之处。',
    ),
  ];
}

/** Whether this person may decide it, alone or not. */
export function lawful(
  { proposal, protocol, today, publisher, authors }: Asked,
  edition: Edition,
): { conditions: Condition[]; power?: AuthorityRow; measure?: string } {
  const { library } = protocol;
  const measure = measureOf(library, proposal.level, today);
  if (isRefusal(measure)) return { conditions: [refused('measure-missing', measure)] };
  if (!publisher) return { measure, conditions: [] };
  const power = mayDecide(library.authority, measure, publisher.org, classOf(edition), {
    citations: library.citations,
  });
  const id = isRefusal(power) && power.refused === 'measure-wrong-class' ? 'measure-wrong-class' : 'authority-missing';
  const authority: Condition = isRefusal(power)
    ? refused(id, power)
    : line('authority-missing', `Authority for: ${power.names.en}`, `有权决定：${power.names.zh}`, [], '', '');
  const second = line(
    'second-person-missing',
    'A second person publishes',
    '由另一人发布',
    authors.includes(publisher.id) ? [publisher.id] : [],
    'Somebody of authority who did not write the proposal must publish it.',
    '须由未参与起草的有权人员发布。',
  );
  return { measure, conditions: [authority, second], ...(isRefusal(power) ? {} : { power }) };
}
