import { addressLevel, type Home, homeOf } from '../fields/addresses.ts';
import { birthLevel, birthOf, eventDay, isWhole, yearLevel, yearOf } from '../fields/dates.ts';
import { type Document, documentLevel, documentOf } from '../fields/documents.ts';
import { phoneLevel, phoneOf } from '../fields/phones.ts';
import { hashOf } from '../hash.ts';
import type { NameAt, Names } from '../names/names.ts';
import { at, FIELD_NAMES, type Field, type Person } from '../person.ts';

const NO_DAY = -(2 ** 31);
const [HAN, LATIN, CROSS, SEX, BIRTH, YEAR, PHONE, ADDRESS, ID, DAY] = (
  ['han', 'latin', 'cross', 'sex', 'birth', 'year', 'phone', 'address', 'id', 'day'] as Field[]
).map(at) as [number, number, number, number, number, number, number, number, number, number];

/** People in columns of flat numbers: about 90 bytes each beside their ids. */
export class People {
  readonly names: Names;
  /** Fields in use; others are read as absent. */
  readonly #uses: Uint8Array;
  #room: number;
  #script: Uint8Array;
  #start: Int32Array;
  #length: Uint8Array;
  #family: Uint8Array;
  #sex: Uint8Array;
  birth: Int32Array;
  about: Int16Array;
  phone: Float64Array;
  #low: Int32Array;
  #high: Int32Array;
  #building: Uint32Array;
  #unit: Uint32Array;
  #flat: Uint32Array;
  #kind: Uint8Array;
  #head: Float64Array;
  #tail: Int16Array;
  #valid: Uint8Array;
  #day: Int32Array;
  #group: Uint32Array;

  constructor(names: Names, fields: readonly Field[], room: number) {
    this.names = names;
    this.#uses = Uint8Array.from(FIELD_NAMES, (field) => (fields.includes(field) ? 1 : 0));
    this.#room = room;
    this.#script = new Uint8Array(room);
    this.#start = new Int32Array(room);
    this.#length = new Uint8Array(room);
    this.#family = new Uint8Array(room);
    this.#sex = new Uint8Array(room);
    this.birth = new Int32Array(room);
    this.about = new Int16Array(room);
    this.phone = new Float64Array(room);
    this.#low = new Int32Array(room);
    this.#high = new Int32Array(room);
    this.#building = new Uint32Array(room);
    this.#unit = new Uint32Array(room);
    this.#flat = new Uint32Array(room);
    this.#kind = new Uint8Array(room);
    this.#head = new Float64Array(room);
    this.#tail = new Int16Array(room);
    this.#valid = new Uint8Array(room);
    this.#day = new Int32Array(room);
    this.#group = new Uint32Array(room);
  }

