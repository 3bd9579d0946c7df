import { counted } from '../kernel/plural.ts';
import type { Refusal, Words } from '../kernel/refusal.ts';
import { isRefusal } from '../kernel/refusal.ts';
import { mayDecide } from './authority.ts';
import type { StayPlan } from './plans.ts';
import { stayPlan, zonePlan } from './plans.ts';
import type { Edition, ProtocolLibrary } from './schema.ts';
import type { AreaUnit, Comparison, LocalRule, MeasureWord, Where } from './schema-city.ts';
import { AREA_UNITS } from './schema-city.ts';

/** One way in which a local rule departs from the edition in force. */
export interface Violation {
  /** Number of the nine don'ts; undefined for laxness and for additions outside the nine. */
  dont: number | undefined;
  names: Words;
  local: string;
  edition: string;
  clause: string;
  direction: 'stricter' | 'laxer';
}

type Fact = string | number | boolean | undefined;
type Facts = Record<string, Fact>;

/** Severity of what is done to a person: tests < monitoring < home < central < turned back. */
const SEVERITY: readonly MeasureWord[] = ['none', 'tests', 'monitor', 'home', 'central', 'turnBack'];
const severity = (measure: MeasureWord): number => SEVERITY.indexOf(measure);

/**
 * Compares a local rule with the edition it should follow: stricter (层层加码) and laxer (放松).
 * Days are compared only when the kind of measure is one the edition uses for such persons: otherwise the measure itself is the fault.
 */
export function compare(rule: LocalRule, edition: Edition, library: ProtocolLibrary): Violation[] | Refusal {
  const seen = see(rule, edition, library);
  if (isRefusal(seen)) return seen;
  const { facts, says, clause } = seen;
  const found: Violation[] = [];
  for (const dont of library.nineDonts) {
    if (!applies(dont.when, facts) || dont.require.every((comparison) => holds(comparison, facts))) continue;
    found.push({
      dont: dont.n,
      names: dont.names,
      local: rule.text,
      edition: both(says),
      clause: `${clause}; ${dont.clause}`,
      direction: 'stricter',
    });
  }
  const add = (names: Words, direction: Violation['direction']): void => {
    found.push({ dont: undefined, names, local: rule.text, edition: both(says), clause, direction });
  };
  if (found.length === 0 && facts.stricterOtherwise === true) add(library.laxness.otherAddition, 'stricter');
  if (facts.weaker === true) add(library.laxness.weaker, 'laxer');
  return found;
}

/** One line in both languages; kernel/names.ts takes it apart again. */
const both = ({ en, zh }: Words): string => `${zh} / ${en}`;

interface Seen {
  facts: Facts;
  /** What the edition says instead. */
  says: Words;
  clause: string;
}

function see(rule: LocalRule, edition: Edition, library: ProtocolLibrary): Seen | Refusal {
  const measure = [...rule.phases].sort((a, b) => severity(b.measure) - severity(a.measure))[0]?.measure ?? 'none';
  const level = rule.area?.level ?? 'any';
  const restricted = restrictedLevels(edition, rule.from);
  const base: Facts = {
    on: rule.on,
    audience: rule.audience,
    measure,
    reason: rule.reason,
    areaRestricted: restricted.includes(level),
  };
  if (rule.on === 'person') return seePerson(rule, edition, base);
  if (rule.on === 'zone') return seeZone(rule, edition, base);
  if (rule.on === 'checkpoint') {
    const may = mayDecide(
      library.authority,
      'entry-exit-inspection',
      rule.issuer,
      edition.managedAs ?? edition.diseaseClass,
      { approvedAbove: rule.issuer.level === 'province' || rule.issuer.level === 'country' },
    );
    return {
      facts: { ...base, issuerMayDecide: !isRefusal(may) },
      says: isRefusal(may) ? may.words : may.names,
      clause: isRefusal(may) ? '' : may.article,
    };
  }
  const names = restricted.map((each) => edition.dictionary.zoneLevels[each]?.names ?? { en: each, zh: each });
  return {
    facts: base,
    says: {
      en: `areas under restriction: ${names.map(({ en }) => en).join(', ') || 'none'}`,
      zh: `采取限制的区域：${names.map(({ zh }) => zh).join('、') || '无'}`,
    },
    clause: edition.id,
  };
}

