import type { Call, Finds, Reaction, Row } from '../../kernel/capability.ts';
import type { ZoneHouseholdRow } from './views.ts';

const LIMIT = 50_000;
const restingOn = (id: string): Finds => ({
  zones: { view: 'zones.zones', where: { cases: id, status: 'open' }, limit: LIMIT },
});
const drop = (zones: readonly Row[], id: string, why: string): Call[] =>
  zones.map((row) => ({ command: 'zones.DropEvidence', input: { id: row.id, case: id, why: why.slice(0, 500) } }));
const caseIn = (evidence: string): string | undefined =>
  evidence.startsWith('case:') ? evidence.slice('case:'.length) : undefined;

export const reacts: Record<string, Reaction> = {
  'cases.CaseDiscarded': {
    find: (event) => restingOn(event.data.id),
    then: (event, { zones }) => drop(zones, event.data.id, event.data.reason),
  },
  'stays.EvidenceFell': {
    find: (event): Finds => {
      const id = event.data.announce && caseIn(event.data.evidence);
      return id ? restingOn(id) : {};
    },
    then: (event, { zones }) => drop(zones ?? [], caseIn(event.data.evidence) ?? '', event.data.why),
  },
  'editions.EditionStarted': {
    find: (event) => ({
      zones: {
        view: 'zones.zones',
        within: event.data.area,
        where: { disease: event.data.disease, status: 'open' },
        limit: LIMIT,
      },
    }),
    then: (_event, { zones }: { zones: Row[] }) =>
      zones.map(({ id }) => ({ command: 'zones.ReconsiderZone', input: { id } })),
  },
  // Danger to life goes before every rule here (SG13): no person has to agree.
  'requests.RequestTaken': {
    find: (event): Finds =>
      event.data.life && event.data.beneficiary?.household
        ? { inside: { view: 'zones.households', ids: [event.data.beneficiary.household] } }
        : {},
    then: (event, { inside }: { inside?: ZoneHouseholdRow[] }) =>
      (inside ?? []).map((row) => ({
        command: 'zones.OpenGate',
        input: { id: row.zone, request: event.data.id, household: row.id },
      })),
  },
};
