import { ancestorAt } from '../../kernel/place.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { addDays, dayOf, daysBetween } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import type { Household } from '../demo/households.ts';
import { type Act, command } from '../demo/scene.ts';
import { lookIn, reviewZones, zoneProposal } from '../demo/zones.ts';
import { cases } from './control.ts';
import { as, type Play, simulatedDay, someHomes } from './play.ts';

interface Zone {
  id: string;
  area: string;
  status: string;
  level: string;
  cases: string[];
  evidence: { case: string; day: string }[];
  endsAt: string;
}
const WORDS = {
  zh: '本楼数户先后出现病例，共用电梯和楼梯。',
  en: 'Several homes of this building have cases; they share a lift and stairs.',
};

const zones = (play: Play): Promise<Zone[]> =>
  play.scene.look<Zone>({ view: 'zones.zones', where: { status: 'open' }, limit: 5000, order: 'id' });

/** The day's work on closed areas: those no longer needed are lifted, those with a new case go on, new ones are proposed and published. */
export async function workOnZones(play: Play): Promise<void> {
  if (!play.text.zones) return;
  await liftOrExtend(play);
  await closeNew(play);
  await holdZones(play);
}

/** Every evening each closed area is looked at again: does it still stand, and what is its plan. */
export async function reviewAreas(play: Play): Promise<void> {
  if (play.text.zones) await play.scene.act(await reviewZones(play.scene));
}

/** Buildings with as many recent cases as the policy asks for, the worst first, each with its carers, its look at every door and exit. */
async function closeNew(play: Play): Promise<void> {
  const { scene, text, ground } = play;
  const policy = text.zones;
  if (!policy) return;
  const since = addDays(scene.today(), -policy.quietDays);
  const open = await zones(play);
  const byBuilding = new Map<string, string[]>();
  for (const { id, household, reportedOn } of await cases(play)) {
    const building = household === undefined ? undefined : ancestorAt(household, 'building');
    if (building === undefined || reportedOn < since) continue;
    byBuilding.set(building, [...(byBuilding.get(building) ?? []), id]);
  }
  const chosen = [...byBuilding]
    .filter(([path, ids]) => ids.length >= policy.cases && !open.some(({ area }) => area === path))
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .slice(0, policy.perDay);
  if (chosen.length === 0) return;
  const homes = new Map(
    chosen.map(([building]) => [building, ground.households.filter(({ path }) => path.startsWith(`${building}.`))]),
  );
  for (const [building] of chosen) {
    await scene.act(
      carersOf(
        play,
        (homes.get(building) ?? []).map(({ path }) => path),
      ),
    );
    await scene.act(lookIn({ ...scene, households: await vulnerableIn(play, building) }, building));
  }
  await scene.minutes(15);
  const ids = chosen.map(([building], n) => ({ id: `Z-${play.day}-${n}`, building }));
  await scene.act(
    ids.map(({ id, building }) =>
      as(play, 'district-officer', 'zones.ProposeZone', {
        ...zoneProposal({ id, building, evidence: byBuilding.get(building) ?? [], ...WORDS }),
        disease: text.disease,
        level: policy.level,
      }),
    ),
  );
  await scene.minutes(25);
  await scene.act(ids.map(({ id }) => as(play, 'hq', 'zones.PublishZone', { id })));
  await scene.settle();
}

/** The households somebody must have looked in on before a door closes. */
async function vulnerableIn(play: Play, building: string): Promise<Household[]> {
  const rows = await play.scene.look<{ id: string; area: string; vulnerable: boolean }>({
    view: 'people.households',
    within: building,
    limit: 5000,
    order: 'id',
  });
  return rows.flatMap(({ id, vulnerable }) => (vulnerable ? (play.homes.get(id) ?? []) : []));
}

/** Named carers: those of the community first, then from elsewhere, each up to what the city allows. */
function carersOf(play: Play, paths: string[]): Act[] {
  const { scene } = play;
  const left = paths.filter((path) => !play.cared.has(path));
  const near = ancestorAt(paths[0] ?? '', 'community') ?? '';
  // one in twenty has let the training lapse (demo/crew.ts) and may not be given a household
  const trained = play.workers.filter(({ turn }) => turn % 20 !== 19);
  const workers = trained.sort((a, b) => Number(b.area === near) - Number(a.area === near) || a.turn - b.turn);
  const acts: Act[] = [];
  for (const { id, kind } of workers) {
    const most = settingOn(scene.city.library, `crew.caseload.${kind}`, scene.today());
    const load = play.load.get(id) ?? 0;
    const part = left.splice(0, isRefusal(most) ? 0 : Math.max(0, Number(most.value) - load));
    if (part.length === 0) continue;
    play.load.set(id, load + part.length);
    for (const path of part) play.cared.add(path);
    acts.push([command('crew.AssignHouseholds', { member: id, households: part }), scene.as('admin')]);
    if (left.length === 0) break;
  }
  return acts;
}

