import type { Org } from '../../kernel/actor.ts';
import type { Finds, Row } from '../../kernel/capability.ts';
import { ancestorAt, isWithin, type PlacePath } from '../../kernel/place.ts';
import { isRefusal, type Refusal, refuse, type Words } from '../../kernel/refusal.ts';
import { addHours, type Day, type Instant } from '../../kernel/time.ts';
import { mayDecide } from '../../protocols/authority.ts';
import { compare } from '../../protocols/compare.ts';
import { editionIn, type InForce } from '../../protocols/in-force.ts';
import type { ZonePlan } from '../../protocols/plans.ts';
import { settingOn } from '../../protocols/read.ts';
import type { Edition, ProtocolLibrary } from '../../protocols/schema.ts';
import { AREA_UNITS } from '../../protocols/schema-city.ts';
import type { AuthorityRow } from '../../protocols/schema-law.ts';
import type { CarerRow } from '../crew/index.ts';
import type { CareSlotRow, HouseholdRow } from '../people/index.ts';
import type { PlaceRow } from '../places/index.ts';
import { careFaults, classOf } from '../stays/index.ts';
import { areaOf, type Proposal, unitOf, type ZoneEvidence } from './model.ts';
import { allowed, dayZeroOf, endOfZone, measureOf, tooLarge } from './term.ts';

/** One line of the checklist. `what` says what to do about it. */
export interface Condition {
  id: string;
  names: Words;
  met: boolean;
  what: Words;
  /** The offending households, exits, slots, cases. */
  values: string[];
}

export interface CaseFacts extends Row {
  disease: string;
  status?: string;
  household?: string | null;
  onset?: Day | null;
  detectedOn?: Day | null;
  reportedOn: Day;
}
/** What the checklist is read from; the same views on the server and on the officer's screen. */
export interface Facts {
  households: HouseholdRow[];
  carers: CarerRow[];
  slots: CareSlotRow[];
  places: PlaceRow[];
  above: PlaceRow[];
  cases: CaseFacts[];
  zoned: (Row & { zone: string })[];
}

const LIMIT = 50_000;
/** Places around the scope whose exits people inside depend on. */
const around = (scope: readonly PlacePath[]): PlacePath[] =>
  [...new Set(scope.flatMap((path) => (['estate', 'building', 'unit'] as const).flatMap((level) => ancestorAt(path, level) ?? [])))];

export function findFacts({ scope, evidence }: Pick<Proposal, 'scope' | 'evidence'>): Finds {
  const within = areaOf(scope);
  return {
    households: { view: 'people.households', within, limit: LIMIT },
    carers: { view: 'crew.carers', within, limit: LIMIT },
    slots: { view: 'people.careSlots', within, where: { confirmed: false }, limit: LIMIT },
    places: { view: 'places.places', within, limit: LIMIT },
    above: { view: 'places.places', ids: around(scope) },
    cases: { view: 'cases.cases', ids: evidence },
    zoned: { view: 'zones.households', within, limit: LIMIT },
  };
}

export interface Asked {
  proposal: Proposal;
  facts: Facts;
  protocol: InForce;
  now: Instant;
  today: Day;
  zone: string;
  /** Who would publish; the proposer's own checklist leaves this out. */
  publisher?: { id: string; org: Org };
  authors: readonly string[];
}

export interface Checked {
  conditions: Condition[];
  /** Present when the edition allows such a zone at all. */
  edition?: Edition;
  plan?: ZonePlan;
  power?: AuthorityRow;
  measure?: string;
  evidence: ZoneEvidence[];
  households: HouseholdRow[];
  endsAt?: Instant;
  dayZero?: Day;
}

const inside = (scope: readonly PlacePath[], path: PlacePath): boolean => scope.some((part) => isWithin(path, part));
const line = (id: string, en: string, zh: string, values: readonly string[], whatEn: string, whatZh: string): Condition =>
  ({ id, names: { en, zh }, met: values.length === 0, values: [...values], what: { en: whatEn, zh: whatZh } });
