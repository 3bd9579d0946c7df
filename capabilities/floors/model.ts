import * as z from 'zod';
import { isPlacePath, type PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';

const id = z.string().regex(/^[A-Za-z0-9@._:-]{1,160}$/, 'an id has letters, digits and @ . _ : - only');
const area = z.string().refine(isPlacePath, 'not a place path such as cn.44.03.04');

/** Sent by itself: so many cases of a disease were reported in an area within the days the city looks at. */
export const crossFloor = z.strictObject({
  id,
  area,
  disease: z.string().min(1).max(60),
  cases: z.int().min(0),
});
export type CrossFloor = z.infer<typeof crossFloor>;
export const doStep = z.strictObject({
  id,
  area,
  step: z.string().min(1).max(60),
  result: z.string().trim().min(4, 'say what was done').max(1000),
});
export type DoStep = z.infer<typeof doStep>;

export interface FloorStep {
  step: string;
  names: Words;
  dueAt: Instant;
}
/** The events, by type. `key` names a step of a crossing: its duty is about it. */
export interface FloorEvents {
  'floors.FloorCrossed': CrossFloor & { limit: number; days: number };
  'floors.StepOpened': FloorStep & { id: string; key: string };
  'floors.StepDone': DoStep & { key: string };
}
export interface FloorState {
  crossedAt: Instant;
  open: string[];
}
/** A floor that was crossed: by how much, and what is being done. */
export interface FloorRow {
  id: string;
  area: PlacePath;
  disease: string;
  cases: number;
  limit: number;
  days: number;
  crossedAt: Instant;
  steps: (FloorStep & { doneAt: Instant | null; by: string | null; result: string | null })[];
  open: number;
}
