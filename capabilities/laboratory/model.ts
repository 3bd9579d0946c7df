import * as z from 'zod';
import type { Similar } from '../../engines/linkage/index.ts';
import { caseId, day, reportCase, SEXES } from '../cases/index.ts';
import { placePath } from '../places/index.ts';

export const RESULTS = ['positive', 'negative', 'inconclusive'] as const;
const text = (max: number) => z.string().trim().min(1).max(max);

/** What a laboratory reports of one specimen; `id` is the laboratory's number of it. */
export const receiveResult = z.strictObject({
  id: caseId,
  laboratory: text(120),
  disease: reportCase.shape.disease,
  sampledOn: day,
  result: z.enum(RESULTS),
  method: text(120).optional(),
  /** Where the specimen came from: whoever works there looks at the result. */
  area: placePath,
  name: text(120),
  sex: z.enum(SEXES).optional(),
  birth: day.optional(),
  /** Whole years, where no birth is known. */
  age: z.number().min(0).max(130).optional(),
  phone: reportCase.shape.phone,
  address: text(300).optional(),
});
export type ReceiveResult = z.infer<typeof receiveResult>;
export const fileResult = z.strictObject({ id: caseId, case: caseId });
export type FileResult = z.infer<typeof fileResult>;
export const takeBackResult = z.strictObject({ id: caseId, reason: text(500) });
export type TakeBackResult = z.infer<typeof takeBackResult>;

export interface LaboratoryEvents {
  /** `candidates`: open cases that may be of the person, likeliest first. */
  'laboratory.ResultReceived': ReceiveResult & { candidates: Similar[] };
  'laboratory.ResultFiled': {
    id: string;
    case: string;
    disease: string;
    result: (typeof RESULTS)[number];
    /** `likeness`: sure and alone; nobody looked. */
    by: 'likeness' | 'person';
    /** Bits at receipt; absent when nothing but the worker's word speaks for it. */
    weight?: number;
    /** Person or household of the case: whoever is read of sees who read. */
    subject?: string;
  };
  'laboratory.ResultTakenBack': { id: string; from: string; disease: string; reason: string };
}

export interface ResultState {
  disease: string;
  area: string;
  result: (typeof RESULTS)[number];
  candidates: Similar[];
  /** The case it is filed with. */
  case?: string;
}
