import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Role } from '../kernel/actor.ts';
import type { Instant } from '../kernel/time.ts';
import { refusalOf } from './port.ts';
import { useClient } from './status.ts';

interface Clock {
  city: number;
  real: number;
  speed: number;
}

/** Who is signed in: `account` is null when nobody is, undefined while asking. `can('desk', 'hq')` asks for a role. */
export function useSession() {
  const session = useContext(SessionContext);
  if (!session) throw new Error('a page stands outside ClientProvider');
  return session;
}

type Asked = ReturnType<typeof useAskedSession>;
const SessionContext = createContext<Asked | null>(null);

/** Asked once for all who want to know: half of what a page draws does. */
export function SessionProvider({ children }: { children: ReactNode }) {
  return <SessionContext.Provider value={useAskedSession()}>{children}</SessionContext.Provider>;
}

function useAskedSession() {
  const client = useClient();
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['session', 'session'],
    staleTime: 300_000,
    queryFn: async () => {
      const session = await client.session();
      return {
        ...session,
        clock: { city: Date.parse(session.now), real: Date.now(), speed: session.speed ?? 1 } satisfies Clock,
      };
    },
  });
  return useMemo(() => {
    const account = data?.account;
    return {
      account,
      grants: account?.grants ?? [],
      /** The first grant's role and area: what the menu and the pages start from. */
      role: account?.grants[0]?.role,
      area: account?.grants[0]?.area,
      exercise: data?.exercise ?? false,
      zone: data?.zone,
      clock: data?.clock,
      refusal: error ? refusalOf(error) : undefined,
      can: (...roles: Role[]) => account?.grants.some((grant) => roles.includes(grant.role)) ?? false,
      /** Asks everything again, e.g. after signing in. */
      again: () => queries.invalidateQueries(),
      signOut: async () => {
        await client.signOut();
        queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
        await queries.invalidateQueries({ queryKey: ['session'] });
      },
    };
  }, [client, queries, data, error]);
}

/** The city's time, ticking: every half minute unless told otherwise (milliseconds). */
export function useNow(everyMs = 30_000): Instant {
  const { clock } = useSession();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  const at = clock ? clock.city + (Date.now() - clock.real) * clock.speed : Date.now();
  return new Date(Math.floor(at / 1000) * 1000).toISOString();
}
