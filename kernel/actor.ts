import type { Level, PlacePath } from './place.ts';
import { isWithin } from './place.ts';

/** Everyone who acts. `system` is Tandem itself: clocks and reactions. */
export const ROLES = [
  'resident',
  'volunteer',
  'grid',
  'desk',
  'investigator',
  'officer',
  'reviewer',
  'hq',
  'overseer',
  'supply',
  'trainer',
  'admin',
  'system',
] as const;
export type Role = (typeof ROLES)[number];

/** Why personal data is touched. No other purpose exists, so no other can be asked for (SG5). */
export const PURPOSES = ['control', 'livelihood', 'care', 'oversight', 'own', 'exercise'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface Org {
  id: string;
  name: string;
  level: Level;
  kind:
    | 'government'
    | 'cdc'
    | 'hospital'
    | 'committee'
    | 'firm'
    | 'hotline'
    | 'volunteers'
    | 'resident'
    | 'oversight'
    | 'tandem';
}

/** A role held over an area. A resident's area is her household. */
export interface Grant {
  role: Role;
  area: PlacePath;
}

/** Who acts now, in which role. */
export interface Actor extends Grant {
  id: string;
  name: string;
  org: Org;
}

export interface Account {
  id: string;
  name: string;
  org: Org;
  grants: Grant[];
}

/** The first grant that allows one of `roles` in `area`; undefined when none does. */
export const grantFor = (account: Account, roles: readonly Role[], area: PlacePath): Grant | undefined =>
  account.grants.find((grant) => roles.includes(grant.role) && isWithin(area, grant.area));

export const SYSTEM_ORG: Org = { id: 'tandem', name: 'Tandem', level: 'country', kind: 'tandem' };
/** Tandem acting for a capability: its clocks and reactions. */
export const systemActor = (name: string): Actor => ({
  id: `system:${name}`,
  name: 'Tandem',
  role: 'system',
  area: 'cn',
  org: SYSTEM_ORG,
});
