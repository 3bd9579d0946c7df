/** People who wait, first come first served, each with the day they came. */
export interface Queue {
  person: Int32Array;
  day: Int32Array;
  head: number;
  tail: number;
}

export const emptyQueue = (): Queue => ({ person: new Int32Array(64), day: new Int32Array(64), head: 0, tail: 0 });

export const waiting = ({ head, tail }: Queue): number => tail - head;

/** Joins at the end; room is made by closing up, and by doubling when more than half of it is in use. */
export function join(queue: Queue, person: number, day: number): void {
  if (queue.tail === queue.person.length) {
    const length = waiting(queue);
    const larger = length * 2 > queue.tail ? queue.tail * 2 : queue.tail;
    for (const name of ['person', 'day'] as const) {
      const moved = larger > queue.tail ? new Int32Array(larger) : queue[name];
      moved.set(queue[name].subarray(queue.head, queue.tail));
      queue[name] = moved;
    }
    queue.head = 0;
    queue.tail = length;
  }
  queue.person[queue.tail] = person;
  queue.day[queue.tail++] = day;
}

/** Those who came before a day give up. */
export function giveUp(queue: Queue, before: number): void {
  while (queue.head < queue.tail && queue.day[queue.head]! < before) queue.head++;
}

export const clear = (queue: Queue): void => {
  queue.head = queue.tail;
};
