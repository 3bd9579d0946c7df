import type { Refusal } from '../kernel/refusal.ts';
import { isRefusal, refuse } from '../kernel/refusal.ts';
import type { Day } from '../kernel/time.ts';
import { valueOn } from './read.ts';
import type { Edition, ParamValue } from './schema.ts';
import type { AreaUnit } from './schema-city.ts';

/** In the order people go through them. */
export const PLACES = ['hospital', 'central', 'home'] as const;
export type Place = (typeof PLACES)[number];

export interface Phase {
  place: Place;
  days: number;
  /** Day numbers inside the phase, from 1. */
  tests: number[];
  /** monitoring: healthy at home, watched; isolation: may not go out. */
  regime: 'isolation' | 'monitoring';
  clause: string;
}

export interface Stay {
  kind: 'stay';
  edition: string;
  personClass: string;
  phases: Phase[];
  totalDays: number;
  /** Day 0: lastExposure, leaving, arrival...; undefined when the edition does not say. */
  clockStart: string | undefined;
  /** Free choice the edition leaves. */
  alternative: string | undefined;
}

/** No stay: tests or health monitoring only. */
export interface Watch {
  kind: 'watch';
  edition: string;
  personClass: string;
  tests: { count: number; withinDays: number | undefined; gapHours: number | undefined } | undefined;
  monitoringDays: number;
  clause: string;
}

export interface NothingRequired {
  kind: 'none';
  edition: string;
  /** Where the edition says so. */
  clause: string;
}

export type StayPlan = Stay | Watch | NothingRequired;

/** What an edition requires of a class of people (`contact.close`, `riskarea.leaver.high`...) on a day. */
export function stayPlan(of: Edition, personClass: string, day: Day): StayPlan | Refusal {
  if (!of.dictionary.personClasses[personClass]) {
    const known = Object.keys(of.dictionary.personClasses).join(', ');
    return refuse('person-class-unknown', personClass, {
      en: `person-class-unknown: "${personClass}". Known: ${known}.`,
      zh: `没有人员类别“${personClass}”。现有：${known}。`,
    });
  }
  const read = (suffix: string): ParamValue | undefined => stated(of, `${personClass}.${suffix}`, day);
  const determined = valueOn(of, `${personClass}.determine`, day);
  if (isRefusal(determined)) return determined;
  if (determined.value !== true) return { kind: 'none', edition: of.id, clause: determined.clause };

  const phases: Phase[] = [];
  for (const place of PLACES) {
    const days = read(`quarantine.${place}.days`);
    if (typeof days?.value !== 'number' || days.value === 0) continue;
    const tests = read(`tests.${place}.days`)?.value;
    const regime = place === 'home' ? read('quarantine.home.regime')?.value : 'isolation';
    if (regime !== 'isolation' && regime !== 'monitoring') {
      return refuse(
        'stay-regime-unstated',
        { edition: of.id, personClass },
        {
          en: `stay-regime-unstated: ${of.id} gives ${personClass} ${days.value} days at home but not whether they may go out. State quarantine.home.regime.`,
          zh: `${of.id} 规定 ${personClass} 居家 ${days.value} 天，但未说明能否外出，请补充 quarantine.home.regime。`,
        },
      );
    }
    phases.push({ place, days: days.value, tests: Array.isArray(tests) ? tests : [], regime, clause: days.clause });
  }
  if (phases.length > 0) {
    const clockStart = read('clock.start')?.value;
    const alternative = read('quarantine.alternative')?.value;
    return {
      kind: 'stay',
      edition: of.id,
      personClass,
      phases,
      totalDays: phases.reduce((sum, phase) => sum + phase.days, 0),
      clockStart: typeof clockStart === 'string' ? clockStart : undefined,
      alternative:
        alternative !== undefined && alternative !== null && typeof alternative === 'object' && 'en' in alternative
          ? alternative.en
          : undefined,
    };
  }
  const count = read('tests.count')?.value;
  const monitoring = read('monitoring.days');
  if (typeof count === 'number' || monitoring || read('handling')) {
    const number = (suffix: string): number | undefined => {
      const value = read(suffix)?.value;
      return typeof value === 'number' ? value : undefined;
    };
    return {
      kind: 'watch',
      edition: of.id,
      personClass,
      clause: determined.clause,
      tests:
        typeof count === 'number'
          ? { count, withinDays: number('tests.within.days'), gapHours: number('tests.gap.h') }
          : undefined,
      monitoringDays: typeof monitoring?.value === 'number' ? monitoring.value : 0,
    };
  }
  return refuse(
    'stay-unstated',
    { edition: of.id, personClass },
    {
      en: `stay-unstated: ${of.id} determines ${personClass} but states no days. Complete the edition before ordering a stay.`,
      zh: `${of.id} 规定判定 ${personClass} 但未给出天数，请补全方案后再下达。`,
    },
  );
}