/** Area levels whose people may be held to limits under the edition: those with a lifting term. */
const restrictedLevels = (edition: Edition, day: string): string[] =>
  Object.keys(edition.dictionary.zoneLevels).filter((level) => {
    const plan = zonePlan(edition, level, day);
    return !isRefusal(plan) && plan.kind === 'zone';
  });

function seeZone(rule: LocalRule, edition: Edition, base: Facts): Seen | Refusal {
  const level = rule.area?.level ?? 'any';
  const plan = zonePlan(edition, level, rule.from);
  if (isRefusal(plan)) return plan;
  const days = rule.phases.reduce((sum, phase) => sum + phase.days, 0);
  if (plan.kind === 'none')
    return {
      facts: { ...base, days, levelInEdition: true, editionDays: 0 },
      says: {
        en: `no areas of level ${edition.dictionary.zoneLevels[level]?.names.en ?? level}`,
        zh: `不设${edition.dictionary.zoneLevels[level]?.names.zh ?? level}`,
      },
      clause: plan.clause,
    };
  const tooWide =
    rule.area?.unit !== undefined && AREA_UNITS.indexOf(rule.area.unit) > AREA_UNITS.indexOf(plan.largest);
  return {
    facts: {
      ...base,
      days,
      levelInEdition: true,
      editionDays: plan.maxDays,
      stricterOtherwise: tooWide,
      weaker: days < plan.maxDays,
    },
    says: {
      en: `${counted(plan.maxDays, 'day')} after the last new infection; at most a ${plan.largest}`,
      zh: `末例后${plan.maxDays}天；最大为${UNIT_WORDS[plan.largest]}`,
    },
    clause: plan.liftRule.clause,
  };
}

function seePerson(rule: LocalRule, edition: Edition, base: Facts): Seen | Refusal {
  const level = rule.area?.level ?? 'any';
  // A rule that does not ask for the risk level also takes people from low-risk places.
  const personClass = rule.personClass ?? `riskarea.leaver.${level === 'any' ? 'low' : level}`;
  const plan = stayPlan(edition, personClass, rule.from);
  if (isRefusal(plan)) return plan;
  const zone = zonePlan(edition, level, rule.from);
  const widest = !isRefusal(zone) && zone.kind === 'zone' ? AREA_UNITS.indexOf(zone.largest) : AREA_UNITS.length;
  const fromLowRisk = rule.personClass === undefined && (level === 'low' || level === 'any');
  const allowed = daysBySeverity(phasesOf(plan));
  const local = daysBySeverity(rule.phases);
  const measureInEdition = SEVERITY.every((_, i) => (local[i] ?? 0) === 0 || (allowed[i] ?? 0) > 0 || i === 0);
  const excess = Math.max(...SEVERITY.map((_, i) => (local[i] ?? 0) - (allowed[i] ?? 0)));
  const lack = Math.max(...SEVERITY.map((_, i) => (allowed[i] ?? 0) - (local[i] ?? 0)));
  const tests = testsOf(plan);
  const restricts = rule.phases.some((phase) => severity(phase.measure) > severity('none'));
  const areaRank =
    rule.personClass === undefined && rule.area?.unit !== undefined ? AREA_UNITS.indexOf(rule.area.unit) : 0;
  return {
    facts: {
      ...base,
      fromLowRisk,
      classInEdition: !restricts || plan.kind !== 'none',
      areaRank,
      editionAreaRank: widest,
      measureInEdition,
      excessDays: excess,
      stricterOtherwise: excess > 0 || (rule.tests !== undefined && rule.tests.length > tests),
      weaker: lack > 0 || (rule.tests !== undefined && rule.tests.length < tests),
    },
    says: { en: sayPlan(plan), zh: sayPlanZh(plan) },
    clause: clauseOf(plan),
  };
}

