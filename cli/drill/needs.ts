import type { Household } from '../demo/households.ts';
import { dispatch, firstContacts, takenFor, work } from '../demo/livelihood.ts';
import { type Act, command, pick } from '../demo/scene.ts';
import { TEXTS } from '../demo/texts.ts';
import { goRound } from '../demo/visits.ts';
import { as, capacity, isDead, isOffline, type Play } from './play.ts';

/** A call on a jammed line: it lets through its share. Nothing passes a dead one. */
export const getsThrough = (play: Play, household: string): boolean =>
  !isDead(play, household) &&
  play.scene.chance(`${play.text.seed}/jam ${household} ${play.scene.now()}`).next() <
    capacity(play, 'calls') / Math.max(1, play.text.capacity.calls);

/** Lives in danger nobody has heard of are called about again. */
export async function callAgain(play: Play): Promise<void> {
  const through = play.unheard.filter(({ household }) => getsThrough(play, household));
  play.unheard = play.unheard.filter((each) => !through.includes(each));
  for (const { household, note } of through) await pressed(play, household, note, 'phone');
}

/** Who needs something today: households that may not go out, and some of the rest. Each tries to reach the city. */
export async function ask(play: Play): Promise<void> {
  const { scene, text, ground } = play;
  const bound = await restricted(play);
  const chance = scene.chance(`${text.seed}/asks ${play.day}`);
  const needs = [
    ...bound.flatMap(({ id }) => (chance.next() < text.people.asks ? [id] : [])),
    ...Array.from(
      { length: Math.round((ground.households.length * text.people.asksFree) / 1000) },
      () => pick(ground.households, chance).path,
    ),
  ].filter((path) => scene.chance(`${text.seed}/silent ${path}`).next() >= text.people.silent);
  const calls = [...play.calls.splice(0), ...needs.map((household) => ({ household, tries: 0 }))];
  let lines = capacity(play, 'calls');
  const acts: Act[] = [];
  for (const call of calls) {
    const home = play.homes.get(call.household) as Household;
    const byApp = home.members.some(({ smartphone }) => smartphone) && !isOffline(play, home.path);
    const app = byApp && scene.chance(`${text.seed}/app ${home.path}`).next() < 0.3;
    if (isDead(play, home.path) || (!app && lines-- <= 0)) {
      play.tally.callsLost++;
      // tried again the next half-day, then given up
      if (call.tries < 2) play.calls.push({ ...call, tries: call.tries + 1 });
      continue;
    }
    acts.push(
      taken(
        play,
        home,
        app ? 'app' : 'phone',
        bound.some(({ id }) => id === home.path),
      ),
    );
  }
  await scene.act(acts);
  await scene.settle();
}

export const restricted = (play: Play) =>
  play.scene.look<{ id: string; area: string; restrictions: string[]; silent: boolean; lastHeardAt: string }>({
    view: 'visits.households',
    limit: 20_000,
    order: 'id',
  });

function taken(play: Play, home: Household, channel: 'app' | 'phone' | 'door', bound: boolean): Act {
  const { scene, text } = play;
  const id = `R-${String(++play.requests).padStart(5, '0')}`;
  const said = pick(
    TEXTS.filter((each) => (each.bound ?? false) === bound),
    scene.chance(`${text.seed}/says ${id}`),
  );
  return takenFor(scene, id, said, home, channel);
}

/** The desk and the offices: dispatch, first contact, answers, call-backs. The line's capacity bounds what is spoken. */
export async function answer(play: Play): Promise<void> {
  const { scene } = play;
  await scene.act(await dispatch(scene));
  await scene.settle();
  await scene.act((await firstContacts(scene)).slice(0, capacity(play, 'calls') * 3));
  await scene.settle();
  await scene.act((await work(scene)).slice(0, capacity(play, 'calls') * 3));
  await scene.settle();
}

/** Calls for life among all others do not wait for the half-day's round: somebody goes at once, and answers. */
export async function rescue(play: Play): Promise<void> {
  const { scene, text } = play;
  const waiting = await scene.look<{ id: string; area: string; state: string }>({
    view: 'requests.queue',
    where: { life: true, state: ['taken', 'dispatched', 'contacted'] },
    limit: 5000,
    order: 'id',
  });
  if (waiting.length === 0) return;
  await scene.minutes(text.capacity.lifeMinutes);
  await scene.settle();
  const visits = await scene.look<{ id: string; area: string }>({
    view: 'visits.visits',
    where: { request: waiting.map(({ id }) => id), status: ['planned', 'assigned', 'started'] },
    limit: 5000,
    order: 'id',
  });
  play.tally.visits += visits.length;
  await scene.act([
    ...visits.map(({ id }) =>
      as(play, 'district-officer', 'visits.CompleteVisit', {
        id,
        outcome: 'done',
        heard: true,
        proof: { note: '已到场处置 / reached and helped' },
      }),
    ),
    ...waiting.map(({ id }) =>
      as(play, 'district-officer', 'requests.RecordContact', { id, reached: true, channel: 'door' }),
    ),
  ]);
  await scene.settle();
  await scene.act(
    (
      await scene.look<{ id: string; area: string }>({
        view: 'requests.queue',
        ids: waiting.map(({ id }) => id),
        where: { state: ['taken', 'dispatched', 'contacted'] },
        limit: 5000,
        order: 'id',
      })
    ).map(({ id }) =>
      as(play, 'district-officer', 'requests.AnswerRequest', { id, what: '已到场处置 / reached and helped' }),
    ),
  );
  await scene.settle();
}

