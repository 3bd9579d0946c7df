import { readFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { StreetCollector, type StreetExtract } from './translate.ts';
import { Wire } from './translate-wire.ts';

/** The format's own limits (OpenStreetMap wiki, "PBF Format"): a header 64 KiB, a blob 32 MiB inflated. */
const HEADER = 64 << 10;
const BLOB = 32 << 20;
const KNOWN = ['OsmSchema-V0.6', 'DenseNodes'];

/**
 * The streets of an .osm.pbf file. Throws `osm-unreadable`, `osm-broken`, `osm-cut-short`, `osm-feature` or
 * `osm-compression`, and `osm-empty` where there is no street in it.
 */
export async function readStreets(path: string): Promise<StreetExtract> {
  const bytes = await readFile(path).catch((fault: Error) => {
    throw new Error(`osm-unreadable: ${path}: ${fault.message}. Name an .osm.pbf file.`);
  });
  const text = new TextDecoder();
  const collector = new StreetCollector((span) => text.decode(span));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let blobs = 0;
  for (let at = 0; at < bytes.length; blobs++) {
    if (at + 4 > bytes.length) throw new Error(`osm-cut-short: ${path} ends after ${at} bytes. Fetch the file again.`);
    const length = view.getUint32(at);
    if (length > HEADER)
      throw new Error(`osm-broken: ${path} is no OpenStreetMap PBF (a header of ${length} bytes at ${at}).`);
    const header = headerOf(new Wire(bytes, at + 4, at + 4 + length));
    at += 4 + length;
    const blob = new Wire(bytes, at, at + header.size);
    at += header.size;
    if (header.type === 'OSMHeader') checkFeatures(inflated(blob));
    else if (header.type === 'OSMData') collector.push(inflated(blob));
  }
  const extract = collector.extract();
  if (extract.ways.length === 0)
    throw new Error(`osm-empty: ${path} holds no street (${blobs} blobs). Take a larger extract.`);
  return extract;
}

function headerOf(wire: Wire): { type: string; size: number } {
  let type = '';
  let size = 0;
  for (let field = wire.field(); field; field = wire.field()) {
    if (field.number === 1) type = Buffer.from(wire.data()).toString();
    else if (field.number === 3) size = wire.varint();
    else wire.skip(field.type);
  }
  return { type, size };
}

function inflated(wire: Wire): Uint8Array {
  for (let field = wire.field(); field; field = wire.field()) {
    if (field.number === 1) return wire.data();
    if (field.number === 3) return inflateSync(wire.data(), { maxOutputLength: BLOB });
    if (field.number >= 4 && field.number <= 7)
      throw new Error(
        `osm-compression: blob compressed by method ${field.number}. Convert it: osmium cat -o out.osm.pbf in.osm.pbf`,
      );
    wire.skip(field.type);
  }
  throw new Error('osm-broken: a blob without data. Fetch the file again.');
}

/** A file may demand features of its reader; histories and the like are not streets of today. */
function checkFeatures(bytes: Uint8Array): void {
  const wire = new Wire(bytes);
  for (let field = wire.field(); field; field = wire.field()) {
    if (field.number !== 4) {
      wire.skip(field.type);
      continue;
    }
    const feature = Buffer.from(wire.data()).toString();
    if (!KNOWN.includes(feature))
      throw new Error(`osm-feature: the file demands "${feature}". Make a plain extract of it.`);
  }
}