const said = (id: string, en: string, zh: string, value: string, whatEn: string, whatZh: string): Condition => line(id, en, zh, value ? [] : [id], whatEn, whatZh);

/** Cases that carry a zone: of the disease, inside, not discarded. Their day is the report, from which "no new infection" counts. */
export function evidenceOf(proposal: Pick<Proposal, 'scope' | 'evidence' | 'disease'>, cases: readonly CaseFacts[]): { evidence: ZoneEvidence[]; bad: string[] } {
  const good = cases.filter((row) => row.disease === proposal.disease && row.status !== 'discarded' && inside(proposal.scope, row.household ?? row.area));
  return {
    evidence: good.map((row) => ({ case: row.id, day: row.detectedOn ?? row.reportedOn })),
    bad: proposal.evidence.filter((each) => !good.some((row) => row.id === each)),
  };
}

/** The checklist of a proposal: every condition, met or not. Publishing refuses with those not met. */
export function check(asked: Asked): Checked {
  const { proposal, facts, protocol, today, now, zone } = asked;
  const { evidence, bad } = evidenceOf(proposal, facts.cases);
  const households = facts.households.filter((row) => inside(proposal.scope, row.id));
  const edition = editionIn(protocol, proposal.disease, areaOf(proposal.scope), today);
  if (isRefusal(edition)) return { conditions: [refused('edition-missing', edition)], evidence, households };
  const plan = allowed(edition, proposal.level, today);
  if (isRefusal(plan)) return { conditions: [refused(plan.refused === 'level-unused' ? 'level-unused' : 'edition-silent', plan)], edition, evidence, households };
  const dayZero = dayZeroOf(evidence);
  const endsAt = dayZero === undefined ? undefined : endOfZone(plan, dayZero, zone);
  const law = lawful(asked, edition);
  return {
    edition, plan, evidence, households, dayZero, endsAt, power: law.power, measure: law.measure,
    conditions: [
      ...necessity(asked, plan, edition, evidence, bad, endsAt !== undefined && endsAt <= now),
      ...law.conditions,
      ...livelihood(asked, households),
    ],
  };
}

const refused = (id: string, refusal: Refusal): Condition => ({ id, names: refusal.words, met: false, values: [String(refusal.value ?? id)], what: refusal.words });

