/** The words of a visit, apart from the schemas so that a phone page need not load them. */
export const VISIT_KINDS = [
  'delivery',
  'check',
  'knock',
  'care',
  'medical-trip',
  'life',
  'sampling',
  'transfer',
  'disinfection',
] as const;
export const STATUSES = ['planned', 'assigned', 'started', 'done', 'failed', 'withdrawn'] as const;
export const OPEN: string[] = ['planned', 'assigned', 'started'];
/** What a trip to hospital needs at once (F5). `pathway`: the way for somebody infected or a contact; `re-entry`: the way back in. */
export const TRIP_LEGS = ['hospital', 'release', 'vehicle', 'pathway', 'return', 're-entry'] as const;
export const CANNOT = [
  'no-answer',
  'declined',
  'wrong-door',
  'no-access',
  'goods-missing',
  'no-vehicle',
  'unsafe',
  'unwell',
  'no-time',
  'other',
] as const;
export const OUTCOMES = ['done', 'partly', 'needs-help'] as const;
export type Leg = (typeof TRIP_LEGS)[number];
export type VisitKind = (typeof VISIT_KINDS)[number];
export type Status = (typeof STATUSES)[number];

/** Largest photo of a proof, in bytes; phones scale down to it. */
export const PHOTO_BYTES = 200_000;
/** The same as base64 text, with its prefix. */
export const PHOTO_TEXT = Math.ceil((PHOTO_BYTES * 4) / 3) + 32;
