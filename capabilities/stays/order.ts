import { differenceInYears } from 'date-fns/differenceInYears';
import { parseISO } from 'date-fns/parseISO';
import type { Decision, Finds, Row, Told } from '../../kernel/capability.ts';
import { dayWords } from '../../kernel/day-words.ts';
import { inBoth } from '../../kernel/names.ts';
import { isWithin } from '../../kernel/place.ts';
import { isRefusal, type Refusal, refuse, type Words } from '../../kernel/refusal.ts';
import { addHours, dayOf, wallClock } from '../../kernel/time.ts';
import { mayDecide, measureRow } from '../../protocols/authority.ts';
import { citation } from '../../protocols/citation.ts';
import { editionIn, type InForce } from '../../protocols/in-force.ts';
import { type Stay, stayPlan } from '../../protocols/plans.ts';
import { numberOn, settingOn } from '../../protocols/read.ts';
import type { DiseaseClass, Edition, ProtocolLibrary } from '../../protocols/schema.ts';
import type { AuthorityMatrix } from '../../protocols/schema-law.ts';
import { CARE_WORDS, type CareSlotRow, type PersonRow } from '../people/index.ts';
import { type CaseFacts, type ContactFacts, dayZeroOf, readEvidence } from './evidence.ts';
import type { Evidence, Orderer, OrderStay, Plan, StayOrdered, StayState } from './model.ts';
import { type AppealTerms, appealRouteOf, noticeOf } from './notice.ts';
import { planOf } from './plan.ts';

/** The measure of the authority matrix that a stay is. */
const MEASURE = 'personal-isolation';

/** The class whose powers apply: a decree may manage a disease as a higher class for a time; habit may not. */
export const classOf = (edition: Pick<Edition, 'diseaseClass' | 'managedAs'>): DiseaseClass =>
  edition.managedAs ?? edition.diseaseClass;

/** Whether the law still gives the power for a stay under an edition, whoever ordered it. */
export function stillLawful(matrix: AuthorityMatrix, edition: Edition): boolean {
  const row = measureRow(matrix, MEASURE);
  return !isRefusal(row) && row.classes.includes(classOf(edition));
}

export interface Found {
  contacts: ContactFacts[];
  cases: CaseFacts[];
  open: (Row & { person: string })[];
  slots: CareSlotRow[];
  persons: PersonRow[];
  carers: Row[];
}

export const findForOrder = (input: OrderStay): Finds => {
  const ids = (kind: string) => input.evidence.filter((item) => item.kind === kind).map((item) => item.id);
  return {
    contacts: { view: 'contacts.contacts', ids: ids('contact') },
    cases: { view: 'cases.cases', ids: ids('case') },
    open: { view: 'stays.orders', within: input.household, where: { person: input.person, status: 'open' } },
    slots: { view: 'people.careSlots', within: input.household },
    persons: { view: 'people.persons', ids: [input.person, ...(input.companion ? [input.companion] : [])] },
    carers: { view: 'crew.members', ids: input.service.carer ? [input.service.carer] : [] },
  };
};

/** What the edition requires of the class; refused when it requires no stay. */
export function requiredStay(edition: Edition, personClass: string, today: string): Stay | Refusal {
  const plan = stayPlan(edition, personClass, today);
  if (isRefusal(plan) || plan.kind === 'stay') return plan;
  const names = edition.dictionary.personClasses[personClass]?.names ?? { en: personClass, zh: personClass };
  return refuse('class-requires-nothing', personClass, {
    en: `${edition.title.en} requires no stay of: ${names.en}. Nobody of this class may be held.`,
    zh: `${edition.title.zh}不要求${names.zh}隔离，不得对此类人员采取隔离。`,
  });
}

/** Terms of appeal as the city set them. */
export function appealTerms(library: ProtocolLibrary, today: string): AppealTerms | Refusal {
  const hours = settingOn(library, 'appeal.decide.h', today);
  if (isRefusal(hours)) return hours;
  const minutes = settingOn(library, 'appeal.decide.medical.min', today);
  if (isRefusal(minutes)) return minutes;
  const law = settingOn(library, 'appeal.law', today);
  if (isRefusal(law)) return law;
  return {
    hours: Number(hours.value),
    medicalMinutes: Number(minutes.value),
    law: citation(library.citations, String(law.value)),
  };
}

