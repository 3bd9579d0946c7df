import { Wire } from './translate-wire.ts';

/** A way that can be moved along: its id, its nodes (indices into the extract) and its tags. */
export interface ExtractWay {
  id: number;
  nodes: Int32Array;
  tags: Record<string, string>;
}

/** The streets of an OpenStreetMap extract, (c) OpenStreetMap contributors, ODbL. Degrees, WGS 84. */
export interface StreetExtract {
  lat: Float64Array;
  lon: Float64Array;
  ways: ExtractWay[];
  /** Tags of nodes that stand in the way: gates, bollards, kerbs. */
  points: { node: number; tags: Record<string, string> }[];
}

const GRAIN = 1e-9;
const isWay = (tags: Record<string, string>): boolean => tags['highway'] !== undefined || tags['route'] === 'ferry';
const isPoint = (tags: Record<string, string>): boolean =>
  tags['barrier'] !== undefined || tags['access'] !== undefined;

interface Block {
  text(at: number): string;
  granularity: number;
  latOffset: number;
  lonOffset: number;
}

/**
 * Collects streets from the blocks of an extract, in any order of blocks. Format: OpenStreetMap wiki, "PBF Format"
 * (fileformat.proto, osmformat.proto). Relations (turn restrictions) are not read.
 */
export class StreetCollector {
  #ids = new Float64Array(1 << 16);
  #lat = new Float64Array(1 << 16);
  #lon = new Float64Array(1 << 16);
  #count = 0;
  readonly #ways: { id: number; refs: number[]; tags: Record<string, string> }[] = [];
  readonly #points: { id: number; tags: Record<string, string> }[] = [];

  readonly #decode: (bytes: Uint8Array) => string;

  /** `decode` reads UTF-8, which pure code has no words for. */
  constructor(decode: (bytes: Uint8Array) => string) {
    this.#decode = decode;
  }

  /** The inflated bytes of one OSMData blob. Throws `osm-broken` when they are none. */
  push(bytes: Uint8Array): void {
    const block: Block = { text: () => '', granularity: 100, latOffset: 0, lonOffset: 0 };
    const groups: Wire[] = [];
    const wire = new Wire(bytes);
    for (let field = wire.field(); field; field = wire.field()) {
      if (field.number === 1) block.text = this.#strings(wire.span());
      else if (field.number === 2) groups.push(wire.span());
      else if (field.number === 17) block.granularity = wire.varint();
      else if (field.number === 19) block.latOffset = wire.varint();
      else if (field.number === 20) block.lonOffset = wire.varint();
      else wire.skip(field.type);
    }
    for (const group of groups) {
      for (let field = group.field(); field; field = group.field()) {
        if (field.number === 1) this.#node(group.span(), block);
        else if (field.number === 2) this.#dense(group.span(), block);
        else if (field.number === 3) this.#way(group.span(), block);
        else group.skip(field.type);
      }
    }
  }

  /** What was collected. Nodes outside the extract are cut off their ways; a way left with one node is no street. */
  extract(): StreetExtract {
    const order = this.#sorted();
    /** For each node collected, its place in the extract plus one. */
    const slot = new Int32Array(this.#count);
    const lat: number[] = [];
    const lon: number[] = [];
    const place = (id: number): number | undefined => {
      const at = this.#find(id, order);
      if (at < 0) return undefined;
      if (slot[at] === 0) {
        lon.push(this.#lon[at]!);
        slot[at] = lat.push(this.#lat[at]!);
      }
      return slot[at]! - 1;
    };
    const ways = this.#ways.flatMap(({ id, refs, tags }) =>
      pieces(refs.map(place)).map((nodes) => ({ id, nodes, tags })),
    );
    const points = this.#points.flatMap(({ id, tags }) => {
      const at = this.#find(id, order);
      return at < 0 || slot[at] === 0 ? [] : [{ node: slot[at]! - 1, tags }];
    });
    return { lat: Float64Array.from(lat), lon: Float64Array.from(lon), ways, points };
  }

