import type { Role } from '../../../kernel/actor.ts';
import type { Route, RouteRequest } from '../../../kernel/port.ts';
import { isRefusal, refuse } from '../../../kernel/refusal.ts';
import { dayOf, readDay } from '../../../kernel/time.ts';
import { keyOf } from '../../../protocols/assemble.ts';
import { diff } from '../../../protocols/diff.ts';
import { edition as editionOf } from '../../../protocols/read.ts';
import type { ProtocolLibrary } from '../../../protocols/schema.ts';
import { signOffFor, unsourced } from '../rules.ts';
import type { SignOffRow } from '../views.ts';

const READERS: readonly Role[] = ['officer', 'hq', 'investigator', 'reviewer', 'overseer', 'trainer', 'desk'];
const one = (request: RouteRequest, name: string): string => [request.query[name]].flat()[0] ?? '';

export interface EditionLine {
  id: string;
  disease: string;
  names: { en: string; zh: string };
  title: { en: string; zh: string };
  issuer: string;
  docNo: string;
  effectiveFrom: string;
  effectiveTo: string | null;
}
export interface UnsourcedLine {
  edition: string;
  key: string;
  names: { en: string; zh: string };
  value: unknown;
  confidence: string;
  clause: string;
  from: string;
  signedBy: string | null;
}

/** What the protocol library says, for screens: the library itself stays on the server. */
export const routes: Route[] = [
  {
    method: 'GET', path: '/api/editions/library', roles: READERS, summary: { en: 'Editions in the library', zh: '方案库' },
    async handle(_request, city) {
      const { editions } = city.library as ProtocolLibrary;
      const body: EditionLine[] = editions.filter((each) => each.disease !== 'any')
        .map(({ id, disease, names, title, issuer, docNo, effectiveFrom, effectiveTo }) => ({ id, disease, names, title, issuer, docNo, effectiveFrom, effectiveTo: effectiveTo ?? null }));
      return { body };
    },
  },
  {
    method: 'GET', path: '/api/editions/diff', roles: READERS, summary: { en: 'Differences between two editions', zh: '两版方案的差异' },
    async handle(request, city) {
      const library = city.library as ProtocolLibrary;
      const [before, after] = [editionOf(library, one(request, 'before')), editionOf(library, one(request, 'after'))];
      if (isRefusal(before)) return before;
      if (isRefusal(after)) return after;
      const found = diff(before, after);
      const names = (key: string) => keyOf(library.dictionary, key)?.names ?? { en: key, zh: key };
      const brief = (value: (typeof found.changes)[number]['before']) => value && { value: value.value, unit: value.unit, clause: value.clause, confidence: value.confidence };
      return { body: { ...found, changes: found.changes.map((each) => ({ key: each.key, names: names(each.key), change: each.change, before: brief(each.before), after: brief(each.after) })) } };
    },
  },
  {
    method: 'GET', path: '/api/editions/unsourced', roles: READERS, summary: { en: 'Values that somebody must answer for', zh: '须签字负责的数值' },
    async handle(request, city) {
      const library = city.library as ProtocolLibrary;
      const edition = editionOf(library, one(request, 'edition'));
      if (isRefusal(edition)) return edition;
      const asked = one(request, 'from') || dayOf(city.now(), city.zone);
      const from = readDay(asked);
      if (!from) return refuse('field-invalid', asked, { en: `${asked} is no day.`, zh: `${asked} 不是日期。` });
      const signed = (await city.look({ view: 'editions.signOffs', limit: 50_000 })) as SignOffRow[];
      const body: UnsourcedLine[] = unsourced(edition, from < edition.effectiveFrom ? edition.effectiveFrom : from).map((value) => ({
        edition: value.edition, key: value.key, names: keyOf(library.dictionary, value.key)?.names ?? { en: value.key, zh: value.key }, value: value.value,
        confidence: value.confidence, clause: value.clause, from: value.from, signedBy: signOffFor(value, one(request, 'area'), signed)?.name ?? null,
      }));
      return { body };
    },
  },
];
