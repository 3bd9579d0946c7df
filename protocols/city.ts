import type { Refusal } from '../kernel/refusal.ts';
import { refuse } from '../kernel/refusal.ts';
import type { ProtocolLibrary } from './schema.ts';
import type { BasicNeed, Clock, RequestClass } from './schema-city.ts';

/** A class of requests with the clocks that start when one is taken. */
export interface ClassWithClocks extends RequestClass {
  clocks: string[];
}

/** A request class by code. */
export function requestClass(library: ProtocolLibrary, code: string): ClassWithClocks | Refusal {
  const found = classesOf(library).get(code);
  if (found) return found;
  return refuse('request-class-unknown', code, {
    en: `request-class-unknown: no class "${code}". See protocols/city/request-classes.yaml.`,
    zh: `没有诉求类别“${code}”，见 protocols/city/request-classes.yaml。`,
  });
}

/** Asked for with every request: worked out once a library. */
const classes = new WeakMap<ProtocolLibrary, Map<string, ClassWithClocks>>();
function classesOf(library: ProtocolLibrary): Map<string, ClassWithClocks> {
  const known = classes.get(library);
  if (known) return known;
  const made = new Map(
    library.requestClasses.map((each) => [each.code, { ...each, clocks: clocksOfClass(library.clocks, each) }]),
  );
  classes.set(library, made);
  return made;
}

/** Ids of the clocks whose conditions the class and its urgency can meet. */
export function clocksOfClass(clocks: readonly Clock[], { code, urgency }: RequestClass): string[] {
  const known: Record<string, unknown> = { class: code, urgency };
  return clocks
    .filter((clock) =>
      clock.starts.some(
        (trigger) =>
          trigger.event.startsWith('requests.') &&
          Object.keys(trigger.where ?? {}).some((field) => field in known) &&
          Object.entries(trigger.where ?? {}).every(
            ([field, wanted]) =>
              !(field in known) ||
              (Array.isArray(wanted) ? wanted.includes(known[field] as string) : wanted === known[field]),
          ),
      ),
    )
    .map((clock) => clock.id);
}

export interface Classified {
  code: string;
  /** alias: the other system's type is listed; keyword: a word in the text; fallback: nothing fits, class `other`. */
  by: 'alias' | 'keyword' | 'fallback';
}

/** The class of another system's complaint type, or of free words. Exact names win over `Name*`, longer over shorter. */
export function classify(library: ProtocolLibrary, text: string): Classified {
  const said = text.trim().toLowerCase();
  let best: { code: string; length: number } | undefined;
  for (const { code, open311 } of library.requestClasses) {
    for (const alias of open311.aliases.map((each) => each.toLowerCase())) {
      const stem = alias.endsWith('*') ? alias.slice(0, -1) : undefined;
      const length =
        stem === undefined ? (said === alias ? Number.MAX_SAFE_INTEGER : -1) : said.startsWith(stem) ? stem.length : -1;
      if (length > 0 && (best === undefined || length > best.length)) best = { code, length };
    }
  }
  if (best) return { code: best.code, by: 'alias' };
  for (const { code, open311 } of library.requestClasses) {
    if (open311.keywords.some((word) => said.includes(word.toLowerCase()))) return { code, by: 'keyword' };
  }
  return { code: 'other', by: 'fallback' };
}

/** A floor of the basic needs by id. */
export function basicNeed(library: ProtocolLibrary, id: string): BasicNeed | Refusal {
  const found = library.basicNeeds.find((each) => each.id === id);
  return (
    found ??
    refuse('basic-need-unknown', id, {
      en: `basic-need-unknown: no floor "${id}". See protocols/city/basic-needs.yaml.`,
      zh: `没有基本需求“${id}”，见 protocols/city/basic-needs.yaml。`,
    })
  );
}

/** Is an amount at or above the floor (for `max` bounds: at or below). */
export const meetsNeed = (need: BasicNeed, amount: number): boolean =>
  need.bound === 'min' ? amount >= need.amount : amount <= need.amount;