  /** The block's strings, each decoded when first asked for. */
  #strings(wire: Wire): (at: number) => string {
    const strings: Uint8Array[] = [];
    const known: (string | undefined)[] = [];
    for (let field = wire.field(); field; field = wire.field()) {
      if (field.number === 1) strings.push(wire.data());
      else wire.skip(field.type);
    }
    return (at) => {
      const bytes = strings[at];
      if (!bytes) throw new Error(`osm-broken: string ${at} of ${strings.length}. Fetch the file again.`);
      known[at] ??= this.#decode(bytes);
      return known[at];
    };
  }

  #add(id: number, lat: number, lon: number, block: Block): void {
    if (this.#count === this.#ids.length) {
      this.#ids = grown(this.#ids);
      this.#lat = grown(this.#lat);
      this.#lon = grown(this.#lon);
    }
    this.#ids[this.#count] = id;
    this.#lat[this.#count] = (block.latOffset + block.granularity * lat) * GRAIN;
    this.#lon[this.#count++] = (block.lonOffset + block.granularity * lon) * GRAIN;
  }

  #node(wire: Wire, block: Block): void {
    let id = 0;
    let lat = 0;
    let lon = 0;
    let keys: number[] = [];
    let values: number[] = [];
    for (let field = wire.field(); field; field = wire.field()) {
      if (field.number === 1) id = wire.signed();
      else if (field.number === 2) keys = packed(wire, field.type);
      else if (field.number === 3) values = packed(wire, field.type);
      else if (field.number === 8) lat = wire.signed();
      else if (field.number === 9) lon = wire.signed();
      else wire.skip(field.type);
    }
    this.#add(id, lat, lon, block);
    const tags = tagsOf(block, keys, values);
    if (isPoint(tags)) this.#points.push({ id, tags });
  }

  #dense(wire: Wire, block: Block): void {
    let ids: Wire | undefined;
    let lats: Wire | undefined;
    let lons: Wire | undefined;
    let tags: Wire | undefined;
    for (let field = wire.field(); field; field = wire.field()) {
      if (field.number === 1) ids = wire.span();
      else if (field.number === 8) lats = wire.span();
      else if (field.number === 9) lons = wire.span();
      else if (field.number === 10) tags = wire.span();
      else wire.skip(field.type);
    }
    if (!ids || !lats || !lons) return;
    let id = 0;
    let lat = 0;
    let lon = 0;
    const keys: number[] = [];
    const values: number[] = [];
    while (!ids.done) {
      id += ids.signed();
      lat += lats.signed();
      lon += lons.signed();
      this.#add(id, lat, lon, block);
      if (!tags || tags.done) continue;
      keys.length = 0;
      values.length = 0;
      for (let key = tags.varint(); key !== 0; key = tags.varint()) {
        keys.push(key);
        values.push(tags.varint());
      }
      if (keys.length === 0) continue;
      const read = tagsOf(block, keys, values);
      if (isPoint(read)) this.#points.push({ id, tags: read });
    }
  }

  #way(wire: Wire, block: Block): void {
    let id = 0;
    let keys: number[] = [];
    let values: number[] = [];
    let span: Wire | undefined;
    for (let field = wire.field(); field; field = wire.field()) {
      if (field.number === 1) id = wire.varint();
      else if (field.number === 2) keys = packed(wire, field.type);
      else if (field.number === 3) values = packed(wire, field.type);
      else if (field.number === 8) span = wire.span();
      else wire.skip(field.type);
    }
    const tags = tagsOf(block, keys, values);
    if (!span || !isWay(tags)) return;
    const refs: number[] = [];
    for (let ref = 0; !span.done; ) {
      ref += span.signed();
      refs.push(ref);
    }
    this.#ways.push({ id, refs, tags });
  }

  /** Positions in order of id; nothing when the file is sorted, as nearly all are. */
  #sorted(): Uint32Array | undefined {
    const ids = this.#ids;
    let rising = true;
    for (let n = 1; n < this.#count && rising; n++) rising = ids[n - 1]! < ids[n]!;
    if (rising) return undefined;
    return Uint32Array.from({ length: this.#count }, (_, n) => n).sort((a, b) => ids[a]! - ids[b]!);
  }

  #find(id: number, order: Uint32Array | undefined): number {
    let low = 0;
    let high = this.#count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const at = order ? order[middle]! : middle;
      const found = this.#ids[at]!;
      if (found === id) return at;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

/** Repeated numbers, packed or one by one. */
function packed(wire: Wire, type: number): number[] {
  if (type !== 2) return [wire.varint()];
  const span = wire.span();
  const values: number[] = [];
  while (!span.done) values.push(span.varint());
  return values;
}

function tagsOf(block: Block, keys: number[], values: number[]): Record<string, string> {
  const tags: Record<string, string> = {};
  for (let n = 0; n < keys.length; n++) {
    tags[block.text(keys[n]!)] = block.text(values[n]!);
  }
  return tags;
}

/** Runs of known nodes of at least two, without repeats in a row. */
function pieces(refs: (number | undefined)[]): Int32Array[] {
  const runs: number[][] = [[]];
  for (const ref of refs) {
    const run = runs.at(-1)!;
    if (ref === undefined) runs.push([]);
    else if (run.at(-1) !== ref) run.push(ref);
  }
  return runs.filter((run) => run.length > 1).map((run) => Int32Array.from(run));
}

function grown(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(values.length * 2);
  wider.set(values);
  return wider;
}
