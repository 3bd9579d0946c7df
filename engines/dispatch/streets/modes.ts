/**
 * How one moves: which roads it may take, how fast, what stops it. Data, so that a city can hand in its own (an electric
 * tricycle, a disinfection lorry). Road classes, access keys and barriers are OpenStreetMap's (wiki: "Key:highway",
 * "Key:access", "Key:barrier").
 */
export interface Mode {
  /** km/h by road class; a class that is absent is closed unless a tag opens it. */
  speeds: Record<string, number>;
  /** km/h where a tag opens a road whose class would be closed. */
  opened: number;
  /** Access keys from the general to the particular; the last one that is set decides. */
  access: string[];
  /** Barriers that stop it where no access key says otherwise. */
  stoppedBy: string[];
  /** Keeps to one-way streets. `exempt` names the key whose "no" frees it. */
  oneway: { keeps: boolean; exempt: string };
  /** Share of a posted limit that is driven on average; absent: limits do not matter to it. */
  ofLimit?: number;
  /** km/h it never passes. */
  top: number;
  /** km/h on a ferry without a stated duration. */
  ferry: number;
}

const walls = ['wall', 'fence', 'hedge', 'ditch', 'retaining_wall', 'city_wall', 'guard_rail', 'handrail'];
const narrow = ['stile', 'turnstile', 'full-height_turnstile', 'kissing_gate', 'horse_stile', 'log', 'debris'];
const posts = [
  'bollard',
  'block',
  'chain',
  'cycle_barrier',
  'motorcycle_barrier',
  'jersey_barrier',
  'planter',
  'bus_trap',
  'sump_buster',
  'barrier_board',
  'bar',
  'rope',
];

const paths = (speed: number): Record<string, number> =>
  Object.fromEntries(
    [
      'trunk',
      'primary',
      'secondary',
      'tertiary',
      'unclassified',
      'residential',
      'living_street',
      'service',
      'road',
      'track',
      'pedestrian',
      'path',
      'footway',
      'cycleway',
      'bridleway',
      'corridor',
      'platform',
      'busway',
    ]
      .flatMap((name) => [name, `${name}_link`])
      .map((name) => [name, speed]),
  );

/** 5 km/h as in VROOM's and Valhalla's defaults; stairs slower. */
const walking: Mode = {
  speeds: { ...paths(5), steps: 2.5 },
  opened: 5,
  access: ['access', 'foot'],
  stoppedBy: walls,
  oneway: { keeps: false, exempt: 'oneway:foot' },
  top: 5,
  ferry: 8,
};

const cycling: Mode = {
  speeds: {
    ...paths(15),
    living_street: 10,
    pedestrian: 6,
    footway: 6,
    path: 12,
    track: 12,
    bridleway: 8,
    corridor: 4,
    platform: 4,
    service: 12,
    trunk: 15,
  },
  opened: 12,
  access: ['access', 'vehicle', 'bicycle'],
  stoppedBy: [...walls, ...narrow],
  oneway: { keeps: true, exempt: 'oneway:bicycle' },
  top: 18,
  ferry: 8,
};

/** Town averages with stops at junctions in them: about two thirds of the usual limits. */
const driving: Mode = {
  speeds: {
    motorway: 95,
    motorway_link: 50,
    trunk: 75,
    trunk_link: 45,
    primary: 45,
    primary_link: 35,
    secondary: 40,
    secondary_link: 30,
    tertiary: 35,
    tertiary_link: 28,
    unclassified: 28,
    residential: 25,
    living_street: 8,
    service: 12,
    road: 20,
    track: 8,
  },
  opened: 8,
  access: ['access', 'vehicle', 'motor_vehicle', 'motorcar'],
  stoppedBy: [...walls, ...narrow, ...posts],
  oneway: { keeps: true, exempt: 'oneway:motorcar' },
  ofLimit: 0.8,
  top: 110,
  ferry: 10,
};

/** The three shipped ways to move. */
export const modes = { walking, cycling, driving };
