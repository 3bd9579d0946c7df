import { ancestorAt } from '../../kernel/place.ts';
import { type Ill, illIn, type Source } from './channels.ts';
import { crewOf, type Worker } from './crew.ts';
import { type Ground, type PlannedCase, type PlannedContact, planEpidemic } from './epidemic.ts';
import type { Household } from './households.ts';
import type { Scene } from './scene.ts';

/** The last day of the story, from 0. */
export const LAST = 15;
/** Three days before the last morning. */
export const SILENCE = 12;

export interface Story {
  ground: Ground;
  workers: Worker[];
  carers: Map<string, string>;
  cases: PlannedCase[];
  contacts: PlannedContact[];
  near: Household[];
  /** Left without a question from anybody, so that it falls silent on the last morning. */
  silent: Household;
  /** Who sends counts, and who falls ill where. */
  sources: Source[];
  ill: Ill;
  requests: number;
  /** Requests whose visit could not be done once. */
  failed: Set<string>;
}

export function prepare(scene: Scene): Story {
  const { households, stage } = scene;
  const at = (path: string, level: 'street' | 'community' | 'building'): string => ancestorAt(path, level) ?? path;
  const first = (test: (path: string) => boolean): string =>
    households.find(({ path }) => test(path))?.path ?? stage.household;
  const buildings = (community: string): string[] => [
    ...new Set(
      households.filter(({ path }) => path.startsWith(`${community}.`)).map(({ path }) => at(path, 'building')),
    ),
  ];
  const c1 = stage.community;
  const c2 = at(
    first((path) => path.startsWith(`${stage.street}.`) && !path.startsWith(`${c1}.`)),
    'community',
  );
  const c3 = at(
    first((path) => !path.startsWith(`${stage.street}.`)),
    'community',
  );
  const open = at(stage.household, 'building');
  const ground: Ground = {
    c1,
    c2,
    c3,
    open,
    lacking: buildings(c1).find((each) => each !== open) ?? open,
    ended: buildings(c2)[0] ?? open,
    ending: buildings(c3)[0] ?? open,
  };
  const near = households.filter(({ path }) => [c1, c2, c3].some((area) => path.startsWith(`${area}.`)));
  const resident = households
    .find(({ path }) => path === stage.household)
    ?.members.find(({ name }) => name === stage.residentName);
  const others = [...new Set(households.map(({ path }) => at(path, 'community')))].filter(
    (path) => ![c1, c2, c3].includes(path),
  );
  const ofStreet = others.filter((path) => path.startsWith(`${stage.street}.`));
  const silent =
    near.find(
      ({ path, members }) =>
        path.startsWith(`${c1}.`) &&
        !path.startsWith(`${open}.`) &&
        !path.startsWith(`${ground.lacking}.`) &&
        members.length === 1 &&
        (members[0]?.age ?? 0) >= 62,
    ) ?? (near.find(({ path }) => path.startsWith(`${c1}.`)) as Household);
  const planned = planEpidemic(
    households.filter((each) => each !== silent),
    ground,
    resident,
    scene.chance('epidemic'),
  );
  return {
    ground,
    near,
    silent,
    carers: new Map(),
    workers: crewOf(
      scene,
      [c1, c2, c3],
      [...ofStreet, ...others.filter((path) => !ofStreet.includes(path)).filter((_, n) => n % 3 === 0)].slice(0, 28),
    ),
    ...planned,
    sources: [],
    ill: illIn(planned.cases.map(({ person, onset }) => ({ path: person.household, onset }))),
    requests: 0,
    failed: new Set(),
  };
}
