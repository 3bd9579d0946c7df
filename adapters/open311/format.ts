import { XMLBuilder } from 'fast-xml-parser';
import type { Document, Listed, Value } from './translate.ts';

export const FORMATS = { xml: 'text/xml; charset=utf-8', json: 'application/json; charset=utf-8' } as const;
export type Format = keyof typeof FORMATS;

const isListed = (value: Value): value is Listed =>
  typeof value === 'object' &&
  value !== null &&
  Array.isArray((value as Listed).items) &&
  typeof (value as Listed).item === 'string';

/** Characters XML 1.0 cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones
const UNFIT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

function xmlValue(value: Value | string): unknown {
  if (typeof value === 'string') return value.replace(UNFIT, '');
  if (isListed(value)) return value.items.length === 0 ? '' : { [value.item]: value.items.map(xmlValue) };
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([name, inner]) => [name, xmlValue(inner)]),
    );
  return value;
}

function jsonValue(value: Value | string): unknown {
  if (isListed(value)) return value.items.map(jsonValue);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([name, inner]) => [name, jsonValue(inner)]),
    );
  return value === '' ? null : value;
}

const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true, format: true });

/** A document in a format: no attributes, no namespace; an empty element is null in JSON. */
export function write(document: Document, format: Format): string {
  if (format === 'json')
    return JSON.stringify('single' in document ? jsonValue(document.single) : document.items.map(jsonValue));
  const body =
    'single' in document ? xmlValue(document.single) : xmlValue({ item: document.item, items: document.items });
  return builder.build({ '?xml': { '@_version': '1.0', '@_encoding': 'utf-8' }, [document.root]: body });
}