/** The plan an order would have, before anybody orders: the form shows this. */
export function previewOf(
  input: OrderStay,
  told: Pick<Told, 'protocol' | 'now' | 'today' | 'zone'>,
  found: Pick<Found, 'contacts' | 'cases'>,
): { plan: Plan; edition: Edition; evidence: Evidence[]; faults: Refusal[] } | Refusal {
  const edition = editionIn(told.protocol as InForce, input.disease, input.household, told.today);
  if (isRefusal(edition)) return edition;
  const stay = requiredStay(edition, input.class, told.today);
  if (isRefusal(stay)) return stay;
  const { evidence, faults } = readEvidence(input, stay.clockStart, found, told);
  const dayZero = dayZeroOf(evidence);
  if (faults.length > 0 || dayZero === undefined)
    return refuse(
      'stay-without-evidence',
      input.person,
      { en: 'The evidence does not carry an order.', zh: '证据不足以作出决定。' },
      faults,
    );
  const plan = planOf({
    stay,
    dayZero,
    now: told.now,
    today: told.today,
    zone: told.zone,
    atHome: input.assessment !== undefined,
  });
  return isRefusal(plan) ? plan : { plan, edition, evidence, faults };
}

export function orderStay(state: StayState | undefined, input: OrderStay, told: Told): Decision {
  if (state)
    return refuse('stay-exists', input.id, {
      en: `Stay ${input.id} is ordered already.`,
      zh: `隔离命令 ${input.id} 已存在。`,
    });
  const { library } = told.protocol as InForce;
  const found = told.found as Found;
  const edition = editionIn(told.protocol as InForce, input.disease, input.household, told.today);
  if (isRefusal(edition)) return edition;
  const power = mayDecide(library.authority, MEASURE, told.actor.org, classOf(edition), {
    citations: library.citations,
  });
  if (isRefusal(power)) return power;
  const overlap = found.open.find((row) => row.id !== input.id);
  if (overlap)
    return refuse('stay-overlap', overlap.id, {
      en: `${input.person} already stays under ${overlap.id}. End that stay first.`,
      zh: `${input.person} 已按 ${overlap.id} 隔离，请先解除该命令。`,
    });
  const read = previewOf(input, told, found);
  if (isRefusal(read)) return read;
  const terms = appealTerms(library, told.today);
  if (isRefusal(terms)) return terms;

  const { plan, evidence } = read;
  const because = [
    ...personFaults(input, found, plan, edition, told),
    ...serviceFaults(input, found),
    ...careFaults(found.slots, library, told),
  ];
  if (because.length > 0) {
    return refuse(
      'stay-unready',
      because.map((item) => item.refused),
      {
        en: `The stay cannot start: ${because.map((item) => item.words.en).join(' ')}`,
        zh: `不能开始隔离：${because.map((item) => item.words.zh).join('')}`,
      },
      because,
    );
  }
  const orderer: Orderer = {
    id: told.actor.id,
    name: told.actor.name,
    org: { id: told.actor.org.id, name: told.actor.org.name, level: told.actor.org.level },
  };
  const appealRoute = appealRouteOf(input.service.hotline, terms);
  const notice = noticeOf({
    plan,
    edition,
    evidence,
    article: citation(library.citations, power.article),
    clause: citation(library.citations, plan.clause),
    service: input.service,
    appealRoute,
    zone: told.zone,
    orderer: inBoth(orderer.org.name),
  });
  const data: StayOrdered = {
    id: input.id,
    person: input.person,
    household: input.household,
    disease: input.disease,
    ...plan,
    place: plan.phases.every((phase) => phase.place === 'home') ? input.household : input.place,
    evidence,
    article: power.article,
    service: input.service,
    ...(input.companion ? { companion: input.companion } : {}),
    appealRoute,
    notice,
    orderer,
  };
  return [{ type: 'stays.StayOrdered', data, edition: edition.id }];
}

