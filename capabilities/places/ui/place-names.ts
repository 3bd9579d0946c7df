import { useSyncExternalStore } from 'react';
import type { PlacePath } from '../../../kernel/place.ts';
import type { Words } from '../../../kernel/refusal.ts';
import { type Client, useClient } from '../../../kit/client.tsx';
import { useLanguage } from '../../../kit/words.ts';
import { type NameOptions, namedParts, placeName } from '../names.ts';
import type { PlaceRow } from '../views.ts';

const KEPT = 'tandem.place-names';
/** Names change with the map of the city, not with the hour; kept ones also serve a phone without network. */
const MOST_KEPT = 2_000;
const A_READ = 100;

/** Names of places this device has asked for. Paths shown on one screen are asked for together. */
class Names {
  known: Record<PlacePath, Words | null> = kept();
  private readonly asked = new Set<PlacePath>();
  private wanted = new Set<PlacePath>();
  private readonly listeners = new Set<() => void>();
  private readonly client: Client;
  constructor(client: Client) {
    this.client = client;
  }

  listen = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Notes what a screen shows; all of one drawing is asked for together. */
  want(path: PlacePath): void {
    const parts = namedParts(path).filter((part) => !this.asked.has(part));
    if (parts.length === 0) return;
    if (this.wanted.size === 0) setTimeout(() => void this.ask());
    for (const part of parts) this.wanted.add(part);
  }

  /** A name that has just been changed is asked for again. */
  renew(path: PlacePath): void {
    this.asked.delete(path);
    this.want(path);
  }

  private async ask(): Promise<void> {
    const ids = [...this.wanted];
    this.wanted = new Set();
    for (const id of ids) this.asked.add(id);
    for (let i = 0; i < ids.length; i += A_READ) {
      const some = ids.slice(i, i + A_READ);
      try {
        const { rows } = await this.client.read<PlaceRow>('places.places', { ids: some, limit: A_READ });
        this.known = { ...this.known, ...Object.fromEntries(rows.map((row) => [row.id, row.names])) };
      } catch {
        for (const id of some) this.asked.delete(id); // Without network the path is read instead; asked again next time.
        continue;
      }
      keep(this.known);
      for (const listener of this.listeners) listener();
    }
  }
}

function kept(): Record<PlacePath, Words | null> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Record<PlacePath, Words | null>;
  } catch {
    return {};
  }
}
function keep(names: Record<PlacePath, Words | null>): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(Object.entries(names).slice(-MOST_KEPT))));
  } catch {
    // A full store costs a read next time, nothing else.
  }
}

const stores = new WeakMap<Client, Names>();
function namesOf(client: Client): Names {
  let names = stores.get(client);
  if (!names) {
    names = new Names(client);
    stores.set(client, names);
  }
  return names;
}

/** `renew(path)`: its name has just been changed here. */
export function useRenewPlaceName(): (path: PlacePath) => void {
  const names = namesOf(useClient());
  return (path) => names.renew(path);
}

/** `name(path)` says a place in the reader's words; `name(path, { under: 'door' })` leaves out the community. */
export function usePlaceName(): (path: PlacePath | null | undefined, options?: NameOptions) => string {
  const names = namesOf(useClient());
  const language = useLanguage();
  const known = useSyncExternalStore(names.listen, () => names.known);
  return (path, options) => {
    if (!path) return '';
    names.want(path);
    return placeName(path, known, language, options);
  };
}
