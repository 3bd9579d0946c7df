import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Client, Rejected } from './port.ts';

export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('a page stands outside ClientProvider');
  return client;
}

/** What the server refused after it had been done here. */
export function useRejected(): { rejected: readonly Rejected[]; dismiss(id: string): void } {
  const client = useClient();
  const rejected = useSyncExternalStore(
    (listener) => client.onStatus(listener),
    () => client.rejected,
  );
  return { rejected, dismiss: (id) => void client.dismiss(id) };
}

/** Network, outbox, and whether the device carries all that its worker may see. */
export function useStatus(): { online: boolean; pending: number; cut: boolean } {
  const client = useClient();
  const text = useSyncExternalStore(
    (listener) => client.onStatus(listener),
    () => `${client.online ? 1 : 0}:${client.pending}:${client.cut ? 1 : 0}`,
  );
  const [online, pending, cut] = text.split(':').map(Number);
  return { online: online === 1, pending: pending ?? 0, cut: cut === 1 };
}