function personFaults(input: OrderStay, found: Found, plan: Plan, edition: Edition, told: Told): Refusal[] {
  const person = found.persons.find((row) => row.id === input.person);
  if (!person || !isWithin(input.person, input.household)) {
    return [
      refuse('person-unknown', input.person, {
        en: `${input.person} is not registered in ${input.household}. Register the household first: it is the unit of service.`,
        zh: `${input.person} 未登记在 ${input.household}，请先登记住户。`,
      }),
    ];
  }
  const faults: Refusal[] = [];
  const away = plan.phases.some((phase) => phase.place !== 'home');
  if (away && input.place === input.household)
    faults.push(
      refuse('place-missing', input.place, {
        en: 'The plan has days in a facility: name the place.',
        zh: '方案含集中或住院隔离，请填写地点。',
      }),
    );
  if (!away && input.place !== input.household && !input.voluntary) {
    faults.push(
      refuse('place-stricter', input.place, {
        en: `${edition.id} says home. A facility is possible only if the person asks for it.`,
        zh: `${edition.id} 规定居家隔离；仅可在本人自愿时集中隔离。`,
      }),
    );
  }
  const oldest = numberOn(edition, 'special.child.age.max', told.today);
  const child =
    !isRefusal(oldest) &&
    person.birth !== null &&
    differenceInYears(parseISO(told.today), parseISO(person.birth)) <= oldest;
  if (child && away && !input.companion && !input.separation) {
    faults.push(
      refuse('child-alone', input.person, {
        en: 'A child is not taken away alone: name who stays with the child, or the consent, reason and daily contact.',
        zh: '不得让儿童单独隔离：请填写陪护人，或监护人同意、理由和每日联系方式。',
      }),
    );
  }
  if (input.companion && !found.persons.some((row) => row.id === input.companion)) {
    faults.push(
      refuse('companion-unknown', input.companion, {
        en: `${input.companion} is not registered.`,
        zh: `陪护人 ${input.companion} 未登记。`,
      }),
    );
  }
  return faults;
}

function serviceFaults({ service }: OrderStay, found: Found): Refusal[] {
  const missing: [boolean, string, string, string][] = [
    [!service.carer, 'carer-missing', 'No named carer.', '未指定包户人员。'],
    [
      !!service.carer && found.carers.length === 0,
      'carer-unknown',
      `No crew member ${service.carer}.`,
      `没有工作人员 ${service.carer}。`,
    ],
    [!service.supplies, 'supplies-missing', 'No supply plan.', '无物资保障安排。'],
    [!service.medical, 'medical-missing', 'No medical arrangement.', '无就医安排。'],
    [!service.hotline, 'hotline-missing', 'No help phone.', '无求助电话。'],
  ];
  return missing.flatMap(([is, id, en, zh]) => (is ? [refuse(id, service, { en, zh })] : []));
}

/** Care within the next hours must be promised with a ride before anybody is held (SG15). */
export function careFaults(
  slots: readonly CareSlotRow[],
  library: ProtocolLibrary,
  told: Pick<Told, 'now' | 'today' | 'zone'>,
): Refusal[] {
  const care = ({ care: code }: CareSlotRow): Words => CARE_WORDS[code] ?? { en: code, zh: code };
  const at = (slot: CareSlotRow): Words => {
    const time = wallClock(slot.at, told.zone).slice(11, 16);
    const { en, zh } = dayWords(dayOf(slot.at, told.zone));
    return { en: `${en}, ${time}`, zh: `${zh} ${time} ` };
  };
  const window = settingOn(library, 'zone.medicalSlots.h', told.today);
  if (isRefusal(window)) return [window];
  const until = addHours(told.now, Number(window.value));
  return slots
    .filter((slot) => slot.at <= until && !(slot.confirmed && slot.ride))
    .map((slot) =>
      refuse('care-slot-unconfirmed', slot.id, {
        en: `${care(slot).en} on ${at(slot).en} has no confirmed place and ride. Confirm it first.`,
        zh: `${at(slot).zh}的${care(slot).zh}尚未落实医院和接送，请先确认。`,
      }),
    );
}