/** Each open one: lifted after enough quiet days, longer on a newer case inside. */
async function liftOrExtend(play: Play): Promise<void> {
  const { scene, text } = play;
  const quiet = text.zones?.quietDays ?? 0;
  const known = await cases(play);
  const acts: Act[] = [];
  for (const { id, area, evidence } of await zones(play)) {
    const last =
      evidence
        .map(({ day }) => day)
        .sort()
        .at(-1) ?? '';
    const fresh = known.filter(
      ({ id: each, household, reportedOn }) =>
        household?.startsWith(`${area}.`) && reportedOn > last && !evidence.some((item) => item.case === each),
    );
    if (fresh.length > 0) {
      await scene.act(lookIn({ ...scene, households: await vulnerableIn(play, area) }, area));
      acts.push(
        as(play, 'hq-2', 'zones.ExtendZone', {
          id,
          evidence: fresh.map((each) => each.id),
          reason: '楼内新增病例 / new cases in the building',
        }),
      );
    }
    if (fresh.length === 0 && daysBetween(last, scene.today()) >= quiet)
      acts.push(
        as(play, 'hq', 'zones.LiftZone', {
          id,
          checklist: { noNewInfection: true, cleanRound: true, contactsMoved: true, premisesClean: true },
          assessment: `${quiet} 日无新增，提前解除 / ${quiet} days without a new case`,
        }),
      );
  }
  await scene.act(acts);
  await scene.settle();
}

/** The simulation holds who lives inside and complies, until the end; and lets them go when it ended. */
export async function holdZones(play: Play): Promise<void> {
  const { scene, run, text } = play;
  if (!text.zones) return;
  const open = await zones(play);
  const inside = new Map<number, string>();
  for (const { area, endsAt } of open)
    for (const home of play.homes.values())
      if (home.path.startsWith(`${area}.`))
        for (const { id } of home.members) inside.set(play.numbers.get(id) as number, endsAt);
  for (const [person, endsAt] of inside) {
    if (play.zoned.get(person) === endsAt) continue;
    play.zoned.set(person, endsAt);
    const days = daysBetween(scene.today(), dayOf(endsAt, scene.city.zone));
    if (scene.chance(`${text.seed}/complies ${person}`).next() < text.people.complies)
      run.hold(person, 'quarantined', simulatedDay(play) + Math.max(1, days));
  }
  for (const person of [...play.zoned.keys()]) {
    if (inside.has(person)) continue;
    play.zoned.delete(person);
    const stays = play.stays.get(person);
    if (!play.cases.has(person) && (stays === undefined || stays.endsAt === 'ended')) run.release(person);
  }
}

/** An office asks for closed buildings with nothing prepared; headquarters tries, and the rules refuse with all that is unmet. */
export async function bareZones(play: Play, community: number, buildings: number, question: string): Promise<void> {
  const level = play.text.zones?.level;
  if (level === undefined)
    throw new Error(`drill-inject: ${play.text.id}, bare-zones: the drill has no zones. Say which level in \`zones\`.`);
  const homes = someHomes(play, community, buildings, question);
  const ids = homes.map(({ path }, n) => ({
    id: `BZ-${play.day}-${n}`,
    building: ancestorAt(path, 'building') ?? path,
  }));
  await play.scene.act(
    ids.map(({ id, building }) =>
      as(play, 'district-officer', 'zones.ProposeZone', { id, disease: play.text.disease, level, scope: [building] }),
    ),
  );
  await play.scene.act(ids.map(({ id }) => as(play, 'hq', 'zones.PublishZone', { id })));
  await play.scene.act(
    ids.map(({ id }) =>
      as(play, 'district-officer', 'zones.WithdrawProposal', { id, reason: '条件不具备 / nothing was prepared' }),
    ),
  );
  play.tally.bareZones += ids.length;
}