/** For each severity, the days spent at least that severely. */
function daysBySeverity(phases: readonly { measure: MeasureWord; days: number }[]): number[] {
  return SEVERITY.map((_, i) =>
    phases.reduce((sum, phase) => (i > 0 && severity(phase.measure) >= i ? sum + phase.days : sum), 0),
  );
}

function phasesOf(plan: StayPlan): { measure: MeasureWord; days: number }[] {
  if (plan.kind === 'none') return [];
  if (plan.kind === 'watch') return [{ measure: 'monitor', days: plan.monitoringDays }];
  return plan.phases.map((phase) => ({
    days: phase.days,
    measure: phase.place !== 'home' ? 'central' : phase.regime === 'isolation' ? 'home' : 'monitor',
  }));
}

const testsOf = (plan: StayPlan): number =>
  plan.kind === 'stay'
    ? plan.phases.reduce((sum, phase) => sum + phase.tests.length, 0)
    : plan.kind === 'watch'
      ? (plan.tests?.count ?? 0)
      : 0;

const clauseOf = (plan: StayPlan): string =>
  `${plan.edition}: ${plan.kind === 'stay' ? (plan.phases[0]?.clause ?? '') : plan.clause}`;

/** A plan in a line, as a report prints it. */
export function sayPlan(plan: StayPlan): string {
  if (plan.kind === 'none') return `nothing required (${plan.clause})`;
  if (plan.kind === 'watch')
    return (
      [
        plan.tests && `${counted(plan.tests.count, 'test')} in ${plan.tests.withinDays ?? '?'} days`,
        plan.monitoringDays > 0 && `${counted(plan.monitoringDays, 'day')} health monitoring`,
      ]
        .filter(Boolean)
        .join(', ') || 'health watched'
    );
  return plan.phases
    .map(
      (phase) =>
        `${counted(phase.days, 'day')} ${phase.place}${phase.regime === 'monitoring' ? ' monitoring' : ''}${phase.tests.length ? ` (tests ${phase.tests.join(', ')})` : ''}`,
    )
    .join(', then ');
}

const PLACE_WORDS: Record<string, string> = { home: '居家', central: '集中', hospital: '医院' };
/** The same in Chinese. */
function sayPlanZh(plan: StayPlan): string {
  if (plan.kind === 'none') return '无要求';
  if (plan.kind === 'watch')
    return (
      [
        plan.tests && `${plan.tests.withinDays ?? '?'}天${plan.tests.count}检`,
        plan.monitoringDays > 0 && `${plan.monitoringDays}天健康监测`,
      ]
        .filter(Boolean)
        .join('，') || '健康监测'
    );
  return plan.phases
    .map(
      (phase) =>
        `${phase.days}天${PLACE_WORDS[phase.place] ?? phase.place}${phase.regime === 'monitoring' ? '健康监测' : '隔离'}${phase.tests.length ? `（第${phase.tests.join('、')}天检测）` : ''}`,
    )
    .join('，随后');
}

const UNIT_WORDS: Record<AreaUnit, string> = {
  household: '户',
  floor: '楼层',
  unit: '单元',
  building: '楼栋',
  estate: '小区',
  community: '社区',
  street: '街道',
  district: '区',
  city: '市',
  province: '省',
};

const applies = (when: Where, facts: Facts): boolean =>
  Object.entries(when).every(([name, wanted]) =>
    Array.isArray(wanted) ? wanted.some((each) => each === facts[name]) : wanted === facts[name],
  );

function holds({ left, op, right }: Comparison, facts: Facts): boolean {
  const value = facts[left];
  if (Array.isArray(right))
    return op === 'in' ? right.some((each) => each === value) : op === 'notIn' && !right.some((each) => each === value);
  const other = typeof right === 'string' && right.startsWith('$') ? facts[right.slice(1)] : right;
  if (op === 'eq') return value === other;
  if (op === 'ne') return value !== other;
  if (typeof value !== 'number' || typeof other !== 'number') return false;
  return op === 'lte' ? value <= other : op === 'gte' && value >= other;
}