export interface ZonePlan {
  kind: 'zone';
  edition: string;
  level: string;
  /** Days from the last new infection after which it must be lifted: no order may run longer without a new decision. */
  maxDays: number;
  liftRule: {
    text: { en: string; zh: string } | undefined;
    cleanRound: boolean;
    then: string | undefined;
    clause: string;
  };
  unit: AreaUnit;
  smallest: AreaUnit;
  largest: AreaUnit;
  /** Smallest first. */
  units: AreaUnit[];
  /** May a new infection inside extend it; then only with a new decision. */
  mayExtend: boolean;
}

/** What an edition allows for a zone of a level (`high`, `closed`...) on a day; kind `none` when the level does not exist. */
export function zonePlan(of: Edition, level: string, day: Day): ZonePlan | NothingRequired | Refusal {
  const read = (suffix: string): ParamValue | undefined => stated(of, `zone.${level}.${suffix}`, day);
  if (!of.dictionary.zoneLevels[level]) {
    const known = Object.keys(of.dictionary.zoneLevels).join(', ');
    return refuse('zone-level-unknown', level, {
      en: `zone-level-unknown: "${level}". Known: ${known}.`,
      zh: `没有风险区级别“${level}”。现有：${known}。`,
    });
  }
  const used = valueOn(of, `zone.${level}.used`, day);
  if (isRefusal(used)) return used;
  if (used.value !== true) return { kind: 'none', edition: of.id, clause: used.clause };
  const days = valueOn(of, `zone.${level}.lift.days`, day);
  if (isRefusal(days)) return days;
  const unit = valueOn(of, `zone.${level}.unit`, day);
  const order = (of.dictionary.keys['zone.*.unit']?.order ?? []) as AreaUnit[];
  const main = isRefusal(unit) ? undefined : (unit.value as AreaUnit);
  if (typeof days.value !== 'number')
    return refuse('zone-lift-abolished', level, {
      en: `zone-lift-abolished: ${of.id} has no lifting term for ${level} (${days.clause}).`,
      zh: `${of.id} 已无 ${level} 的解除期限(${days.clause})。`,
    });
  const smallest = (read('unit.smallest')?.value ?? main) as AreaUnit | undefined;
  const largest = (read('unit.largest')?.value ?? main) as AreaUnit | undefined;
  if (!smallest || !largest)
    return refuse('zone-unit-unstated', level, {
      en: `zone-unit-unstated: ${of.id} does not say how large a ${level} zone may be. State zone.${level}.unit.`,
      zh: `${of.id} 未规定 ${level} 的划定单元，请补充 zone.${level}.unit。`,
    });
  const text = read('lift')?.value;
  const then = read('then')?.value;
  return {
    kind: 'zone',
    edition: of.id,
    level,
    maxDays: days.value,
    liftRule: {
      text: text !== undefined && text !== null && typeof text === 'object' && 'en' in text ? text : undefined,
      cleanRound: read('lift.round')?.value === true,
      then: typeof then === 'string' ? then : undefined,
      clause: days.clause,
    },
    unit: main ?? largest,
    smallest,
    largest,
    units: order.slice(order.indexOf(smallest), order.indexOf(largest) + 1),
    mayExtend: read('extend')?.value === true,
  };
}

/** The value, or undefined when the edition is silent or has abolished it. */
function stated(of: Edition, key: string, day: Day): ParamValue | undefined {
  const found = valueOn(of, key, day);
  return isRefusal(found) || found.value === null ? undefined : found;
}
