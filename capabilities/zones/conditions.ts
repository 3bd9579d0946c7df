import type { Org } from '../../kernel/actor.ts';
import type { Finds } from '../../kernel/capability.ts';
import { ancestorAt, type PlacePath } from '../../kernel/place.ts';
import { isRefusal, type Words } from '../../kernel/refusal.ts';
import { type Day, dayOf, type Instant } from '../../kernel/time.ts';
import { editionIn, type InForce } from '../../protocols/in-force.ts';
import type { ZonePlan } from '../../protocols/plans.ts';
import type { Edition } from '../../protocols/schema.ts';
import type { AuthorityRow } from '../../protocols/schema-law.ts';
import type { HouseholdRow } from '../people/index.ts';
import { type Asked, type CaseFacts, type Condition, type Facts, inside, refused } from './condition.ts';
import { livelihood } from './livelihood.ts';
import { areaOf, type Proposal, type ZoneEvidence } from './model.ts';
import { lawful, necessity } from './necessity.ts';
import { allowed, dayZeroOf, endOfZone } from './term.ts';
import type { ZoneRow } from './views.ts';

const LIMIT = 50_000;
/** Places around the scope whose exits people inside depend on. */
const around = (scope: readonly PlacePath[]): PlacePath[] => [
  ...new Set(
    scope.flatMap((path) =>
      (['estate', 'building', 'unit'] as const).flatMap((level) => ancestorAt(path, level) ?? []),
    ),
  ),
];

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

/** Cases that carry a zone: of the disease, inside, open: neither discarded nor merged into another. Their day is the report, from which "no new infection" counts. */
export function evidenceOf(
  proposal: Pick<Proposal, 'scope' | 'evidence' | 'disease'>,
  cases: readonly CaseFacts[],
): { evidence: ZoneEvidence[]; bad: string[] } {
  const good = cases.filter(
    (row) =>
      row.disease === proposal.disease && row.status === 'open' && inside(proposal.scope, row.household ?? row.area),
  );
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
  if (isRefusal(plan))
    return {
      conditions: [refused(plan.refused === 'level-unused' ? 'level-unused' : 'edition-silent', plan)],
      edition,
      evidence,
      households,
    };
  const dayZero = dayZeroOf(evidence);
  const endsAt = dayZero === undefined ? undefined : endOfZone(plan, dayZero, zone);
  const law = lawful(asked, edition);
  return {
    edition,
    plan,
    evidence,
    households,
    dayZero,
    endsAt,
    power: law.power,
    measure: law.measure,
    conditions: [
      ...necessity(asked, plan, edition, evidence, bad, endsAt !== undefined && endsAt <= now),
      ...law.conditions,
      ...livelihood(asked, households),
    ],
  };
}

/** The checklist of a proposal as it would be judged if the asking person published it now. */
export interface Checklist {
  conditions: Condition[];
  households: number;
  persons: number;
  endsAt: Instant | null;
  edition: { id: string; title: Words } | null;
  article: string | null;
}

/** `protocol` is InForce. */
export function checklistOf(
  row: ZoneRow,
  facts: Facts,
  publisher: { id: string; org: Org },
  { now, zone, protocol }: { now: Instant; zone: string; protocol: unknown },
): Checklist {
  const { conditions, households, endsAt, edition, power } = check({
    proposal: row.proposal,
    facts,
    protocol: protocol as InForce,
    now,
    today: dayOf(now, zone),
    zone,
    publisher,
    authors: row.authors,
  });
  return {
    conditions,
    households: households.length,
    persons: households.reduce((sum, each) => sum + each.size, 0),
    endsAt: endsAt ?? null,
    edition: edition ? { id: edition.id, title: edition.title } : null,
    article: power?.article ?? null,
  };
}
