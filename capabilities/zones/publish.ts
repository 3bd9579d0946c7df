import type { Decision, Told } from '../../kernel/capability.ts';
import { dayWords, momentWords } from '../../kernel/day-words.ts';
import { inBoth } from '../../kernel/names.ts';
import { isRefusal, refuse, type Words } from '../../kernel/refusal.ts';
import { addHours } from '../../kernel/time.ts';
import { mayDecide } from '../../protocols/authority.ts';
import { citation } from '../../protocols/citation.ts';
import { editionIn, type InForce } from '../../protocols/in-force.ts';
import { settingOn } from '../../protocols/read.ts';
import { appealRouteOf, appealTerms, classOf, type Orderer } from '../stays/index.ts';
import type { Asked, Facts } from './condition.ts';
import { unready } from './condition.ts';
import { check, evidenceOf } from './conditions.ts';
import { livelihood } from './livelihood.ts';
import { type ExtendZone, type PublishZone, type Served, unitOf, type ZonePublished, type ZoneState } from './model.ts';
import { noticeOf } from './notice.ts';
import { allowed, dayZeroOf, endOfZone } from './term.ts';

export const unknown = (id: string) => refuse('zone-unknown', id, { en: `No zone ${id}.`, zh: `没有风险区 ${id}。` });
export const notOpen = (id: string) =>
  refuse('zone-not-open', id, { en: `Zone ${id} is not open.`, zh: `风险区 ${id} 未在执行。` });
export const ordererOf = ({ actor }: Told): Orderer => ({
  id: actor.id,
  name: actor.name,
  org: { id: actor.org.id, name: actor.org.name, level: actor.org.level },
});
export const isOpen = (state: ZoneState | undefined): state is ZoneState & { published: ZonePublished } =>
  state?.published !== undefined && state.ended === undefined;

const askedOf = (state: ZoneState, told: Told): Asked => ({
  proposal: state.proposal,
  facts: told.found as Facts,
  protocol: told.protocol as InForce,
  now: told.now,
  today: told.today,
  zone: told.zone,
  publisher: { id: told.actor.id, org: told.actor.org },
  authors: state.authors,
});

/** Names of the scope's places, their paths where none is registered. */
const namesOf = (scope: readonly string[], facts: Facts): Words => {
  const names = scope.map(
    (path) => [...facts.places, ...facts.above].find((row) => row.id === path)?.names ?? { en: path, zh: path },
  );
  return { en: names.map((each) => each.en).join(', '), zh: names.map((each) => each.zh).join('、') };
};

export function publish(state: ZoneState | undefined, input: PublishZone, told: Told): Decision {
  if (!state) return unknown(input.id);
  if (state.ended) return notOpen(input.id);
  if (state.published)
    return refuse('zone-published', input.id, {
      en: `Zone ${input.id} is published already.`,
      zh: `风险区 ${input.id} 已发布。`,
    });
  const { library } = told.protocol as InForce;
  const asked = askedOf(state, told);
  const checked = check(asked);
  const refusal = unready(input.id, checked.conditions);
  if (refusal) return refusal;
  const terms = appealTerms(library, told.today);
  if (isRefusal(terms)) return terms;
  const review = settingOn(library, 'zone.review.h', told.today);
  if (isRefusal(review)) return review;
  const { edition, plan, power, measure, dayZero, endsAt } = checked;
  // Never undefined once every condition is met; said so that the compiler knows.
  if (!edition || !plan || !power || !measure || dayZero === undefined || endsAt === undefined)
    return unknown(input.id);

  const { proposal } = state;
  const publisher = ordererOf(told);
  const appealRoute = appealRouteOf(proposal.hotline, terms);
  const carers = new Map(asked.facts.carers.map((row) => [row.id, row]));
  const households = checked.households.map((row): Served => {
    const carer = carers.get(row.id);
    return { path: row.id, carer: carer?.member ?? '', name: carer?.name ?? '', phone: carer?.phone ?? '' };
  });
  const data: ZonePublished = {
    id: input.id,
    area: state.area,
    scope: proposal.scope,
    unit: unitOf(proposal.scope),
    level: proposal.level,
    disease: proposal.disease,
    households,
    persons: checked.households.reduce((sum, row) => sum + row.size, 0),
    evidence: checked.evidence,
    dayZero,
    startsAt: told.now,
    endsAt,
    reviewBy: addHours(told.now, Number(review.value)),
    hotline: proposal.hotline,
    measure,
    article: power.article,
    edition: edition.id,
    clause: plan.liftRule.clause,
    explanation: proposal.explanation,
    serviceplan: { supplies: proposal.supplies },
    appealRoute,
    publisher,
    notice: noticeOf({
      proposal,
      scope: namesOf(proposal.scope, asked.facts),
      households: households.length,
      edition,
      plan,
      article: citation(library.citations, power.article),
      clause: citation(library.citations, plan.liftRule.clause),
      startsAt: told.now,
      endsAt,
      evidence: checked.evidence.length,
      lastDay: dayZero,
      appealRoute,
      publisher: inBoth(publisher.org.name),
      zone: told.zone,
      today: told.today,
    }),
  };
  return [{ type: 'zones.ZonePublished', data, edition: edition.id }];
}

