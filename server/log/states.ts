import type { ClientBase, Pool } from 'pg';
import { lines, toArray, toLines } from './lines.ts';

/** A stream's state, and where its chain stands. */
export interface Held {
  state: unknown;
  version: number;
  hash: string;
}

/** States are text: PostgreSQL keeps them and never looks inside, so it need not parse them either. */
export async function loadStates(client: ClientBase | Pool, streams: string[]): Promise<Map<string, Held>> {
  const { rows } = await client.query({
    name: 'states',
    text: 'select stream, version, hash, state from stream_state where stream = any ($1)',
    values: [streams],
  });
  return new Map(
    rows.map(({ stream, version, hash, state }) => [
      stream,
      { state: JSON.parse(state ?? 'null') ?? undefined, version, hash },
    ]),
  );
}

/** The statement that keeps states: one array a column. */
export function saveStates(states: Map<string, Held>) {
  const all = [...states.entries()];
  return {
    name: 'save states',
    text: `insert into stream_state (stream, version, hash, state)
      select * from unnest($1::text[], $2::integer[], $3::text[], ${lines(4)})
      on conflict (stream) do update set version = excluded.version, hash = excluded.hash, state = excluded.state`,
    values: [
      toArray(all.map(([stream]) => stream)),
      toArray(all.map(([, { version }]) => version)),
      toArray(all.map(([, { hash }]) => hash)),
      toLines(all.map(([, { state }]) => state ?? null)),
    ],
  };
}
