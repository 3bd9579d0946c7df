import { isRefusal, type Refusal, refuse, type Words } from '../../kernel/refusal.ts';
import { type Day, readDay } from '../../kernel/time.ts';
import { keyOf } from '../../protocols/assemble.ts';
import { citation } from '../../protocols/citation.ts';
import { type Direction, diff } from '../../protocols/diff.ts';
import { edition as editionOf } from '../../protocols/read.ts';
import type { Datum, ParamValue, ProtocolLibrary } from '../../protocols/schema.ts';
import type { SignOff } from './model.ts';
import { signOffFor, unsourced } from './rules.ts';

export interface EditionLine {
  id: string;
  disease: string;
  names: Words;
  title: Words;
  issuer: string;
  docNo: string;
  effectiveFrom: Day;
  effectiveTo: Day | null;
}

export interface Choices {
  diseases: { value: string; label: Words }[];
  personClasses: { value: string; label: Words }[];
  zoneLevels: { value: string; label: Words }[];
}

/** What ids and citations are called: for every reader, residents too. */
export interface RuleNames {
  diseases: Record<string, Words>;
  editions: Record<string, Words>;
  personClasses: Record<string, Words>;
  zoneLevels: Record<string, Words>;
  /** Articles and clauses as events cite them. */
  citations: Record<string, Words>;
}

export function ruleNamesOf(library: ProtocolLibrary): RuleNames {
  const { editions, dictionary, authority, publication, settings, nineDonts, citations } = library;
  const cited = [
    ...[...authority, ...publication].map((row) => row.article),
    ...editions.flatMap((each) => Object.values(each.params).flatMap((values) => values.map(({ clause }) => clause))),
    ...nineDonts.map((dont) => dont.clause),
    ...Object.values(settings).flatMap((values) => values.map(({ value }) => String(value))),
  ];
  const said = [...new Set(cited)].map((text) => [text, citation(citations, text)] as const);
  const named = (record: Record<string, { names: Words }>) =>
    Object.fromEntries(Object.entries(record).map(([id, { names }]) => [id, names]));
  return {
    diseases: {
      ...named(dictionary.diseases),
      ...Object.fromEntries(editions.map(({ disease, names }) => [disease, names])),
    },
    editions: Object.fromEntries(editions.map(({ id, title }) => [id, title])),
    personClasses: named(dictionary.personClasses),
    zoneLevels: named(dictionary.zoneLevels),
    citations: Object.fromEntries(said.filter(([text, words]) => words.zh !== text || words.en !== text)),
  };
}

/** Every edition a disease has, as a screen lists them. */
export const editionLines = (library: ProtocolLibrary): EditionLine[] =>
  library.editions
    .filter((each) => each.disease !== 'any')
    .map(({ id, disease, names, title, issuer, docNo, effectiveFrom, effectiveTo }) => ({
      id,
      disease,
      names,
      title,
      issuer,
      docNo,
      effectiveFrom,
      effectiveTo: effectiveTo ?? null,
    }));

/** Names for the choices of forms: diseases with an edition, classes of people, levels of areas. */
export function choicesOf({ editions, dictionary }: ProtocolLibrary): Choices {
  const diseases = new Map(editions.filter((each) => each.disease !== 'any').map((each) => [each.disease, each.names]));
  const lines = (entries: Iterable<[string, Words]>) => [...entries].map(([value, label]) => ({ value, label }));
  const named = (record: Record<string, { names: Words }>) =>
    lines(Object.entries(record).map(([id, { names }]) => [id, names]));
  return {
    diseases: lines(diseases),
    personClasses: named(dictionary.personClasses),
    zoneLevels: named(dictionary.zoneLevels),
  };
}

export interface ValueLine {
  value: Datum | null;
  unit?: string;
  clause: string;
  confidence: string;
}
export interface ChangeLine {
  key: string;
  names: Words;
  change: Direction;
  before?: ValueLine;
  after?: ValueLine;
}

const namesOf = (library: ProtocolLibrary, key: string): Words =>
  keyOf(library.dictionary, key)?.names ?? { en: key, zh: key };
const brief = (value: ParamValue | undefined): ValueLine | undefined =>
  value && { value: value.value, unit: value.unit, clause: value.clause, confidence: value.confidence };

/** What one edition changes against another, rule by rule, named for people. */
export function changeLines(library: ProtocolLibrary, before: string, after: string): ChangeLine[] | Refusal {
  const [a, b] = [editionOf(library, before), editionOf(library, after)];
  if (isRefusal(a)) return a;
  if (isRefusal(b)) return b;
  return diff(a, b).changes.map((each) => ({
    key: each.key,
    names: namesOf(library, each.key),
    change: each.change,
    before: brief(each.before),
    after: brief(each.after),
  }));
}

export interface UnsourcedLine {
  edition: string;
  key: string;
  names: Words;
  value: Datum | null;
  confidence: string;
  clause: string;
  from: Day;
  signedBy: string | null;
}

/** Values that somebody must answer for before an edition applies in an area, and who does. */
export function unsourcedLines(
  library: ProtocolLibrary,
  id: string,
  area: string,
  asked: string,
  signOffs: readonly SignOff[],
): UnsourcedLine[] | Refusal {
  const edition = editionOf(library, id);
  if (isRefusal(edition)) return edition;
  const from = readDay(asked);
  if (!from) return refuse('field-invalid', asked, { en: `${asked} is no day.`, zh: `${asked} 不是日期。` });
  return unsourced(edition, from < edition.effectiveFrom ? edition.effectiveFrom : from).map((value) => ({
    edition: value.edition,
    key: value.key,
    names: namesOf(library, value.key),
    value: value.value,
    confidence: value.confidence,
    clause: value.clause,
    from: value.from,
    signedBy: signOffFor(value, area, signOffs)?.name ?? null,
  }));
}
