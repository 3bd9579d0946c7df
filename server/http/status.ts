import type { Refusal } from '../../kernel/refusal.ts';

const STATUS: Record<string, number> = {
  'not-permitted': 403,
  'purpose-refused': 403,
  'command-unknown': 404,
  'view-unknown': 404,
  'row-unknown': 404,
  'input-invalid': 400,
  'query-invalid': 400,
  'text-unstorable': 400,
  'sign-in-first': 401,
  'too-large': 413,
  'file-too-large': 413,
};

/** HTTP status of a refusal: 422 where a rule said no. */
export const statusOf = (refusal: Refusal): number => STATUS[refusal.refused] ?? 422;
