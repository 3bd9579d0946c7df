import type { Told } from '../../kernel/capability.ts';
import type { NewEvent } from '../../kernel/event.ts';
import { ancestorAt, type PlacePath } from '../../kernel/place.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { type Instant, readInstant } from '../../kernel/time.ts';
import { classify, requestClass } from '../../protocols/city.ts';
import { settingOn } from '../../protocols/read.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { type RequestClass, URGENCIES, type Urgency } from '../../protocols/schema-city.ts';
import { deadlineFor, deadlinesAfter, opens } from '../duties/index.ts';
import type { About, Body } from './model.ts';

export type { ProtocolLibrary, RequestClass };
export { classify };

export const libraryOf = (told: Told): ProtocolLibrary => told.protocol.library;
export const classOf = (told: Told, code: string) => requestClass(libraryOf(told), code);

/** 0 for life, 4 for complex: sorts a queue. */
export const rankOf = (urgency: Urgency): number => URGENCIES.indexOf(urgency);

/** A city setting as a number, or why there is none. */
export function settingNumber(told: Pick<Told, 'protocol' | 'today'>, key: string): number | Refusal {
  const found = settingOn(told.protocol.library, key, told.today);
  return isRefusal(found) ? found : Number(found.value);
}

export interface AttributeFault {
  code: string;
  fault: 'missing' | 'unknown' | 'not-listed' | 'not-a-number' | 'not-a-moment' | 'one-value-only';
}

/** What is wrong with the answers to a class's questions; each names its attribute. */
export function attributeFaults(
  of: Pick<RequestClass, 'attributes'>,
  given: Record<string, string | string[]>,
): AttributeFault[] {
  const faults: AttributeFault[] = [];
  const known = new Set(of.attributes.map((attribute) => attribute.code));
  for (const code of Object.keys(given)) if (!known.has(code)) faults.push({ code, fault: 'unknown' });
  for (const attribute of of.attributes) {
    const { code, datatype } = attribute;
    const values = [given[code] ?? []].flat().filter((value) => value !== '');
    if (values.length === 0) {
      if (attribute.required) faults.push({ code, fault: 'missing' });
      continue;
    }
    if (values.length > 1 && datatype !== 'multivaluelist') faults.push({ code, fault: 'one-value-only' });
    const keys = attribute.values?.map((value) => value.key);
    if (datatype.endsWith('list') && values.some((value) => !keys?.includes(value)))
      faults.push({ code, fault: 'not-listed' });
    if (datatype === 'number' && values.some((value) => !/^-?\d+(\.\d+)?$/.test(value)))
      faults.push({ code, fault: 'not-a-number' });
    if (datatype === 'datetime' && values.some((value) => readInstant(value) === undefined))
      faults.push({ code, fault: 'not-a-moment' });
  }
  return faults;
}

export function refuseAttributes(of: RequestClass, faults: AttributeFault[]): Refusal {
  const named = faults.map(({ code, fault }) => {
    const names = of.attributes.find((attribute) => attribute.code === code)?.names ?? { en: code, zh: code };
    return refuse(`attribute-${fault}`, code, {
      en: `${names.en}: ${EN[fault]}`,
      zh: `${names.zh}：${ZH[fault]}`,
    });
  });
  return refuse(
    'attributes-invalid',
    faults.map((fault) => fault.code),
    {
      en: `${of.names.en} needs: ${named.map((item) => item.words.en).join('; ')}.`,
      zh: `“${of.names.zh}”请更正：${named.map((item) => item.words.zh).join('；')}。`,
    },
    named,
  );
}

const EN: Record<AttributeFault['fault'], string> = {
  missing: 'not filled in',
  unknown: 'not asked here',
  'not-listed': 'not one of the choices',
  'not-a-number': 'not a number',
  'not-a-moment': 'no time with its zone',
  'one-value-only': 'only one may be given',
};
const ZH: Record<AttributeFault['fault'], string> = {
  missing: '未填写',
  unknown: '没有此项',
  'not-listed': '不在选项内',
  'not-a-number': '不是数字',
  'not-a-moment': '不是带时区的时间',
  'one-value-only': '只能填一个',
};

/** The office a new request waits at: the owner of the dispatch clock it starts; else the desk of its street. */
export function firstOwner(told: Told, fact: { type: string; data: unknown }, place: PlacePath): Body {
  const clock = libraryOf(told).clocks.find(
    (item) => opens(item, fact) && item.stops.some((trigger) => trigger.event === 'requests.RequestDispatched'),
  );
  const level = clock?.owner.level ?? 'street';
  const area = ancestorAt(place, level) ?? place;
  return office(level, clock?.owner.role ?? 'desk', area);
}

const LEVEL_WORDS: Partial<Record<Body['level'], [string, string]>> = {
  city: ['市', 'City'],
  district: ['区', 'District'],
  street: ['街道', 'Street'],
  community: ['社区', 'Community'],
};
const ROLE_WORDS: Partial<Record<Body['role'], [string, string]>> = {
  desk: ['工单台', 'desk'],
  officer: ['值班干部', 'officer'],
  hq: ['指挥部', 'headquarters'],
  grid: ['网格员', 'grid workers'],
};

/** An office known by what it is and where, before a named organisation takes over. */
export function office(level: Body['level'], role: Body['role'], area: PlacePath): Body {
  const [levelZh, levelEn] = LEVEL_WORDS[level] ?? [level, level];
  const [roleZh, roleEn] = ROLE_WORDS[role] ?? [role, role];
  return { org: `${role}@${area}`, orgName: `${levelZh}${roleZh} ${levelEn} ${roleEn}`, level, role, area };
}

/** Writes the deadlines open after each event into it, counted from now. */
export function withDue(
  events: NewEvent<string, object>[],
  told: Told,
  id: string,
  area: PlacePath,
  open: Record<string, Instant> = {},
): NewEvent[] {
  let due = open;
  return events.map((event) => {
    const fact = {
      type: event.type,
      data: event.data,
      area,
      stream: `request/${id}`,
      happenedAt: event.happenedAt ?? told.now,
      edition: event.edition,
    };
    due = deadlinesAfter(due, fact, libraryOf(told), told.zone);
    const by = (type: string, before: string[]) => deadlineFor(due, type, before, libraryOf(told));
    const times = {
      due,
      contactBy: by('requests.RequestContacted', []),
      answerBy: by('requests.RequestAnswered', ['requests.RequestDispatched', 'requests.RequestContacted']),
    };
    return {
      ...event,
      data: { ...event.data, ...times } satisfies Pick<About, 'due' | 'contactBy' | 'answerBy'> & object,
    };
  });
}