/** Visits of half a day: life first, then urgent, then by deadline, as many as the crew and, for goods, the merchants allow. */
export async function visit(play: Play): Promise<void> {
  const { scene, text } = play;
  const open = await scene.look<{
    id: string;
    area: string;
    kind: string;
    life: boolean;
    urgent: boolean;
    dueAt: string;
  }>({
    view: 'visits.visits',
    where: { status: ['planned', 'assigned', 'started'] },
    limit: 20_000,
    order: 'id',
  });
  const rank = (row: (typeof open)[number]): string => `${row.life ? 0 : row.urgent ? 1 : 2} ${row.dueAt} ${row.id}`;
  const perHalfDay = Math.ceil((capacity(play, 'crew') * text.capacity.visitsEach) / 2);
  let goods = Math.ceil((perHalfDay * capacity(play, 'merchants')) / text.capacity.merchants);
  const going = new Set(
    open
      .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
      .filter(({ kind }) => kind !== 'delivery' || goods-- > 0)
      .slice(0, perHalfDay)
      .map(({ id }) => id),
  );
  const acts = (await goRound(scene, play.workers, new Set(), scene.now())).filter(([call]) =>
    going.has((call.input as { id: string }).id),
  );
  play.tally.visits += acts.filter(([call]) => call.command === 'visits.CompleteVisit').length;
  await scene.act(acts);
  await scene.settle();
}

/** How is everybody behind a door? Those flagged silent are knocked at first, then the longest unheard are called; a dead line does not answer. */
export async function checkOn(play: Play): Promise<void> {
  const { scene, text } = play;
  const rows = (await restricted(play)).filter(({ restrictions }) => restrictions.length > 0);
  const ordered = rows.sort((a, b) => {
    const [x, y] = [`${a.silent ? 0 : 1}${a.lastHeardAt}${a.id}`, `${b.silent ? 0 : 1}${b.lastHeardAt}${b.id}`];
    return x < y ? -1 : 1;
  });
  const acts = ordered.slice(0, text.capacity.checks).map(({ id, silent }): Act => {
    const home = play.homes.get(id) as Household;
    const byPhone = !silent && home.members.some(({ phone }) => phone);
    const unanswered =
      byPhone &&
      (isDead(play, id) || scene.chance(`${text.seed}/answers ${id} ${play.day}`).next() < text.people.silent);
    return as(play, 'desk', 'people.CheckOnHousehold', {
      path: id,
      how: byPhone ? 'phone' : 'door',
      outcome: unanswered ? 'no-answer' : 'well',
    });
  });
  const knocked = new Set(
    acts.flatMap(([{ input }]) => {
      const { path, how } = input as { path: string; how: string };
      return how === 'door' ? [path] : [];
    }),
  );
  await scene.act(acts);
  await scene.settle();
  const found = play.unheard.filter(({ household }) => knocked.has(household));
  play.unheard = play.unheard.filter(({ household }) => !knocked.has(household));
  for (const { household, note } of found) await pressed(play, household, note, 'door');
}

/** A call for life: taken, dispatched, somebody at the door after the minutes the city needs, answered. */
export async function pressed(play: Play, household: string, note: string, channel: 'phone' | 'door'): Promise<void> {
  const { scene, text } = play;
  const id = `L-${String(++play.requests).padStart(5, '0')}`;
  const at = (): Promise<void> => scene.settle();
  await scene.act([as(play, 'desk', 'requests.PressLifeThreat', { id, place: household, household, note, channel })]);
  await at();
  await scene.minutes(1);
  await scene.act(await dispatch(scene));
  await at();
  await scene.minutes(text.capacity.lifeMinutes);
  await at();
  const [row] = await scene.look<{ id: string; area: string; assignee: string | null }>({
    view: 'visits.visits',
    where: { request: id },
    limit: 1,
  });
  const worker = play.workers.find((each) => each.id === row?.assignee);
  await scene.act([
    as(play, 'district-officer', 'requests.RecordContact', { id, reached: true, channel: 'door' }),
    ...(row
      ? ([
          [
            command('visits.CompleteVisit', {
              id: row.id,
              outcome: 'done',
              heard: true,
              proof: { note: '已送医 / taken to hospital' },
            }),
            worker && row.area.startsWith(`${worker.area}.`) ? worker.account : scene.as('district-officer'),
          ],
        ] satisfies Act[])
      : []),
  ]);
  await at();
  const [asked] = await scene.look<{ id: string; area: string; state: string }>({ view: 'requests.queue', ids: [id] });
  if (asked && ['taken', 'dispatched', 'contacted'].includes(asked.state))
    await scene.act([
      as(play, 'district-officer', 'requests.AnswerRequest', {
        id,
        what: '已到场处置并送医 / reached and taken to hospital',
      }),
    ]);
  await at();
}
