import { tz } from '@date-fns/tz';
import { isValid } from 'date-fns/isValid';
import { parseISO } from 'date-fns/parseISO';
import { attributeFaults, type RequestClass, type TakeRequest } from '../../capabilities/requests/index.ts';
import { type Instant, readInstant } from '../../kernel/time.ts';
import { type Fault, fault, isFaults, type Language } from './translate.ts';

/** Reads a date or moment; without a zone it is the city's (Chicago's server wants it so). */
export function readMoment(text: string, zone: string): Instant | undefined {
  const zoned = readInstant(text);
  if (zoned) return zoned;
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?$/.test(text)) return undefined;
  const date = parseISO(text.length === 10 ? `${text}T00:00:00` : text, { in: tz(zone) });
  return isValid(date) ? new Date(date.getTime()).toISOString() : undefined;
}

/** Fields of a form or query: an empty one is a missing one. */
export type Fields = Record<string, string | string[] | undefined>;
export const one = (fields: Fields, name: string): string | undefined => {
  const text = [fields[name]].flat().find((value) => value !== undefined && value.trim() !== '');
  return text?.trim();
};
export const list = (fields: Fields, name: string): string[] | undefined => {
  const found = [fields[name] ?? []]
    .flat()
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter(Boolean);
  return found.length > 0 ? [...new Set(found)] : undefined;
};

/** `attribute[code]=value`, and `attribute[code][]=value` repeated. */
export function attributesOf(fields: Fields): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    const match = /^attribute\[([^\]]+)\](\[\])?$/.exec(name);
    const values = [value ?? []]
      .flat()
      .map((text) => text.trim())
      .filter(Boolean);
    if (!match?.[1] || values.length === 0) continue;
    found[match[1]] = match[2] ? values : values.length === 1 ? (values[0] as string) : values;
  }
  return found;
}

/** Where somebody said it is: one full location of the three. */
export interface Location {
  point?: [number, number];
  address?: string;
  addressId?: string;
}

export function locationOf(fields: Fields): Location | Fault[] {
  const [lat, long] = [one(fields, 'lat'), one(fields, 'long')];
  const address = one(fields, 'address_string');
  const addressId = one(fields, 'address_id');
  if ((lat === undefined) !== (long === undefined)) return [fault(400, 'lat and long must be given together')];
  if (lat !== undefined && long !== undefined) {
    const point: [number, number] = [Number(long), Number(lat)];
    if (!point.every(Number.isFinite) || Math.abs(point[1]) > 90 || Math.abs(point[0]) > 180)
      return [fault(400, `lat ${lat}, long ${long} is no WGS84 position`)];
    return { point, ...(address ? { address } : {}), ...(addressId ? { addressId } : {}) };
  }
  if (addressId) return { addressId, ...(address ? { address } : {}) };
  return address ? { address } : [fault(400, 'a location is required: lat and long, or address_string, or address_id')];
}

/** What a POST asks for; its place is found afterwards. */
export type Posted = { request: Omit<TakeRequest, 'id' | 'place' | 'token'>; location: Location; accountId?: string };

