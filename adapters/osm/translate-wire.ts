/** Reads the protocol-buffer wire format (varints, length-delimited fields) from one span of bytes. */
export class Wire {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;
  constructor(bytes: Uint8Array, from = 0, end = bytes.length) {
    if (from < 0 || end > bytes.length)
      throw new Error(`osm-cut-short: needs ${end} bytes, has ${bytes.length}. Fetch the file again.`);
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  /** An unsigned varint; exact up to 2^53, which node ids and 1e-9 degrees keep. Negative int64 come out as negative. */
  varint(): number {
    const { bytes } = this;
    let byte = bytes[this.at++]!;
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let scale = 128, read = 1; ; scale *= 128, read++) {
      byte = bytes[this.at++] ?? broken(this.at);
      if (read === 9) return value + (byte & 127) * scale - 2 ** 64;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  /** A zig-zag varint. */
  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** The next field as number and wire type; `undefined` at the end. */
  field(): { number: number; type: number } | undefined {
    if (this.done) return undefined;
    const key = this.varint();
    return { number: key >>> 3, type: key & 7 };
  }

  /** A length-delimited field, read in place. */
  span(): Wire {
    const length = this.varint();
    const from = this.at;
    this.at += length;
    if (this.at > this.end) broken(this.at);
    return new Wire(this.bytes, from, this.at);
  }

  data(): Uint8Array {
    const { at, end } = this.span();
    return this.bytes.subarray(at, end);
  }

  skip(type: number): void {
    if (type === 0) this.varint();
    else if (type === 1) this.at += 8;
    else if (type === 2) this.at = this.span().end;
    else if (type === 5) this.at += 4;
    else broken(this.at);
  }
}

function broken(at: number): never {
  throw new Error(`osm-broken: byte ${at} is no OpenStreetMap PBF. Fetch the file again.`);
}
