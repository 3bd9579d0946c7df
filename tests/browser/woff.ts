import { inflateSync } from 'node:zlib';

/**
 * The OpenType font inside a WOFF file: Chromium takes no WOFF from the system's fonts, only from web pages.
 * Layout after https://www.w3.org/TR/WOFF/: a 44-byte header, 20-byte table entries, zlib-compressed tables.
 */
export function fontInside(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const entries = Array.from({ length: count }, (_, i) => {
    const at = 44 + 20 * i;
    const offset = woff.readUInt32BE(at + 4);
    const packed = woff.readUInt32BE(at + 8);
    const length = woff.readUInt32BE(at + 12);
    const bytes = woff.subarray(offset, offset + packed);
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.readUInt32BE(at + 16),
      table: packed < length ? inflateSync(bytes) : bytes,
    };
  });
  const log = Math.floor(Math.log2(count));
  const header = Buffer.alloc(12 + 16 * count);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(16 * 2 ** log, 6);
  header.writeUInt16BE(log, 8);
  header.writeUInt16BE(16 * count - 16 * 2 ** log, 10);
  const parts: Uint8Array[] = [header];
  let end = header.length;
  entries.forEach(({ tag, checksum, table }, i) => {
    const at = 12 + 16 * i;
    tag.copy(header, at);
    header.writeUInt32BE(checksum, at + 4);
    header.writeUInt32BE(end, at + 8);
    header.writeUInt32BE(table.length, at + 12);
    const padding = Buffer.alloc((4 - (table.length % 4)) % 4);
    parts.push(table, padding);
    end += table.length + padding.length;
  });
  return Buffer.concat(parts);
}
