import * as z from 'zod';
import { type Day, type Instant, readDay } from '../../kernel/time.ts';
import type { Violation } from '../../protocols/compare.ts';
import type { Active } from '../../protocols/in-force.ts';
import type { Datum } from '../../protocols/schema.ts';
import { AREA_UNITS, LocalRule, MEASURES } from '../../protocols/schema-city.ts';
import { placePath } from '../places/index.ts';

export { AREA_UNITS, MEASURES };

const day = z.string().refine((text) => readDay(text) !== undefined, 'not a day such as 2022-11-11');
const editionId = z.string().regex(/^[a-z0-9-]{1,80}$/, 'not an edition id such as cn-covid-9');

export const signOffValues = z.strictObject({
  /** The edition that states the values; an inherited value is signed off where it is stated. */
  edition: editionId,
  /** Where the sign-off counts: here and everywhere inside. */
  area: placePath,
  values: z
    .array(z.strictObject({ key: z.string().min(1).max(120), from: day.optional() }))
    .min(1)
    .max(500),
  /** What the signer relies on: a document seen, an expert opinion. */
  reason: z.string().min(4).max(1000),
});
export type SignOffValues = z.infer<typeof signOffValues>;

export const activateEdition = z.strictObject({
  disease: z.string().min(1).max(60),
  edition: editionId,
  area: placePath,
  /** First day it applies; today or later. */
  from: day,
  /** Why an edition outside its own dates is used (a drill, a study). Listed publicly. */
  outOfDateReason: z.string().min(4).max(500).optional(),
});
export type ActivateEdition = z.infer<typeof activateEdition>;

/** A second organisation stands behind a switch (SG8): by name, with its reason, from a day on. */
export const agreeToSwitch = z.strictObject({
  disease: z.string().min(1).max(60),
  edition: editionId,
  area: placePath,
  from: day,
  reason: z.string().trim().min(4).max(1000),
});
export type AgreeToSwitch = z.infer<typeof agreeToSwitch>;

export const startEdition = z.strictObject({ disease: z.string(), area: placePath, from: day });
export type StartEdition = z.infer<typeof startEdition>;

export const enterLocalRule = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  disease: z.string().min(1).max(60),
  area: placePath,
  rule: LocalRule,
  /** Where the rule was found: a document number, an address, a photograph's reference. */
  source: z.string().min(1).max(500),
});
export type EnterLocalRule = z.infer<typeof enterLocalRule>;

export const withdrawLocalRule = z.strictObject({ id: z.string(), reason: z.string().min(4).max(1000) });
export type WithdrawLocalRule = z.infer<typeof withdrawLocalRule>;
export const compareLocalRule = z.strictObject({ id: z.string() });
export type CompareLocalRule = z.infer<typeof compareLocalRule>;

/** One value that somebody answers for by name. */
export interface SignOff {
  edition: string;
  key: string;
  from: Day;
  area: string;
  /** The value as it was signed; a value changed since needs a new sign-off. */
  value: Datum | null;
  by: string;
  name: string;
  org: string;
  at: Instant;
  reason: string;
}

/** An organisation's agreement to a switch; it holds for the area and all within, from its day on. */
export interface Agreement extends AgreeToSwitch {
  by: { id: string; name: string; org: { id: string; name: string } };
  at: Instant;
}

export interface EditionEvents {
  'editions.SwitchAgreed': Agreement;
  'editions.ValueSignedOff': SignOff;
  'editions.EditionActivated': Active & {
    beginsAt: Instant;
    signOffs: SignOff[];
    /** The other organisations that agreed. */
    agreed: { name: string; org: string; reason: string }[];
    outOfDateReason?: string;
    notice: { en: string; zh: string };
  };
  'editions.EditionStarted': Active & { previous?: string };
  'editions.LocalRuleEntered': EnterLocalRule & { edition: string; violations: Violation[]; issuer: string };
  'editions.LocalRuleCompared': { id: string; edition: string; violations: Violation[] };
  'editions.LocalRuleWithdrawn': { id: string; reason: string };
}

export interface ActivationState {
  activations: Active[];
  /** Start days already announced. */
  started: Day[];
}
export interface LocalRuleState {
  entered: EnterLocalRule;
  violations: Violation[];
  withdrawn: boolean;
}

export const signOffId = (value: { edition: string; key: string; from: Day; area: string }): string =>
  `${value.edition}:${value.key}@${value.from}@${value.area}`;
export const agreementId = (value: Agreement): string =>
  `${value.edition}:${value.from}@${value.area}:${value.by.org.id}`;
export const activationId = (value: { disease: string; area: string }): string => `${value.disease}@${value.area}`;
