/** Pupils of an age range sit together in classes of a school. */
export interface SchoolLevel {
  fromAge: number;
  /** Last age, included. */
  toAge: number;
  classSize: number;
  schoolSize: number;
}

/** What a city is made from: plain tables, any number of age groups. Shares need not sum to 1. */
export interface CityTables {
  /** Youngest age of each group, rising from 0; the last group is open and taken as ten years wide. */
  ageFrom: readonly number[];
  /** People of each group. */
  ageShare: readonly number[];
  /** Households of 1, 2, 3, ... members. */
  householdSizes: readonly number[];
  /** Who lives with whom: [group of one][group of another], per head. Absent: ages meet by chance. */
  householdMixing?: readonly (readonly number[])[];
  /** Share of each group that goes to school, and that goes to work. */
  attendance: readonly number[];
  employment: readonly number[];
  schools: readonly SchoolLevel[];
  /** Adults at work in a school for each class. */
  staffPerClass: number;
  workplaces: readonly { size: number; workers: number }[];
  teamSize: number;
  /** `share` of those aged `fromAge` or more live in homes of `size`, in wards of `wardSize`, with `staff` workers per resident. */
  careHomes?: { fromAge: number; share: number; size: number; wardSize: number; staff: number };
  /** Contacts a day of one who takes part in the setting. */
  contacts: { household: number; school: number; work: number; care: number; community: number };
  /** Share of contacts at school or work that fall within the class or team. */
  withinUnit: number;
  /** Smallest areas of the city, neighbours side by side; `people` are weights. */
  areas: readonly { code: string; people: number; district?: string }[];
  /** Shares that stay in the own area and in the own district; the rest goes anywhere in the city. */
  commute: { own: number; district: number };
  community: { own: number; district: number };
}

/** What kind of place a class, team or ward is. */
export const KIND = { school: 0, work: 1, care: 2 } as const;
/** What a person does in the unit. */
export const ROLE = { none: 0, learns: 1, works: 2 } as const;
export const MOST_PEOPLE = 100_000_000;

const fault = (id: string, what: string, todo: string): Error => new Error(`${id}: ${what}. ${todo}`);

/** Throws the first fault of the tables by name, with its value and what to do. */
export function checkTables(tables: CityTables, people: number): void {
  if (!Number.isInteger(people) || people < 1 || people > MOST_PEOPLE)
    throw fault('city-people', `${people} people`, `Give a whole number from 1 to ${MOST_PEOPLE}.`);
  const groups = tables.ageFrom.length;
  const lists: [string, readonly number[]][] = [
    ['ageShare', tables.ageShare],
    ['attendance', tables.attendance],
    ['employment', tables.employment],
  ];
  if (
    groups === 0 ||
    tables.ageFrom[0] !== 0 ||
    tables.ageFrom.some((age, i) => i > 0 && !(age > tables.ageFrom[i - 1]!))
  )
    throw fault('city-ages', `age groups begin at ${tables.ageFrom.join(', ') || 'nothing'}`, 'Begin at 0 and rise.');
  if (tables.ageFrom.at(-1)! > 120)
    throw fault('city-ages', `a group begins at ${tables.ageFrom.at(-1)}`, 'End at 120.');
  for (const [name, list] of lists)
    if (list.length !== groups || list.some((value) => !(value >= 0 && Number.isFinite(value))))
      throw fault(
        'city-table',
        `${name} has ${list.length} values for ${groups} age groups`,
        'Give one number of 0 or more for each.',
      );
  for (const [name, list] of lists.slice(1))
    if (list.some((value) => value > 1))
      throw fault('city-table', `${name} holds a share above 1`, 'Give shares from 0 to 1.');
  if (!(sum(tables.ageShare) > 0))
    throw fault('city-table', 'ageShare is 0 everywhere', 'Give people to one age group.');
  const mixing = tables.householdMixing;
  if (
    mixing &&
    (mixing.length !== groups || mixing.some((row) => row.length !== groups || row.some((value) => !(value >= 0))))
  )
    throw fault(
      'city-mixing',
      `householdMixing has ${mixing.length} rows`,
      `Give ${groups} rows of ${groups} numbers of 0 or more.`,
    );
  if (tables.householdSizes.some((value) => !(value >= 0)) || !(sum(tables.householdSizes) > 0))
    throw fault(
      'city-no-households',
      'the table of household sizes is empty',
      'Give the shares of households of 1, 2, 3, ... members.',
    );
  if (tables.areas.length === 0 || tables.areas.length > 65_000)
    throw fault('city-areas', `${tables.areas.length} areas`, 'Give 1 to 65000.');
  if (tables.areas.some(({ people: weight }) => !(weight >= 0)) || !(sum(tables.areas.map((area) => area.people)) > 0))
    throw fault(
      'city-areas',
      'an area has no number of people',
      'Give each a weight of 0 or more, one of them above 0.',
    );
  for (const [name, value] of Object.entries(tables.contacts))
    if (!(value >= 0)) throw fault('city-contacts', `contacts in ${name} are ${value}`, 'Give a number of 0 or more.');
  checkPlaces(tables);
}

function checkPlaces(tables: CityTables): void {
  const atLeastOne = (name: string, value: number): void => {
    if (!(value >= 1)) throw fault('city-places', `${name} is ${value}`, 'Give at least 1.');
  };
  for (const level of tables.schools) {
    atLeastOne('classSize', level.classSize);
    atLeastOne('schoolSize', level.schoolSize);
    if (!(level.toAge >= level.fromAge))
      throw fault('city-places', `a school takes ages ${level.fromAge} to ${level.toAge}`, 'Let the ages rise.');
  }
  for (const place of tables.workplaces) atLeastOne('workplace size', place.size);
  atLeastOne('teamSize', tables.teamSize);
  if (tables.workplaces.length === 0 && tables.employment.some((share) => share > 0))
    throw fault('city-places', 'people work and there is no workplace', 'Give sizes of workplaces.');
  const care = tables.careHomes;
  if (care) {
    atLeastOne('care home size', care.size);
    atLeastOne('ward size', care.wardSize);
    if (!(care.share >= 0 && care.share <= 1) || !(care.staff >= 0))
      throw fault('city-places', `care homes take a share of ${care.share}`, 'Give 0 to 1.');
  }
  if (!(tables.withinUnit >= 0 && tables.withinUnit <= 1))
    throw fault('city-contacts', `withinUnit is ${tables.withinUnit}`, 'Give 0 to 1.');
  for (const [name, { own, district }] of Object.entries({ commute: tables.commute, community: tables.community }))
    if (!(own >= 0 && district >= 0 && own + district <= 1))
      throw fault(
        'city-areas',
        `${name} keeps ${own} in the area and ${district} in the district`,
        'Give shares whose sum is at most 1.',
      );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
