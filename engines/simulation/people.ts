/** A list of persons that grows. */
export interface People {
  list: Int32Array;
  count: number;
}

export const nobody = (): People => ({ list: new Int32Array(64), count: 0 });

export function add(people: People, person: number): void {
  if (people.count === people.list.length) {
    const longer = new Int32Array(people.count * 2);
    longer.set(people.list);
    people.list = longer;
  }
  people.list[people.count++] = person;
}
