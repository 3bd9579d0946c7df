import * as z from 'zod';
import type { PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import { type Day, type Instant, readDay } from '../../kernel/time.ts';
import { placePath } from '../places/index.ts';
import { type Part, subject } from '../signals/index.ts';

/** How far an alert has come. Discarded and completed are ends; a discarded one can be opened again. */
export const STAGES = ['open', 'verified', 'assessed', 'responding', 'completed', 'discarded'] as const;
export type Stage = (typeof STAGES)[number];
export const RISKS = ['low', 'moderate', 'high', 'very-high'] as const;
/** Why an alert was none. */
export const DISCARD_REASONS = ['data-fault', 'expected-event', 'known-outbreak', 'not-confirmed', 'other'] as const;
/** The three forms a warning can take: a notice to the public, information to departments and clinics, advice to the government that decides. */
export const FORMS = ['health-risk-notice', 'warning-information', 'decision-advice'] as const;
export type Form = (typeof FORMS)[number];

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,159}$/, 'an id of letters, digits, . - and _');
const day = z.string().refine((text) => readDay(text) !== undefined, {
  error: 'not a calendar day such as 2022-09-20',
  params: { zh: '不是日历日期，请写作 2022-09-20' },
});
const text = (max: number) => z.string().trim().min(2, 'say it in words').max(max);

export const openAlert = z.strictObject({
  id,
  area: placePath,
  subject,
  day,
  monitor: z.enum(['together', 'alone', 'always', 'neighbours']),
  places: z.array(placePath).max(50).optional(),
  p: z.number().min(0).max(1),
  alpha: z.number().min(0).max(1),
  parts: z.array(z.custom<Part>((value) => typeof value === 'object' && value !== null)),
  why: z.strictObject({ en: z.string(), zh: z.string() }),
});
export type OpenAlert = z.infer<typeof openAlert>;

/** The same again, stronger or from more sources, while somebody works on it: the alert grows, no second one opens. */
export const growAlert = openAlert.omit({ area: true, subject: true });
export type GrowAlert = z.infer<typeof growAlert>;

/** Somebody saw or heard something: an alert no statistics made. */
export const reportEvent = z.strictObject({
  id,
  area: placePath,
  subject,
  what: text(1000),
  emergedOn: day.optional(),
});
export type ReportEvent = z.infer<typeof reportEvent>;

export const takeAlert = z.strictObject({ id });
export const verifyAlert = z.strictObject({
  id,
  /** What was asked of whom, and what it showed. */
  how: text(2000),
  /** First day of what it is about, as far as known: the first number of 7-1-7 counts from it. */
  emergedOn: day,
});
export type VerifyAlert = z.infer<typeof verifyAlert>;
export const discardAlert = z.strictObject({ id, because: z.enum(DISCARD_REASONS), reason: text(1000) });
export type DiscardAlert = z.infer<typeof discardAlert>;
export const reopenAlert = z.strictObject({ id, reason: text(1000) });
export const assessAlert = z.strictObject({ id, risk: z.enum(RISKS), grounds: text(4000) });
export type AssessAlert = z.infer<typeof assessAlert>;
export const notifyAlert = z.strictObject({ id, to: text(300) });
export type NotifyAlert = z.infer<typeof notifyAlert>;
export const linkCases = z.strictObject({ id, cases: z.array(z.string().min(1).max(80)).min(1).max(500) });
export type LinkCases = z.infer<typeof linkCases>;
export const issueWarning = z.strictObject({
  id,
  warning: id,
  form: z.enum(FORMS),
  to: text(300),
  zh: text(4000),
  en: text(4000),
});
export type IssueWarning = z.infer<typeof issueWarning>;
export const stepDone = z.strictObject({ id, action: z.string().min(1).max(60), result: text(1000) });
export type StepDone = z.infer<typeof stepDone>;
export const stepSkipped = z.strictObject({ id, action: z.string().min(1).max(60), reason: text(1000) });
export type StepSkipped = z.infer<typeof stepSkipped>;
export const completeResponse = z.strictObject({ id, note: text(2000) });
export type CompleteResponse = z.infer<typeof completeResponse>;

/** Of alerts of this subject and monitor judged before: how many were right. */
export interface Before {
  right: number;
  wrong: number;
}

export interface Step {
  action: string;
  names: Words;
  dueAt: Instant;
  doneAt: Instant | null;
  by: string | null;
  result: string | null;
  skipped: string | null;
}

export interface AlertState {
  id: string;
  area: PlacePath;
  subject: string;
  monitor: string;
  stage: Stage;
  detectedAt: Instant;
  notified: boolean;
  verified: boolean;
  emergedOn: Day | null;
  cases: string[];
  steps: Record<string, 'open' | 'done' | 'skipped'>;
  /** The steps in words. */
  called: Record<string, Words>;
}

type About = { id: string; subject: string; monitor: string };
export interface WarningEvents {
  'warnings.AlertOpened': Omit<OpenAlert, 'monitor'> & { monitor: string; before: Before; emergedOn?: Day };
  'warnings.AlertGrew': GrowAlert;
  'warnings.AlertTaken': { id: string; owner: { id: string; name: string } };
  'warnings.AlertVerified': VerifyAlert & About & { again: boolean };
  'warnings.AlertDiscarded': DiscardAlert & About & { wasVerified: boolean };
  'warnings.AlertReopened': { id: string; reason: string } & About;
  'warnings.AlertAssessed': AssessAlert;
  'warnings.AlertNotified': NotifyAlert & { subject: string };
  'warnings.CasesLinked': LinkCases;
  'warnings.WarningIssued': IssueWarning & { subject: string };
  'warnings.StepOpened': { id: string; step: string; action: string; names: Words; dueAt: Instant };
  'warnings.StepDone': StepDone & { step: string };
  'warnings.StepSkipped': StepSkipped & { step: string };
  'warnings.ResponseCompleted': CompleteResponse;
}
