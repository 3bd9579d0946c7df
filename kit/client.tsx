import {
  QueryCache,
  QueryClient,
  QueryClientProvider,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Row } from '../kernel/capability.ts';
import type { Refusal } from '../kernel/refusal.ts';
import {
  type Client,
  newId,
  type Outcome,
  type ReadAnswer,
  type ReadParams,
  Refused,
  type RunOptions,
  refusalOf,
} from './port.ts';
import { SessionProvider } from './session.tsx';
import { ClientContext, useClient } from './status.ts';

export {
  type Client,
  newId,
  type Outcome,
  type ReadAnswer,
  type ReadParams,
  type RunOptions,
  refusalOf,
  type Session,
} from './port.ts';
export { useNow, useSession } from './session.tsx';
export { useClient, useRejected, useStatus } from './status.ts';

/** Gives pages their client; rows are read again when the city says that their view changed. */
export function ClientProvider({ client, children }: { client: Client; children: ReactNode }) {
  const [queries] = useState(
    () =>
      new QueryClient({
        // A session that ended shows the door instead of a refusal in every box.
        queryCache: new QueryCache({
          onError: (error) =>
            error instanceof Refused &&
            error.status === 401 &&
            void queries.invalidateQueries({ queryKey: ['session'] }),
        }),
        defaultOptions: {
          queries: {
            networkMode: 'always',
            staleTime: 30_000,
            refetchOnWindowFocus: false,
            retry: (count, error) =>
              count < 2 && !(error instanceof Refused && error.status >= 400 && error.status < 500),
          },
        },
      }),
  );
  useEffect(() => {
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const views = new Set(changed);
      changed.clear();
      void queries.invalidateQueries({ predicate: ({ queryKey }) => views.has('*') || views.has(String(queryKey[1])) });
    };
    // Changes come in bursts; a page reads again at most four times a second.
    const stop = client.subscribe((views) => {
      for (const view of views.length ? views : ['*']) changed.add(view);
      timer ??= setTimeout(flush, 250);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, queries]);
  return (
    <ClientContext.Provider value={client}>
      <QueryClientProvider client={queries}>
        <SessionProvider>{children}</SessionProvider>
      </QueryClientProvider>
    </ClientContext.Provider>
  );
}

/** Rows of a view, page after page. */
export interface Rows<R> {
  rows: R[];
  total: number | undefined;
  /** Nothing has arrived yet. */
  loading: boolean;
  refusal: Refusal | undefined;
  hasMore: boolean;
  loadingMore: boolean;
  more(): void;
  again(): void;
}

/** `useRows<OrderRow>('stays.orders', { where: { status: 'running' }, order: 'endsAt' })`; `undefined` params wait. */
export function useRows<R extends Row>(view: string, params: ReadParams | undefined = {}): Rows<R> {
  const client = useClient();
  const query = useInfiniteQuery({
    queryKey: ['rows', view, params ?? null],
    enabled: params !== undefined,
    initialPageParam: params?.cursor,
    queryFn: ({ pageParam }) => client.read<R>(view, { ...params, cursor: pageParam }),
    getNextPageParam: (page: ReadAnswer<R>) => page.next,
    placeholderData: (before) => before,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  return {
    rows,
    total: query.data?.pages[0]?.total,
    loading: query.isPending && params !== undefined,
    refusal: query.error ? refusalOf(query.error) : undefined,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
    again: () => void query.refetch(),
  };
}

/** One row; `undefined` id waits; `row` is null when there is none. */
export function useRow<R extends Row>(
  view: string,
  id: string | undefined,
): { row: R | null; loading: boolean; refusal: Refusal | undefined } {
  const client = useClient();
  const query = useQuery({
    queryKey: ['row', view, id ?? null],
    enabled: id !== undefined,
    queryFn: () => client.row<R>(view, id as string),
  });
  return {
    row: query.data ?? null,
    loading: query.isPending && id !== undefined,
    refusal: query.error ? refusalOf(query.error) : undefined,
  };
}

/** Answer of a special route, read again when one of `views` changes. */
export function useGet<T>(
  path: string | undefined,
  view = 'route',
): { data: T | undefined; loading: boolean; refusal: Refusal | undefined; again(): void } {
  const client = useClient();
  const query = useQuery({
    queryKey: ['get', view, path ?? null],
    enabled: path !== undefined,
    queryFn: () => client.get<T>(path as string),
  });
  return {
    data: query.data,
    loading: query.isPending && path !== undefined,
    refusal: query.error ? refusalOf(query.error) : undefined,
    again: () => void query.refetch(),
  };
}

export interface UsedCommand {
  command: string;
  run(input: unknown, options?: RunOptions): Promise<Outcome>;
  busy: boolean;
  /** Why the last run was not carried out. */
  refusal: Refusal | undefined;
  clear(): void;
}

/** Sends a command. When an answer never arrived, the same input is sent again under the same id. */
export function useCommand(command: string): UsedCommand {
  const client = useClient();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const unanswered = useRef<{ id: string; input: string } | undefined>(undefined);
  const run = useCallback(
    async (input: unknown, options: RunOptions = {}): Promise<Outcome> => {
      setBusy(true);
      setRefusal(undefined);
      const text = JSON.stringify(input);
      const id = options.id ?? (unanswered.current?.input === text ? unanswered.current.id : newId());
      const outcome = await client.run(command, input, { ...options, id });
      unanswered.current = !outcome.ok && outcome.refusal.refused === 'no-answer' ? { id, input: text } : undefined;
      setBusy(false);
      if (outcome.ok) {
        const own = `${command.split('.')[0]}.`;
        void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith(own) });
      } else setRefusal(outcome.refusal);
      return outcome;
    },
    [client, command, queries],
  );
  return { command, run, busy, refusal, clear: useCallback(() => setRefusal(undefined), []) };
}
