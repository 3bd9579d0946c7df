import type { PoolClient } from 'pg';

/**
 * Holds what a pipelining connection is about to send until the returned function is called: a burst of statements becomes
 * one write to the socket, where each of its own woke the database.
 */
export function together(client: PoolClient): () => void {
  const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
  stream.cork();
  return () => stream.uncork();
}
