import type { Row } from '../../kernel/capability.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { type Day, type Instant, readInstant } from '../../kernel/time.ts';
import { type Evidence, type EvidenceInput, type EvidenceKind, keyOf, type OrderStay } from './model.ts';

/** What an order needs to know of a contact or a case, from their own views. */
export interface ContactFacts extends Row {
  case: string;
  disease: string;
  person?: string | null;
  household?: string | null;
  class: string;
  lastExposure: Day;
  /** Every case this is a contact of, when there are several. */
  sources?: { case: string; lastExposure: Day }[];
  status?: string;
}
export interface CaseFacts extends Row {
  disease: string;
  person?: string | null;
  household?: string | null;
  onset?: Day | null;
  detectedOn?: Day | null;
  reportedOn: Day;
  isolatedOn?: Day | null;
  treatedOn?: Day | null;
  outcomeOn?: Day | null;
  status?: string;
}
export interface EvidenceRecords {
  contacts: ContactFacts[];
  cases: CaseFacts[];
}

/** Which evidence can say when the edition's clock began. An order of one class cannot rest on evidence of another kind (nine don'ts, rule 4). */
const CLOCKS: Record<EvidenceKind, readonly string[]> = {
  contact: ['lastContact', 'lastExposure'],
  case: ['onset', 'diagnosis', 'admission', 'discharge', 'symptomsEnd'],
  zone: ['leaving', 'lastExposure'],
  arrival: ['arrival'],
  leaving: ['leaving'],
  post: ['loopExit'],
};

const caseDay = (row: CaseFacts, clock: string | undefined): Day | null | undefined => {
  if (clock === 'diagnosis') return row.detectedOn ?? row.reportedOn;
  if (clock === 'admission') return row.treatedOn ?? row.isolatedOn;
  if (clock === 'discharge') return row.outcomeOn;
  if (clock === 'symptomsEnd') return undefined;
  return row.onset ?? row.detectedOn ?? row.reportedOn;
};

export interface Told {
  now: Instant;
  today: Day;
}

/** Evidence with its day 0 and what it rests on, and everything wrong with it. */
export function readEvidence(
  input: OrderStay,
  clockStart: string | undefined,
  records: EvidenceRecords,
  { now, today }: Told,
): { evidence: Evidence[]; faults: Refusal[] } {
  const evidence: Evidence[] = [];
  const faults: Refusal[] = [];
  if (input.evidence.length === 0) {
    faults.push(
      refuse('evidence-missing', input.person, {
        en: 'No evidence is given. An order rests on a contact, a case or a document about this person.',
        zh: '未提供证据。命令须以该人的密接、病例记录或相关文书为依据。',
      }),
    );
  }
  for (const item of input.evidence) {
    const found = read(item, input, clockStart, records, now, today);
    if ('refused' in found) faults.push(found);
    else evidence.push(found);
  }
  return { evidence, faults };
}

function read(
  item: EvidenceInput,
  input: OrderStay,
  clockStart: string | undefined,
  records: EvidenceRecords,
  now: Instant,
  today: Day,
): Evidence | Refusal {
  const key = keyOf(item);
  const at = readInstant(item.at);
  const missing = [!item.source && 'source', !item.signer && 'signer', !at && 'time'].filter(
    (part) => typeof part === 'string',
  );
  if (missing.length > 0 || !at) {
    const zh = missing.map((part) => ({ source: '来源', signer: '签字人', time: '时间' })[part as 'source']);
    return refuse('evidence-incomplete', key, {
      en: `${item.id} has no ${missing.join(', ')}. Evidence needs source, signer and time.`,
      zh: `${item.id} 缺少${zh.join('、')}。证据须有来源、签字人和时间。`,
    });
  }
  if (at > now)
    return refuse('evidence-in-future', key, {
      en: `${key} is dated ${item.at}, after now.`,
      zh: `${key} 的时间 ${item.at} 晚于当前。`,
    });
  if (clockStart !== undefined && !CLOCKS[item.kind].includes(clockStart)) {
    return refuse('evidence-of-other-class', key, {
      en: `${input.class} counts from "${clockStart}"; evidence of kind ${item.kind} cannot show that.`,
      zh: `${input.class} 自“${clockStart}”起算，${item.kind} 类证据不能证明。`,
    });
  }
  const known = recordOf(item, input, clockStart, records);
  if ('refused' in known) return known;
  const day = known.day ?? item.day;
  if (!day)
    return refuse('evidence-without-day', key, {
      en: `${key} does not say on which day the count begins (${clockStart ?? 'day 0'}). Give the day.`,
      zh: `${key} 未注明起算日（${clockStart ?? '第0日'}），请填写。`,
    });
  if (day > today)
    return refuse('evidence-in-future', key, {
      en: `${key} counts from ${day}, which is still to come.`,
      zh: `${key} 的起算日 ${day} 尚未到来。`,
    });
  return { kind: item.kind, id: item.id, source: item.source, signer: item.signer, at, day, restsOn: known.restsOn };
}

