import { addHours, hoursBetween } from '../../kernel/time.ts';
import { type Act, command } from '../demo/scene.ts';
import { as, type Play, simulatedDay } from './play.ts';

interface Site {
  id: string;
  area: string;
  status: string;
  tier: number;
  rooms: number;
  occupied: number;
  ends: Record<string, string>;
  readyBy: string | null;
}
const DAY_H = 24;
const HOSPITAL = '定点医院 / designated hospital';

const sites = (play: Play): Promise<Site[]> =>
  play.scene.look<Site>({ view: 'reserves.sites', where: { kind: 'hospital' }, limit: 1000, order: 'id' });

/** The tiers of beds of the drill, the first of them open. */
export const registerBeds = ({ text, ground, scene }: Play): Act[] =>
  text.beds.map(({ rooms, leadHours }, n) => [
    command('reserves.RegisterSite', {
      id: `beds-${n + 1}`,
      area: ground.stage.district,
      kind: 'hospital',
      tier: n + 1,
      rooms,
      leadHours,
      names: { en: `Hospital tier ${n + 1}`, zh: `第${n + 1}梯次定点医院` },
    }),
    scene.as('admin'),
  ]);

/** Beds whose time is over are freed, called tiers that are ready open, and who waits is brought in, the longest first. */
export async function workOnBeds(play: Play): Promise<void> {
  const { scene, text } = play;
  if (text.beds.length > 0) {
    const now = scene.now();
    const before = await sites(play);
    await scene.act([
      ...before.flatMap(({ id, ends }) =>
        Object.entries(ends).flatMap(([key, until]) =>
          until <= now ? [as(play, 'district-officer', 'reserves.FreeRoom', { id, key, to: 'home' })] : [],
        ),
      ),
      ...before.flatMap(({ id, status, readyBy }) =>
        status === 'called' && readyBy !== null && readyBy <= now ? [as(play, 'hq', 'reserves.OpenSite', { id })] : [],
      ),
    ]);
    await scene.settle();
  }
  await bringIn(play);
}

/** As many as there are free beds; without counted beds, everybody. Who gets none is held at home meanwhile. */
async function bringIn(play: Play): Promise<void> {
  const { scene, run, text } = play;
  const free = text.beds.length === 0 ? undefined : placesOf(await sites(play));
  const going = play.unhoused.splice(0, free?.length ?? play.unhoused.length);
  const acts: Act[] = [];
  for (const [n, { id, person, since }] of going.entries()) {
    const site = free?.[n];
    play.tally.bedHours.push(hoursBetween(since, scene.now()));
    run.hold(person, 'isolated', simulatedDay(play) + text.capacity.isolationDays, true);
    if (site !== undefined)
      acts.push(
        as(play, 'investigator', 'reserves.OccupyRoom', {
          id: site,
          key: id,
          until: addHours(scene.now(), text.capacity.isolationDays * DAY_H),
        }),
      );
    acts.push(
      as(play, 'investigator', 'cases.IsolateCase', { id, at: scene.now(), where: HOSPITAL }),
      as(play, 'investigator', 'cases.TreatCase', { id, at: scene.now(), hospital: HOSPITAL }),
    );
  }
  await scene.act(acts);
  await scene.settle();
}

/** One entry for every free bed, lower tiers first. */
const placesOf = (all: Site[]): string[] =>
  all
    .filter(({ status }) => status === 'open')
    .sort((a, b) => a.tier - b.tier || (a.id < b.id ? -1 : 1))
    .flatMap(({ id, rooms, occupied }) => Array.from({ length: rooms - occupied }, () => id));
