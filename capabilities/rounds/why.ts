import type { Blocker } from '../../engines/dispatch/live/blocker.ts';
import type { Reason } from '../../engines/dispatch/live/reasons.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Rest } from './problem.ts';

/** Why one person cannot take a stop, and what would make it fit. */
export interface Why {
  member: string;
  rule: string;
  words: Words;
}

/** A reason of the engine in the city's words. */
export function whyOf(rest: Rest, { vehicle, blockers }: Reason): Why {
  const member = rest.sheet.goers[vehicle];
  const first = blockers[0];
  const name = member?.name ?? '';
  return {
    member: member?.id ?? '',
    rule: first?.rule ?? 'none',
    words: first
      ? wordsOf(name, first)
      : { en: `${name} could take it: plan again.`, zh: `${name}可以承担，请重新排班。` },
  };
}

/** A broken rule in words, whoever broke it. */
export function ruleWords(name: string, rule: string, seconds: number): Words {
  const minutes = Math.ceil(seconds / 60);
  switch (rule) {
    case 'window':
      return {
        en: `${name} would come ${minutes} min too late. A later end of the window would make it fit.`,
        zh: `${name}将晚到 ${minutes} 分钟；放宽时段即可。`,
      };
    case 'shift':
      return {
        en: `${name}'s shift would end ${minutes} min too late.`,
        zh: `${name}的班次将超时 ${minutes} 分钟。`,
      };
    case 'skill':
      return { en: `${name} lacks the skill or licence.`, zh: `${name}缺少所需技能或资质。` };
    case 'skills':
      return {
        en: `${name} lacks the skill or licence, or it lies outside ${name}'s area.`,
        zh: `${name}缺少所需技能或资质，或不在其辖区内。`,
      };
    case 'barred':
      return { en: `It lies outside ${name}'s area.`, zh: `不在${name}的辖区内。` };
    case 'load':
      return { en: `${name} has no room left.`, zh: `${name}已无装载空间。` };
    case 'stops':
      return { en: `${name} has as many households as allowed.`, zh: `${name}包户已达上限。` };
    case 'driving':
      return { en: `${name} would drive ${minutes} min too long.`, zh: `${name}驾驶将超时 ${minutes} 分钟。` };
    case 'break':
      return { en: `${name} could not take the break.`, zh: `${name}将无法休息。` };
    case 'hygiene':
      return {
        en: `It may not meet who is or was in ${name}'s vehicle, and there is no time to clean.`,
        zh: `不得与${name}车内（曾有）人员混乘，且来不及清洁。`,
      };
    case 'no-way':
    case 'unreachable':
      return { en: `There is no way there for ${name}: a road is closed.`, zh: `${name}无路可达：道路封闭。` };
    default:
      return { en: `${name} cannot take it (${rule}).`, zh: `${name}无法承担（${rule}）。` };
  }
}

function wordsOf(name: string, blocker: Blocker): Words {
  if (blocker.rule !== 'skill') return ruleWords(name, blocker.rule, 'by' in blocker ? blocker.by : 0);
  const named = (car: string) =>
    blocker.missing.map((code) => (code === 'car' ? car : code.replace('licence:', ''))).join(', ');
  return { en: `${name} lacks ${named('a car')}.`, zh: `${name}缺少：${named('车辆')}。` };
}