/** Longer only on a case inside that is newer than all before, within the edition, and with everything people need still there. */
export function extend(state: ZoneState | undefined, input: ExtendZone, told: Told): Decision {
  if (!isOpen(state)) return state ? notOpen(input.id) : unknown(input.id);
  const protocol = told.protocol as InForce;
  const { published, proposal } = state;
  const edition = editionIn(protocol, proposal.disease, state.area, told.today);
  if (isRefusal(edition)) return edition;
  const plan = allowed(edition, proposal.level, told.today);
  if (isRefusal(plan)) return plan;
  const power = mayDecide(protocol.library.authority, published.measure, told.actor.org, classOf(edition), {
    citations: protocol.library.citations,
  });
  if (isRefusal(power)) return power;
  if (!plan.mayExtend)
    return refuse('extension-not-allowed', proposal.level, {
      en: `${edition.id} does not extend ${proposal.level} areas. Propose a new zone.`,
      zh: `${edition.id} 不允许延长，请重新提出。`,
    });
  const asked = askedOf({ ...state, proposal: { ...proposal, evidence: input.evidence } }, told);
  const { evidence, bad } = evidenceOf(asked.proposal, asked.facts.cases);
  if (bad.length > 0)
    return refuse('evidence-invalid', bad, {
      en: `${bad.join(', ')}: not a standing case inside the zone.`,
      zh: `${bad.join('、')}：不是区内成立的病例。`,
    });
  const known = state.evidence.map((item) => item.case);
  const fresh = evidence.filter((item) => !known.includes(item.case) && item.day > (dayZeroOf(state.evidence) ?? ''));
  const dayZero = dayZeroOf(fresh);
  if (dayZero === undefined)
    return refuse('evidence-not-new', input.evidence, {
      en: 'An extension needs a new case inside, later than all before.',
      zh: '延长须有区内新发、且晚于此前所有病例的依据。',
    });
  const lacking = unready(
    input.id,
    livelihood(
      asked,
      asked.facts.households.filter((row) => published.households.some((each) => each.path === row.id)),
    ),
  );
  if (lacking) return lacking;
  const endsAt = endOfZone(plan, dayZero, told.zone);
  const end = momentWords(endsAt, told.zone);
  const notice = {
    en: `What: the zone is extended\nUntil: ${end.en}. It ends by itself.\nWhy: ${input.reason} New infection inside on ${dayWords(dayZero).en}.\nHow to appeal: ${published.appealRoute.en}`,
    zh: `管控内容：风险区延长\n截止：${end.zh}，期满自动解除。\n原因：${input.reason} 区内 ${dayWords(dayZero).zh} 出现新增感染。\n如何申诉：${published.appealRoute.zh}`,
  };
  return [
    {
      type: 'zones.ZoneExtended',
      edition: edition.id,
      data: {
        id: input.id,
        households: published.households.map((each) => each.path),
        evidence: [...state.evidence, ...fresh],
        dayZero,
        endsAt,
        edition: edition.id,
        article: power.article,
        reason: input.reason,
        publisher: ordererOf(told),
        notice,
      },
    },
  ];
}
