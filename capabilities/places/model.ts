import * as z from 'zod';
import { isPlacePath } from '../../kernel/place.ts';

export const placePath = z.string().refine(isPlacePath, 'not a place path such as cn.44.03.04.001');

export const PLACE_KINDS = [
  'area',
  'estate',
  'building',
  'unit',
  'dormitory',
  'hotel',
  'site',
  'school',
  'hospital',
  'office',
  'market',
  'care-home',
] as const;
export const EXIT_KINDS = ['unit-door', 'gate', 'stair', 'fire-lane'] as const;

const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

export const registerPlace = z.strictObject({
  path: placePath,
  kind: z.enum(PLACE_KINDS),
  names: z.strictObject({ zh: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(120) }),
  /** Statistical code, for areas. */
  code: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
  /** WGS84 longitude and latitude. */
  point: lonLat.optional(),
  outline: z.array(lonLat).min(3).optional(),
  floors: z.int().min(1).max(200).optional(),
  exits: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        kind: z.enum(EXIT_KINDS),
        names: z.strictObject({ zh: z.string(), en: z.string() }),
      }),
    )
    .default([]),
  /** Shared kitchen or toilet: such buildings are listed apart (F3). */
  sharedFacilities: z.boolean().default(false),
});
export type RegisterPlace = z.infer<typeof registerPlace>;

/** What was written wrongly, or has changed: a name, the use of a building. Its path and its exits stay (`addExit`). */
export const correctPlace = z.strictObject({
  path: placePath,
  names: registerPlace.shape.names,
  kind: z.enum(PLACE_KINDS),
  floors: registerPlace.shape.floors,
  sharedFacilities: z.boolean().default(false),
});
export type CorrectPlace = z.infer<typeof correctPlace>;

/** An exit that was left out, or has been made since; its number is given by the place. */
export const addExit = z.strictObject({
  path: placePath,
  kind: z.enum(EXIT_KINDS),
  names: z.strictObject({ zh: z.string().trim().min(1).max(40), en: z.string().trim().min(1).max(60) }),
});
export type AddExit = z.infer<typeof addExit>;

/** An exit that was written down by mistake. One that somebody has seen is there, blocked or not, and stays. */
export const removeExit = z.strictObject({
  path: placePath,
  exit: z.string().min(1),
  reason: z.string().trim().min(1).max(500),
});
export type RemoveExit = z.infer<typeof removeExit>;

export const recordExit = z.strictObject({
  path: placePath,
  exit: z.string().min(1),
  clear: z.boolean(),
  note: z.string().trim().min(1).max(500).optional(),
});
export type RecordExit = z.infer<typeof recordExit>;

export const countPresent = z.strictObject({
  path: placePath,
  /** People living or staying here now, registered or not. */
  present: z.int().min(0).max(100_000_000),
  source: z.string().trim().min(1).max(200),
});
export type CountPresent = z.infer<typeof countPresent>;

/** The events, by type. */
export interface PlaceEvents {
  'places.PlaceRegistered': RegisterPlace;
  'places.PlaceCorrected': CorrectPlace;
  'places.ExitAdded': AddExit & { exit: string };
  'places.ExitRemoved': RemoveExit;
  /** `blocked`: how many of the place's exits are blocked after it. */
  'places.ExitRecorded': RecordExit & { blocked: number };
  'places.PresentCounted': CountPresent;
}

export interface PlaceState {
  path: string;
  kind: RegisterPlace['kind'];
  exits: string[];
  /** Taken off again: their numbers are not given twice. */
  gone: string[];
  /** Of `exits`, the ones somebody has looked at. */
  seen: string[];
  /** Of `exits`, the ones last seen blocked. */
  blocked: string[];
}