/** 2.4: the arguments of POST /requests, every fault at once. */
export function posted(fields: Fields, of: RequestClass, language: Language, zone: string): Posted | Fault[] {
  const faults: Fault[] = [];
  const location = locationOf(fields);
  if (isFaults(location)) faults.push(...location);
  const attributes = attributesOf(fields);
  for (const attribute of of.attributes) {
    const given = attributes[attribute.code];
    if (attribute.datatype === 'datetime' && typeof given === 'string')
      attributes[attribute.code] = readMoment(given, zone) ?? given;
  }
  faults.push(
    ...attributeFaults(of, attributes).map(({ code, fault: what }) => fault(400, `attribute[${code}] ${FAULTS[what]}`)),
  );
  const description = one(fields, 'description')?.replaceAll('\r\n', '\n');
  if (description && description.length > 4000)
    faults.push(fault(400, `description has ${description.length} characters; 4,000 is the limit`));
  const phone = one(fields, 'phone')
    ?.replace(/[().\u00a0]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  if (phone && !/^\+?[0-9][0-9 -]{4,19}$/.test(phone)) faults.push(fault(400, `phone ${phone} is no telephone number`));
  const email = one(fields, 'email');
  if (email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) faults.push(fault(400, `email ${email} is no mail address`));
  const media = one(fields, 'media_url');
  if (media && !/^https?:\/\/\S+$/.test(media)) faults.push(fault(400, `media_url ${media} is no http(s) address`));
  const name = [one(fields, 'last_name'), one(fields, 'first_name')]
    .filter(Boolean)
    .join(/\p{Script=Han}/u.test(one(fields, 'last_name') ?? '') ? '' : ' ');
  if (name.length > 80) faults.push(fault(400, 'first_name and last_name together have at most 80 characters'));
  if (faults.length > 0 || isFaults(location)) return faults;
  const accountId = one(fields, 'account_id');
  return {
    location,
    ...(accountId ? { accountId } : {}),
    request: {
      class: of.code,
      channel: 'open311',
      life: false,
      attributes,
      beneficiary: {},
      caller: { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) },
      // An app may send a class, a place and nothing else.
      description: description ?? of.names[language],
      ...(location.address ? { address: location.address.slice(0, 300) } : {}),
      ...(location.point ? { point: location.point } : {}),
      ...(media ? { mediaUrl: media } : {}),
      ...(accountId ? { source: { system: 'open311', ref: accountId.slice(0, 120) } } : {}),
    },
  };
}

const FAULTS = {
  missing: 'is required',
  unknown: 'is no attribute of this service',
  'not-listed': 'is not one of the listed keys',
  'not-a-number': 'is no number',
  'not-a-moment': 'is no ISO 8601 date and time',
  'one-value-only': 'takes one value',
} as const;

/** 2.5: the arguments of GET /requests. */
export interface Asked {
  ids?: string[];
  classes?: string[];
  status?: string[];
  from?: Instant;
  to?: Instant;
  updatedAfter?: Instant;
  updatedBefore?: Instant;
  page: number;
  pageSize: number;
  extensions: boolean;
}

/** The window of the specification. */
const WINDOW_MS = 90 * 86_400_000;
/** Default and largest number of requests in an answer. */
export const CAP = 1000;

export function asked(fields: Fields, now: Instant, zone: string): Asked | Fault[] {
  const faults: Fault[] = [];
  const moment = (name: string): Instant | undefined => {
    const text = one(fields, name);
    const at = text === undefined ? undefined : readMoment(text, zone);
    if (text !== undefined && at === undefined) faults.push(fault(400, `${name} ${text} is no ISO 8601 date and time`));
    return at;
  };
  const whole = (name: string, most: number): number | undefined => {
    const text = one(fields, name);
    if (text === undefined) return undefined;
    if (!/^\d{1,6}$/.test(text) || Number(text) < 1 || Number(text) > most)
      faults.push(fault(400, `${name} ${text} is not a whole number from 1 to ${most}`));
    return Number(text);
  };
  const shift = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();
  const [start, end] = [moment('start_date'), moment('end_date')];
  const status = list(fields, 'status')?.map((value) => value.toLowerCase());
  const bad = status?.filter((value) => value !== 'open' && value !== 'closed') ?? [];
  if (bad.length > 0) faults.push(fault(400, `status ${bad.join(', ')} is neither open nor closed`));
  if (start && end && end < start) faults.push(fault(400, 'end_date is before start_date'));
  // The specification leaves open what a longer span does; we say so instead of cutting it.
  if (start && end && Date.parse(end) - Date.parse(start) > WINDOW_MS)
    faults.push(fault(400, 'start_date and end_date may be at most 90 days apart; ask for several windows'));
  const rest = {
    updatedAfter: moment('updated_after'),
    updatedBefore: moment('updated_before'),
    page: whole('page', 1000) ?? 1,
    pageSize: whole('page_size', CAP) ?? CAP,
  };
  const ids = list(fields, 'service_request_id');
  if (faults.length > 0) return faults;
  const extensions = one(fields, 'extensions') === 'true';
  if (ids) return { ids, page: 1, pageSize: CAP, extensions };
  const to = end ?? (start && shift(start, WINDOW_MS) < now ? shift(start, WINDOW_MS) : now);
  return {
    classes: list(fields, 'service_code'),
    status,
    from: start ?? shift(to, -WINDOW_MS),
    to,
    ...rest,
    extensions,
  };
}