function necessity({ proposal, today, protocol }: Asked, plan: ZonePlan, edition: Edition, evidence: ZoneEvidence[], bad: string[], over: boolean): Condition[] {
  const unit = unitOf(proposal.scope);
  const larger = AREA_UNITS.indexOf(unit) > AREA_UNITS.indexOf(plan.smallest);
  const rule = (on: 'zone' | 'travel') => compare({
    id: proposal.id, text: `${proposal.level} ${unit}`, issuer: { name: proposal.id, level: 'district', kind: 'government' }, on, audience: 'anyone',
    area: { level: proposal.level, unit }, phases: [{ measure: 'close', days: plan.maxDays }], from: today,
  }, edition, protocol.library);
  const broken = [rule('zone'), rule('travel')].flatMap((found) => (isRefusal(found) ? [found.words] : found.filter((item) => item.direction === 'stricter' && item.dont !== undefined).map((item) => item.names)));
  return [
    line('evidence-missing', 'Cases inside make it necessary', '区内有病例依据', evidence.length === 0 ? [proposal.id] : [], 'Name the cases inside.', '请列明区内病例。'),
    line('evidence-invalid', 'Every named case stands and lies inside', '所列病例成立且在区内', bad, 'Remove cases that are discarded, outside or of another disease.', '请删除已排除、区外或其他疾病的病例。'),
    line('term-over', 'The edition still asks for days without a new infection', '按方案尚未满解除期', over ? [plan.level] : [], `The ${plan.maxDays} days are over: nothing may be closed.`, `${plan.maxDays} 天已满，不得划定。`),
    line('unit-too-large', `At most a ${plan.largest}`, `最大划至${plan.largest}`, tooLarge(edition, plan, unit, proposal.largerReason, today) ? [unit] : [], `${edition.id} allows ${plan.units.join(', ')}. Propose these.`, `${edition.id} 仅允许 ${plan.units.join('、')}，请缩小范围。`),
    line('larger-reason-missing', 'Smallest unit, or a reason for a larger one', '最小单元，或说明扩大理由', larger && !proposal.largerReason ? [unit] : [], `Propose ${plan.smallest}s, or say why ${unit}.`, `请以${plan.smallest}为单元，或说明为何为${unit}。`),
    said('aim-missing', 'Aim', '目的', proposal.aim, 'Say what it is to achieve.', '请写明要达到的目的。'),
    line('alternatives-missing', 'Alternatives considered', '比选过的其他措施', proposal.alternatives.length === 0 ? [proposal.id] : [], 'Name what else was considered and why it does not do.', '请列明考虑过的其他措施及不采用的理由。'),
    said('least-harm-missing', 'Least harm', '影响最小', proposal.leastHarm, 'Say why nothing milder would do.', '请说明为何没有更轻的措施。'),
    said('cost-missing', 'Expected cost to those inside', '对区内居民的影响', proposal.expectedCost, 'Say what it costs them: work, school, care.', '请写明对工作、上学、就医的影响。'),
    line('nine-donts', 'None of the nine don\'ts', '不违反“九不准”', broken.map((words) => words.en), 'Correct what goes beyond the edition.', '请更正超出方案之处。'),
  ];
}

function lawful({ proposal, protocol, today, publisher, authors }: Asked, edition: Edition): { conditions: Condition[]; power?: AuthorityRow; measure?: string } {
  const { library } = protocol;
  const measure = measureOf(library, proposal.level, today);
  if (isRefusal(measure)) return { conditions: [refused('measure-missing', measure)] };
  if (!publisher) return { measure, conditions: [] };
  const power = mayDecide(library.authority, measure, publisher.org, classOf(edition));
  const id = isRefusal(power) && power.refused === 'measure-wrong-class' ? 'measure-wrong-class' : 'authority-missing';
  const authority: Condition = isRefusal(power) ? refused(id, power) : line('authority-missing', `Authority for: ${power.names.en}`, `有权决定：${power.names.zh}`, [], '', '');
  const second = line('second-person-missing', 'A second person publishes', '由另一人发布', authors.includes(publisher.id) ? [publisher.id] : [], 'Somebody of authority who did not write the proposal must publish it.', '须由未参与起草的有权人员发布。');
  return { measure, conditions: [authority, second], ...(isRefusal(power) ? {} : { power }) };
}