/** Day 0 and grounds by Tandem's own records. A record about somebody else is no evidence about this person. */
function recordOf(
  item: EvidenceInput,
  input: OrderStay,
  clockStart: string | undefined,
  records: EvidenceRecords,
): { day?: Day | null; restsOn: Evidence['restsOn'] } | Refusal {
  if (item.kind !== 'contact' && item.kind !== 'case') return { restsOn: [] };
  const row =
    item.kind === 'contact'
      ? records.contacts.find((each) => each.id === item.id)
      : records.cases.find((each) => each.id === item.id);
  const key = keyOf(item);
  if (!row)
    return refuse('evidence-unknown', key, {
      en: `There is no ${item.kind} ${item.id}.`,
      zh: `没有${item.kind === 'contact' ? '密接' : '病例'}记录 ${item.id}。`,
    });
  const about = row.person ? row.person === input.person : row.household === input.household;
  if (!about || row.disease !== input.disease) {
    return refuse('evidence-about-other', key, {
      en: `${key} is not about ${input.person} and ${input.disease}.`,
      zh: `${key} 与 ${input.person} 及 ${input.disease} 无关。`,
    });
  }
  if (item.kind === 'case') {
    const found = row as CaseFacts;
    if (found.status === 'discarded')
      return refuse('evidence-fallen', key, { en: `Case ${item.id} was discarded.`, zh: `病例 ${item.id} 已排除。` });
    return { day: caseDay(found, clockStart), restsOn: [] };
  }
  const contact = row as ContactFacts;
  if (contact.status === 'closed')
    return refuse('evidence-fallen', key, { en: `Contact ${item.id} is closed.`, zh: `密接 ${item.id} 已结案。` });
  if (contact.class !== input.class) {
    return refuse('evidence-of-other-class', key, {
      en: `Contact ${item.id} was judged ${contact.class}, not ${input.class}.`,
      zh: `密接 ${item.id} 判定为 ${contact.class}，并非 ${input.class}。`,
    });
  }
  const sources = contact.sources ?? [{ case: contact.case, lastExposure: contact.lastExposure }];
  return {
    day: contact.lastExposure,
    restsOn: sources.map((source) => ({ record: keyOf({ kind: 'case', id: source.case }), day: source.lastExposure })),
  };
}

/** Day 0 of an order: the latest day its evidence shows. */
export const dayZeroOf = (evidence: readonly Evidence[]): Day | undefined =>
  evidence
    .map((item) => item.day)
    .sort()
    .at(-1);

/** Evidence left when a record has fallen; its day is then the latest that the records under it still show. */
export const without = (evidence: readonly Evidence[], fallen: string): Evidence[] =>
  evidence.flatMap((item) => {
    if (keyOf(item) === fallen) return [];
    const left = item.restsOn.filter((under) => under.record !== fallen);
    if (left.length === item.restsOn.length) return [item];
    const day = left
      .map((under) => under.day)
      .sort()
      .at(-1);
    return day === undefined ? [] : [{ ...item, restsOn: left, day }];
  });
