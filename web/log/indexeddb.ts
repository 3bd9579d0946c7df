import Dexie, { type EntityTable, type Table } from 'dexie';
import { dataHash, eventHash, sha256Hex } from '../../kernel/chain.ts';
import type { Anchor, Append, Conflict, EventLog, Linked } from '../../kernel/log.ts';
import type { Instant } from '../../kernel/time.ts';

/** The log on a phone: what was decided here, kept until the server has it and longer. One IndexedDB database a name. */
export interface PhoneLog extends EventLog {
  close(): void;
  /** Removes the database from the device. */
  destroy(): Promise<void>;
}

type Store = Dexie & { events: Table<Linked, number>; anchors: EntityTable<Anchor, 'day'> };

export function indexedDbLog(name: string): PhoneLog {
  const store = new Dexie(name) as Store;
  store.version(1).stores({ events: 'seq, &[stream+version], command', anchors: 'day' });
  const head = async (): Promise<number> => (await store.events.orderBy('seq').last())?.seq ?? 0;

  return {
    append: (appends: Append[], recordedAt: Instant) =>
      store.transaction('rw', store.events, async (): Promise<Linked[] | Conflict> => {
        const first = appends[0]?.events[0];
        if (!first) return [];
        const before = await store.events.where('command').equals(first.command).sortBy('seq');
        if (before.length > 0) return before;
        let seq = await head();
        const written: Linked[] = [];
        for (const { stream, expected, events } of appends) {
          const last = await store.events
            .where('[stream+version]')
            .between([stream, Dexie.minKey], [stream, Dexie.maxKey])
            .last();
          const actual = last?.version ?? 0;
          if (actual !== expected) return { conflict: stream, expected, actual };
          let previous = last?.hash ?? '';
          events.forEach((pending, n) => {
            const event = { ...pending, stream, seq: ++seq, version: actual + n + 1, recordedAt };
            previous = eventHash(event, previous);
            written.push({ ...event, hash: previous, dataHash: dataHash(event.data) });
          });
        }
        await store.events.bulkAdd(written);
        return written;
      }),
    readStream: (stream, fromVersion = 1) =>
      store.events.where('[stream+version]').between([stream, fromVersion], [stream, Dexie.maxKey]).toArray(),
    readAll: (afterSeq, limit) => store.events.where('seq').above(afterSeq).limit(limit).toArray(),
    ofCommand: (command) => store.events.where('command').equals(command).sortBy('seq'),
    head,
    anchor: (day, until) =>
      store.transaction('rw', store.events, store.anchors, async () => {
        const known = await store.anchors.get(day);
        if (known) return known;
        const last = await store.anchors.orderBy('day').last();
        const events = await store.events
          .where('seq')
          .above(last?.seq ?? 0)
          .filter((event) => event.recordedAt < until)
          .toArray();
        const hash = sha256Hex([last?.hash ?? '', ...events.map((event) => event.hash)].join('\n'));
        const anchor: Anchor = { day, seq: events.at(-1)?.seq ?? last?.seq ?? 0, hash };
        await store.anchors.add(anchor);
        return anchor;
      }),
    anchors: () => store.anchors.orderBy('day').toArray(),
    close: () => store.close(),
    destroy: () => store.delete(),
  };
}