/** Everything people inside need before the door closes; asked again before an extension. */
export function livelihood({ proposal, facts, protocol, now, today }: Pick<Asked, 'proposal' | 'facts' | 'protocol' | 'now' | 'today'>, households: readonly HouseholdRow[]): Condition[] {
  const { library } = protocol;
  const window = hours(library, 'zone.medicalSlots.h', today);
  const look = hours(library, 'zone.exit.look.h', today);
  if (typeof window !== 'number') return [refused('setting-missing', window)];
  if (typeof look !== 'number') return [refused('setting-missing', look)];
  const carers = new Map(facts.carers.map((row) => [row.id, row]));
  const uncared = households.filter((row) => { const carer = carers.get(row.id); return !carer || carer.uncovered; });
  const unchecked = households.filter((row) => row.vulnerable && (row.checkedAt === null || row.checkedAt < addHours(now, -window)));
  const slots = careFaults(facts.slots.filter((slot) => inside(proposal.scope, slot.area)), library, { now, today });
  const exits = [...facts.above, ...facts.places.filter((row) => inside(proposal.scope, row.id) && !facts.above.some((each) => each.id === row.id))]
    .flatMap((row) => row.exits.map((exit) => ({ key: `${row.id}/${exit.id}`, ...exit })));
  const { explanation } = proposal;
  return [
    line('households-missing', 'Households inside are registered', '区内住户已登记', households.length === 0 ? [...proposal.scope] : [], 'Register who lives here: the household is the unit of service.', '请先登记住户。'),
    line('carer-missing', 'A named carer for every household', '每户有包户人员', uncared.map((row) => row.id), 'Assign a carer to these households.', '请为这些住户指定包户人员。'),
    line('vulnerable-unchecked', 'Vulnerable households looked in on', '重点人群已走访', unchecked.map((row) => row.id), `Look in on them now (within ${window} h).`, `请先走访（${window} 小时内）。`),
    said('supply-plan-missing', 'Supply plan', '物资保障方案', proposal.supplies, 'Say how food, water and medicine reach every door.', '请写明食品、饮水、药品如何到户。'),
    line('care-slot-unconfirmed', `Dialysis, delivery, chemotherapy within ${window} h confirmed with a ride`, `${window} 小时内透析、分娩、化疗已落实接送`, slots.map((fault) => String(fault.value)), 'Confirm hospital and ride for each.', '请逐一落实医院和接送。'),
    line('exits-unknown', 'Exits are registered', '出口已登记', exits.length === 0 ? [areaOf(proposal.scope)] : [], 'Register doors, gates, stairs and fire lanes.', '请登记单元门、大门、楼梯、消防通道。'),
    line('exit-blocked', 'No exit is blocked', '出口无封堵', exits.filter((exit) => exit.clear === false).map((exit) => exit.key), 'Clear it and have it looked at again.', '请清除封堵并再次查看。'),
    line('exit-unseen', `Every exit seen clear within ${look} h`, `${look} 小时内查看过每个出口`, exits.filter((exit) => exit.clear !== false && (!exit.seenAt || exit.seenAt < addHours(now, -look))).map((exit) => exit.key), 'Go and look.', '请现场查看。'),
    said('hotline-missing', 'Help phone', '求助电话', proposal.hotline, 'Give a number answered day and night.', '请填写24小时电话。'),
    line('explanation-missing', 'Explanation in both languages', '中英文说明', [!explanation.en && 'en', !explanation.zh && 'zh'].filter((each) => typeof each === 'string'), 'Explain why to those inside.', '请向居民说明原因。'),
    line('zone-overlap', 'No household is in another zone', '住户不在其他风险区', facts.zoned.filter((row) => row.zone !== proposal.id && inside(proposal.scope, row.id)).map((row) => row.id), 'End that zone first.', '请先解除该区。'),
  ];
}

function hours(library: ProtocolLibrary, name: string, today: Day): number | Refusal {
  const setting = settingOn(library, name, today);
  return isRefusal(setting) ? setting : Number(setting.value);
}

/** All conditions not met, as one refusal. */
export function unready(id: string, conditions: readonly Condition[]): Refusal | undefined {
  const unmet = conditions.filter((each) => !each.met);
  if (unmet.length === 0) return undefined;
  const because = unmet.map((each) => refuse(each.id, each.values, { en: `${each.names.en}: ${each.values.slice(0, 5).join(', ')}. ${each.what.en}`, zh: `${each.names.zh}：${each.values.slice(0, 5).join('、')}。${each.what.zh}` }));
  return refuse('zone-unready', unmet.map((each) => each.id), {
    en: `Zone ${id} cannot start: ${unmet.length} conditions are not met (${unmet.map((each) => each.id).join(', ')}).`,
    zh: `风险区 ${id} 不能发布：${unmet.length} 项条件未满足（${unmet.map((each) => each.names.zh).join('；')}）。`,
  }, because);
}
