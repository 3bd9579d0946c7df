import type { City, Run } from '../../engines/simulation/index.ts';
import type { Call } from '../../kernel/capability.ts';
import type { DrillText, InjectText, ScoreLine } from '../../protocols/drill.ts';
import type { Worker } from '../demo/crew.ts';
import type { Household, Person } from '../demo/households.ts';
import type { Act, Scene } from '../demo/scene.ts';
import { command } from '../demo/scene.ts';
import type { Ground } from './ground.ts';

/** A sample on its way through the laboratory. */
export interface Sample {
  person: number;
  /** The stay whose test days it answers; absent: somebody ill who asked. */
  stay?: { id: string; days: string[] };
}

/** A drill being played: the simulated people, the city's hands, and what waits. */
export interface Play {
  text: DrillText;
  scene: Scene;
  run: Run;
  city: City;
  ground: Ground;
  workers: Worker[];
  /** Day of the drill, from 0. */
  day: number;
  laboratory: Sample[];
  /** Cases waiting to be interviewed, and contacts waiting to be told. */
  untraced: { id: string; person: number }[];
  untold: string[];
  /** By person: case, stay. */
  cases: Map<number, string>;
  stays: Map<number, { id: string; endsAt: string }>;
  /** By path: number of the person. */
  numbers: Map<string, number>;
  homes: Map<string, Household>;
  /** Households behind a dead line until a day. */
  dead: Map<string, number>;
  /** A life in danger behind a dead line: nobody knows yet. */
  unheard: { household: string; note: string }[];
  /** Fell ill and has not decided yet whether to be tested. */
  ill: number[];
  /** Needs that found no way in and are tried again. */
  calls: { household: string; tries: number }[];
  /** People named as contacts of a case they never met. */
  wrong: Set<string>;
  requests: number;
  /** Cases without a bed, the longest first. */
  unhoused: { id: string; person: number; since: string }[];
  /** Households each worker cares for, and those that have a carer. */
  load: Map<string, number>;
  cared: Set<string>;
  /** Who lives in a closed area, and until when. */
  zoned: Map<number, string>;
  tally: Tally;
}

/** What no view shows. */
interface Tally {
  tests: number;
  callsLost: number;
  bareTried: number;
  bareRefused: number;
  bareZones: number;
  visits: number;
  refused: number;
  /** Of each case that got a bed: hours since its report. */
  bedHours: number[];
}

/** What a drill leaves: its sheet, its findings as duties, and how much the server did for it. */
export interface Played {
  drill: string;
  seed: number;
  days: number;
  people: number;
  households: number;
  sheet: ScoreLine[];
  findings: { id: string; duty: string; dueAt: string; owner: string }[];
  events: number;
  /** Commands the rules refused. */
  refused: Record<string, number>;
}

export const active = (play: Pick<Play, 'text' | 'day'>, kind: InjectText['kind']): InjectText[] =>
  play.text.injects.filter(
    (inject) =>
      inject.kind === kind &&
      inject.day <= play.day &&
      play.day < inject.day + (('days' in inject ? inject.days : 1) ?? Number.POSITIVE_INFINITY),
  );

type Capacity = 'tests' | 'calls' | 'crew' | 'merchants';
const OF: Record<Capacity, InjectText['kind']> = {
  tests: 'laboratory',
  calls: 'hotline',
  crew: 'crew',
  merchants: 'merchants',
};

/** What is left of a capacity today: all factors of what was put in the way, multiplied. */
export function capacity(play: Pick<Play, 'text' | 'day'>, of: Capacity): number {
  const base = play.text.capacity[of];
  const left = active(play, OF[of]).reduce((share, inject) => {
    if ('factor' in inject) return share * inject.factor;
    return inject.kind === 'merchants' ? share * (1 - inject.fail / base) : share;
  }, 1);
  return Math.floor(base * left + 1e-9);
}

/** The day of the simulation: it began before anybody looked. */
export const simulatedDay = (play: Play): number => play.text.unseen + play.day;

/** True where no network reaches today. */
export const isOffline = (play: Play, path: string): boolean =>
  active(play, 'network').some(
    (inject) =>
      inject.kind === 'network' &&
      play.ground.communities.slice(0, inject.communities).some((area) => path.startsWith(`${area}.`)),
  );

export const isDead = (play: Play, household: string): boolean => (play.dead.get(household) ?? -1) > play.day;

/** A call as an account of the city. */
export const as = (play: Play, id: string, name: string, input: object): Act => [
  command(name, input) as Call,
  play.scene.as(id),
];

export const personOf = (play: Play, n: number): Person => play.ground.people[n] as Person;

/** Households of a community that a draw picks, in order, without repeats. */
export function someHomes(play: Play, community: number, n: number, question: string): Household[] {
  const area = `${play.ground.communities[community]}.`;
  const homes = play.ground.households.filter(({ path }) => path.startsWith(area));
  if (n > homes.length)
    throw new Error(
      `drill-inject: ${play.text.id}, ${question}: ${n} households where ${homes.length} live. Name fewer.`,
    );
  const chance = play.scene.chance(`${play.text.seed}/${question}`);
  const left = [...homes];
  return Array.from({ length: n }, () => left.splice(chance.below(left.length), 1)[0] as Household);
}
