import type { PublicRow, RequestClass } from '../../capabilities/requests/index.ts';
import type { Instant } from '../../kernel/time.ts';

/** GeoReport v2 is frozen; section numbers below are those of the specification (github.com/open311/open311.github.io). */

/** A list inside a document: in XML a container of repeated elements, in JSON always an array (the Spark mapping). */
export interface Listed {
  item: string;
  items: (Item | string)[];
}
export type Value = string | number | boolean | null | undefined | Listed | Item;
export interface Item {
  [name: string]: Value;
}
/** A collection, or a single object (service definition, discovery). */
export type Document = { root: string; item: string; items: Item[] } | { root: string; single: Item };

/** One fault; the answer's HTTP status is the highest-ranking code of the list. */
export interface Fault {
  code: 400 | 403 | 404;
  description: string;
}
export const fault = (code: Fault['code'], description: string): Fault => ({ code, description });
export const isFaults = (value: unknown): value is Fault[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  typeof value[0]?.code === 'number' &&
  typeof value[0]?.description === 'string';

export type Language = 'zh' | 'en';

/** A service: a request class. */
export const service = (of: RequestClass, language: Language): Item => ({
  service_code: of.code,
  service_name: of.names[language],
  description: `${of.names.zh} / ${of.names.en}`,
  metadata: of.attributes.length > 0,
  type: of.open311.type,
  keywords: of.open311.keywords.join(','),
  group: of.group,
});

export const services = (classes: readonly RequestClass[], language: Language): Document => ({
  root: 'services',
  item: 'service',
  items: classes.map((of) => service(of, language)),
});

export const definition = (of: RequestClass, language: Language): Document => ({
  root: 'service_definition',
  single: {
    service_code: of.code,
    attributes: {
      item: 'attribute',
      items: of.attributes.map((attribute, n) => ({
        variable: true,
        code: attribute.code,
        datatype: attribute.datatype,
        required: attribute.required,
        datatype_description: null,
        order: n + 1,
        description: attribute.names[language],
        ...(attribute.values
          ? {
              values: {
                item: 'value',
                items: attribute.values.map((value) => ({ key: value.key, name: value.names[language] })),
              },
            }
          : {}),
      })),
    },
  },
});

/** W3C profile of ISO 8601 with zone, to the second. */
export const datetime = (at: Instant | null): string | null => at?.replace(/\.\d{3}Z$/, 'Z') ?? null;

/** What is known of the place of a request, as coarse as the row. */
export interface Near {
  address: string | null;
  addressId: string | null;
}

/** A public request as GeoReport shows it: no name, no number, no photograph, the place no finer than the row's. */
export function request(
  row: PublicRow,
  of: RequestClass | undefined,
  near: Near,
  language: Language,
  extensions: boolean,
): Item {
  return {
    service_request_id: row.id,
    status: row.status,
    status_notes: row.answer,
    service_name: of?.names[language] ?? row.class,
    service_code: row.class,
    description: row.description,
    agency_responsible: row.agency,
    service_notice: null,
    requested_datetime: datetime(row.requestedAt),
    updated_datetime: datetime(row.closedAt ?? row.updatedAt),
    expected_datetime: datetime(row.expectedAt),
    address: near.address,
    address_id: near.addressId,
    zipcode: null,
    lat: row.point?.[1] ?? null,
    long: row.point?.[0] ?? null,
    media_url: null,
    ...(extensions
      ? {
          extended_attributes: { channel: row.channel, group: of?.group ?? null },
          notes: {
            item: 'note',
            items: row.notes.map((note) => ({
              datetime: datetime(note.at),
              type: NOTES[note.what] ?? 'activity',
              description: note.text,
            })),
          },
        }
      : {}),
  };
}

/** Chicago's words for what happened to a request. */
const NOTES: Record<string, string> = {
  RequestTaken: 'submitted',
  RequestDispatched: 'opened',
  RequestReopened: 'opened',
  RequestUnmerged: 'opened',
  RequestMerged: 'follow_on_created',
  RequestWithdrawn: 'closed',
  RequestClosed: 'closed',
};

export const requests = (items: Item[]): Document => ({ root: 'service_requests', item: 'request', items });

export interface Endpoint {
  url: string;
  type: 'production' | 'test';
  contact: string;
  keyService: string;
}

/** 2.7: discovery, the same in both formats. */
export const discovery = ({ url, type, contact, keyService }: Endpoint, changeset: Instant): Document => ({
  root: 'discovery',
  single: {
    changeset: datetime(changeset),
    contact,
    key_service: keyService,
    endpoints: {
      item: 'endpoint',
      items: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url,
          changeset: datetime(changeset),
          type,
          formats: { item: 'format', items: ['text/xml', 'application/json'] },
        },
      ],
    },
  },
});

export const errors = (faults: Fault[]): Document => ({
  root: 'errors',
  item: 'error',
  items: faults.map(({ code, description }) => ({ code, description })),
});
/** 403 before 404 before 400. */
export const statusOf = (faults: Fault[]): number =>
  ([403, 404] as const).find((code) => faults.some((item) => item.code === code)) ?? 400;
