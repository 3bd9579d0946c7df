import * as z from 'zod';
import { Confidence, WordsText } from './schema.ts';

const Share = z.number().min(0).max(1);
const mark = { sources: z.array(z.string()).default([]), confidence: Confidence, note: z.string().optional() };
const stated = <T extends z.ZodType>(value: T) => z.strictObject({ value, ...mark });
const Near = z.strictObject({ own: Share, district: Share });

/** What a synthetic city is made from, as written: one file each in protocols/cities; people by age stand in a CSV beside it. */
export const CityText = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, { error: 'lower-case letters, digits and - only' }),
  names: WordsText,
  /** CSV: age from, people, share at school, share at work; then who lives with whom, one row of the matrix each. */
  ages: z.strictObject({ file: z.string(), ...mark }),
  mixing: z.strictObject({ file: z.string(), ...mark }),
  householdSizes: stated(z.array(z.number().min(0)).min(1)),
  schools: stated(
    z.array(
      z.strictObject({
        fromAge: z.number().int(),
        toAge: z.number().int(),
        classSize: z.number().min(1),
        schoolSize: z.number().min(1),
      }),
    ),
  ),
  staffPerClass: stated(z.number().min(0)),
  workplaces: stated(z.array(z.strictObject({ size: z.number().int().min(1), workers: z.number().min(0) }))),
  teamSize: stated(z.number().min(1)),
  careHomes: stated(
    z.strictObject({
      fromAge: z.number(),
      share: Share,
      size: z.number().min(1),
      wardSize: z.number().min(1),
      staff: z.number().min(0),
    }),
  ).optional(),
  contacts: stated(
    z.strictObject({
      household: z.number(),
      school: z.number(),
      work: z.number(),
      care: z.number(),
      community: z.number(),
    }),
  ),
  withinUnit: stated(Share),
  commute: stated(Near),
  community: stated(Near),
});
export type CityText = z.infer<typeof CityText>;

/** The tables in the shape the city maker takes; `ages` rows: age from, people, at school, at work. */
export function tablesOf(written: CityText, ages: readonly (readonly number[])[], mixing: number[][], areas: Area[]) {
  return {
    ageFrom: ages.map((row) => row[0]!),
    ageShare: ages.map((row) => row[1]!),
    attendance: ages.map((row) => row[2]!),
    employment: ages.map((row) => row[3]!),
    householdSizes: written.householdSizes.value,
    householdMixing: mixing,
    schools: written.schools.value,
    staffPerClass: written.staffPerClass.value,
    workplaces: written.workplaces.value,
    teamSize: written.teamSize.value,
    ...(written.careHomes ? { careHomes: written.careHomes.value } : {}),
    contacts: written.contacts.value,
    withinUnit: written.withinUnit.value,
    commute: written.commute.value,
    community: written.community.value,
    areas,
  };
}

/** An area with the weight of its people. */
export interface Area {
  code: string;
  people: number;
  district?: string;
}

/** So many areas in districts of about ten, sizes between half and one and a half of the mean: for cities without a list of places. */
export function plainAreas(count: number): Area[] {
  return Array.from({ length: count }, (_, i) => ({
    code: `a-${String(i + 1).padStart(String(count).length, '0')}`,
    people: 0.5 + ((i * 7) % 11) / 10,
    district: `d-${Math.floor(i / 10) + 1}`,
  }));
}