  /** Makes room for `count` people; twice what there was, so that growing costs little. */
  grow(count: number): void {
    if (count <= this.#room) return;
    const room = Math.max(count, 2 * this.#room);
    const wider = <T extends { set(from: never): void }>(old: T): T => {
      const next = new (old.constructor as new (length: number) => T)(room);
      next.set(old as never);
      return next;
    };
    this.#room = room;
    this.#script = wider(this.#script);
    this.#start = wider(this.#start);
    this.#length = wider(this.#length);
    this.#family = wider(this.#family);
    this.#sex = wider(this.#sex);
    this.birth = wider(this.birth);
    this.about = wider(this.about);
    this.phone = wider(this.phone);
    this.#low = wider(this.#low);
    this.#high = wider(this.#high);
    this.#building = wider(this.#building);
    this.#unit = wider(this.#unit);
    this.#flat = wider(this.#flat);
    this.#kind = wider(this.#kind);
    this.#head = wider(this.#head);
    this.#tail = wider(this.#tail);
    this.#valid = wider(this.#valid);
    this.#day = wider(this.#day);
    this.#group = wider(this.#group);
  }

  /** Writes a person into row `i`. Errors: a birth or day that is none (`linkage-birth`, `linkage-day`). */
  write(i: number, person: Person): void {
    const uses = this.#uses;
    const birth = birthOf(person.birth, person.id);
    const day = eventDay(person.day, person.id);
    const name = this.names.hold(uses[HAN] || uses[LATIN] || uses[CROSS] ? person.name : undefined);
    this.#script[i] = name.script;
    this.#start[i] = name.start;
    this.#length[i] = name.length;
    this.#family[i] = name.family;
    const sex = person.sex?.charAt(0).toLowerCase();
    this.#sex[i] = uses[SEX] ? (sex === 'm' || sex === '男' ? 1 : sex === 'f' || sex === '女' ? 2 : 0) : 0;
    this.birth[i] = uses[BIRTH] || uses[YEAR] ? birth : 0;
    this.about[i] = uses[YEAR] ? Math.round(person.bornAbout ?? 0) : 0;
    this.phone[i] = uses[PHONE] ? phoneOf(person.phone) : 0;
    const home = homeOf(uses[ADDRESS] ? person.address : undefined);
    this.#low[i] = home.low;
    this.#high[i] = home.high;
    this.#building[i] = home.building;
    this.#unit[i] = home.unit;
    this.#flat[i] = home.room;
    this.#kind[i] = home.kind;
    const document = documentOf(uses[ID] ? person.idNumber : undefined);
    this.#head[i] = document.head;
    this.#tail[i] = document.tail;
    this.#valid[i] = document.valid ? 1 : 0;
    this.#day[i] = uses[DAY] ? day : NO_DAY;
    this.#group[i] = person.group === undefined ? 0 : hashOf(person.group) | 1;
  }

  nameOf(i: number): NameAt {
    return {
      script: this.#script[i] as 0 | 1 | 2,
      start: this.#start[i] as number,
      length: this.#length[i] as number,
      family: this.#family[i] as number,
    };
  }
  sexOf(i: number): number {
    return this.#sex[i] as number;
  }
  groupOf(i: number): number {
    return this.#group[i] as number;
  }
  homeOf(i: number): Home {
    return {
      low: this.#low[i] as number,
      high: this.#high[i] as number,
      building: this.#building[i] as number,
      unit: this.#unit[i] as number,
      room: this.#flat[i] as number,
      kind: this.#kind[i] as 0 | 1 | 2,
    };
  }
  documentOf(i: number): Document {
    return { head: this.#head[i] as number, tail: this.#tail[i] as number, valid: this.#valid[i] === 1 };
  }
  /** Year of birth, known or reckoned; 0 when neither is. */
  yearOf(i: number): number {
    const birth = this.birth[i] as number;
    return birth > 0 ? yearOf(birth) : (this.about[i] as number);
  }

  /** Writes into `levels` how person `i` agrees with person `j` of `other`, field by field; 0 where one is silent. */
  compare(i: number, other: People, j: number, levels: Uint8Array): void {
    levels.fill(0);
    const [a, b] = [this.#script[i] as number, other.#script[j] as number];
    if (a > 0 && b > 0) {
      const [x, y] = [this.nameOf(i), other.nameOf(j)];
      if (a !== b) levels[CROSS] = this.names.cross(x, y);
      else if (a === 1) levels[HAN] = this.names.han(x, y);
      else levels[LATIN] = this.names.latin(x, y);
    }
    const [sex, otherSex] = [this.#sex[i] as number, other.#sex[j] as number];
    if (sex > 0 && otherSex > 0) levels[SEX] = sex === otherSex ? 1 : 2;
    const [born, otherBorn] = [this.birth[i] as number, other.birth[j] as number];
    if (born > 0 && otherBorn > 0 && isWhole(born) && isWhole(otherBorn)) levels[BIRTH] = birthLevel(born, otherBorn);
    else {
      const [year, otherYear] = [this.yearOf(i), other.yearOf(j)];
      if (year > 0 && otherYear > 0) levels[YEAR] = yearLevel(year, otherYear);
    }
    const [phone, otherPhone] = [this.phone[i] as number, other.phone[j] as number];
    if (phone > 0 && otherPhone > 0) levels[PHONE] = phoneLevel(phone, otherPhone);
    if (this.#kind[i] !== 0 && this.#kind[i] === other.#kind[j])
      levels[ADDRESS] = addressLevel(this.homeOf(i), other.homeOf(j));
    if (this.#head[i] && other.#head[j]) levels[ID] = documentLevel(this.documentOf(i), other.documentOf(j));
    const [day, otherDay] = [this.#day[i] as number, other.#day[j] as number];
    if (day !== NO_DAY && otherDay !== NO_DAY) levels[DAY] = Math.abs(day - otherDay) <= 7 ? 1 : 2;
  }
}
