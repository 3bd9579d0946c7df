import { dataHash, eventHash, type Hash, sha256Hex } from '../../kernel/chain.ts';
import type { Anchor, Append, Conflict, EventLog, Linked } from '../../kernel/log.ts';
import type { Instant } from '../../kernel/time.ts';

/** An event log in memory: for tests and drills. */
export function memoryLog(hash: Hash = sha256Hex): EventLog {
  const all: Linked[] = [];
  const streams = new Map<string, Linked[]>();
  const commands = new Map<string, Linked[]>();
  const anchors: Anchor[] = [];
  return {
    async append(appends: Append[], recordedAt: Instant): Promise<Linked[] | Conflict> {
      const done = repeatOf(appends, commands);
      if (done) return done;
      for (const { stream, expected } of appends) {
        const actual = streams.get(stream)?.length ?? 0;
        if (actual !== expected) return { conflict: stream, expected, actual };
      }
      return appends.flatMap(({ stream, events }) =>
        events.map((pending) => {
          const before = streams.get(stream) ?? [];
          const event = { ...pending, stream, seq: all.length + 1, version: before.length + 1, recordedAt };
          const linked: Linked = {
            ...event,
            hash: eventHash(event, before.at(-1)?.hash ?? '', hash),
            dataHash: dataHash(event.data, hash),
          };
          all.push(linked);
          streams.set(stream, [...before, linked]);
          commands.set(linked.command, [...(commands.get(linked.command) ?? []), linked]);
          return linked;
        }),
      );
    },
    readStream: async (stream, fromVersion = 1) =>
      (streams.get(stream) ?? []).filter((event) => event.version >= fromVersion),
    readAll: async (afterSeq, limit) => all.slice(afterSeq, afterSeq + limit),
    ofCommand: async (command) => commands.get(command) ?? [],
    head: async () => all.length,
    async anchor(day, until) {
      const known = anchors.find((anchor) => anchor.day === day);
      if (known) return known;
      const last = anchors.at(-1);
      const events = all.filter((event) => event.seq > (last?.seq ?? 0) && event.recordedAt < until);
      const made = { day, seq: events.at(-1)?.seq ?? last?.seq ?? 0, hash: anchorHash(last, events, hash) };
      anchors.push(made);
      return made;
    },
    anchors: async () => anchors,
  };
}

/** One hash over the last anchor and the hashes of the day's events. */
export const anchorHash = (last: Anchor | undefined, events: Linked[], hash: Hash): string =>
  hash([last?.hash ?? '', ...events.map((event) => event.hash)].join('\n'));

/** What a repeated command did the first time; undefined when it is new. */
export function repeatOf(appends: Append[], commands: Map<string, Linked[]>): Linked[] | undefined {
  const first = appends[0]?.events[0];
  return first && commands.get(first.command);
}
