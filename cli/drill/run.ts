import { begin } from '../../engines/simulation/index.ts';
import type { Account } from '../../kernel/actor.ts';
import type { Call } from '../../kernel/capability.ts';
import { startOf } from '../../kernel/time.ts';
import { createAccounts } from '../../server/accounts.ts';
import { type City, openCity } from '../../server/city.ts';
import { register } from '../../server/register.ts';
import { demoAccounts } from '../demo/accounts.ts';
import { crewOf, registerCrew } from '../demo/crew.ts';
import type { Demo } from '../demo/demo.ts';
import { signOffs } from '../demo/editions.ts';
import { registerHousehold } from '../demo/households.ts';
import { type Act, command, sceneOf } from '../demo/scene.ts';
import { decideAppeals, fileAppeals, reviewRefusals } from './appeals.ts';
import { registerBeds, workOnBeds } from './beds.ts';
import { drillClock } from './clock.ts';
import { followContacts, heldNow, notifyCases, readSamples, takeSamples, tellContacts, trace } from './control.ts';
import { recordFindings } from './findings.ts';
import { type Frame, frameOf } from './frame.ts';
import { groundOf } from './ground.ts';
import { inject } from './injects.ts';
import { answer, ask, callAgain, checkOn, rescue, visit } from './needs.ts';
import { as, capacity, type Play, type Played } from './play.ts';
import { type Script, simulatedCity } from './read.ts';
import { scoreOf } from './score.ts';
import { holdZones, reviewAreas, workOnZones } from './zones.ts';

export interface Watch {
  progress?(done: number, all: number): void;
  /** After each day, with what a page shows of it. */
  frame?(frame: Frame): void;
  signal?: AbortSignal;
  /** City seconds per real second; absent: as fast as it goes. */
  speed?: number;
  log?(line: string): void;
}

const PART = 2000;

/** Plays a drill on an empty database at `url`, which becomes an exercise for good. Throws `drill-cancelled` when the signal says so. */
export async function playDrill(script: Script, url: string, watch: Watch = {}): Promise<Played> {
  const { text, disease } = script;
  const zone = 'Asia/Shanghai';
  const clock = drillClock(startOf(text.start, zone), watch.speed, watch.signal);
  const city = await openCity({
    url,
    register,
    zone,
    exercise: true,
    tickMs: 0,
    clock,
    log: (line, more) => watch.log?.(`${line} ${JSON.stringify(more ?? {})}`),
  });
  try {
    const { rows } = await city.pools.writer.query('select seq from log_head');
    if (Number(rows[0].seq) > 0)
      throw new Error('drill-database: the database holds events. A drill needs an empty one of its own.');
    const simulated = simulatedCity(script);
    const run = begin(
      simulated,
      disease,
      {
        days: text.unseen + text.days + 1,
        seed: text.seed,
        seeds: { cases: text.seeds },
        importsPerDay: text.importsPerDay,
        hospital: { beds: simulated.people, intensive: simulated.people },
        measures: [],
      },
      true,
    );
    return await play(script, city, simulated, run, watch);
  } catch (error) {
    if (watch.signal?.aborted)
      throw new Error('drill-cancelled: the drill was stopped. Nothing of it is scored; start it again.');
    throw error;
  } finally {
    await city.stop();
  }
}

async function play(
  script: Script,
  city: City,
  simulated: Play['city'],
  run: Play['run'],
  watch: Watch,
): Promise<Played> {
  const { text } = script;
  const ground = groundOf(simulated, text.start, text.id);
  const named = demoAccounts(ground.stage);
  const accounts = createAccounts(city.pools.writer);
  for (const account of named) await accounts.save(account);
  const refused: Record<string, number> = {};
  const tally: Play['tally'] = {
    tests: 0,
    callsLost: 0,
    bareTried: 0,
    bareRefused: 0,
    bareZones: 0,
    visits: 0,
    refused: 0,
    bedHours: [],
  };
  let n = 0;
  const send: Demo['send'] = async (calls, by) => {
    const outcomes = await Promise.all(calls.map((call) => city.run({ id: `drill-${++n}`, ...call }, by)));
    outcomes.forEach((outcome, i) => {
      if (!('refusal' in outcome)) return;
      const key = `${calls[i]?.command} ${outcome.refusal.refused}`;
      refused[key] = (refused[key] ?? 0) + 1;
      tally.refused++;
      watch.log?.(
        `${key}: ${outcome.refusal.words.en} ${JSON.stringify(outcome.refusal.because?.map((each) => each.refused) ?? '')}`,
      );
    });
    watch.signal?.throwIfAborted();
  };
  const demo: Demo = {
    city,
    send,
    households: ground.households,
    stage: ground.stage,
    accounts: new Map(named.map((account) => [account.id, account])),
    size: 'village',
    step: () => undefined,
  };
  const scene = sceneOf(demo, text.start);
  const state: Play = {
    text,
    scene,
    run,
    city: simulated,
    ground,
    workers: [],
    day: 0,
    laboratory: [],
    untraced: [],
    untold: [],
    cases: new Map(),
    stays: new Map(),
    numbers: new Map(ground.people.map(({ id }, i) => [id, i])),
    homes: new Map(ground.households.map((home) => [home.path, home])),
    dead: new Map(),
    unheard: [],
    calls: [],
    ill: [],
    wrong: new Set(),
    requests: 0,
    unhoused: [],
    load: new Map(),
    cared: new Set(),
    zoned: new Map(),
    tally,
  };
  return city.alone(async () => {
    await settleIn(state, demo);
    const stopped = Object.keys(refused)[0];
    if (stopped !== undefined)
      throw new Error(
        `drill-setting: ${text.id} cannot begin on ${text.start} under ${text.edition}: ${stopped}. Give a start the edition and the city's settings reach.`,
      );
    for (let unseen = 0; unseen < text.unseen; unseen++) {
      run.step();
      state.ill.push(...run.today().ill);
    }
    for (state.day = 0; state.day < text.days; state.day++) {
      watch.signal?.throwIfAborted();
      await playDay(state);
      watch.progress?.(state.day + 1, text.days);
      if (watch.frame) watch.frame(await frameOf(state));
    }
    await scene.goTo(text.days, '08:00');
    await scene.settle();
    const sheet = await scoreOf(state, script.sheet);
    const area = ground.stage.district;
    await scene.act([as(state, 'trainer', 'drills.EndDrill', { id: text.id, area, outcome: 'played', sheet })]);
    const findings = await recordFindings(state, sheet);
    const { rows } = await city.pools.writer.query('select seq from log_head');
    return {
      drill: text.id,
      seed: text.seed,
      days: text.days,
      people: simulated.people,
      households: ground.households.length,
      sheet,
      findings,
      events: Number(rows[0].seq),
      refused,
    };
  });
}

/** Streets, buildings, households, the edition in force, the crew; all before the first morning. */
async function settleIn(play: Play, demo: Demo): Promise<void> {
  const { scene, ground, text } = play;
  const admin = demo.accounts.get('admin') as Account;
  const calls: Call[] = [...ground.places, ...ground.households.map(registerHousehold)];
  for (let from = 0; from < calls.length; from += PART) await demo.send(calls.slice(from, from + PART), admin);
  await scene.act(signOffs(scene, text.edition, 'city-cdc', '演练前已会签 / signed before the exercise'));
  await scene.act([
    as(play, 'city-hq', 'editions.ActivateEdition', {
      disease: text.disease,
      edition: text.edition,
      area: 'cn.44.03',
      from: scene.today(),
    }),
    as(play, 'trainer', 'drills.ScheduleDrill', {
      id: text.id,
      area: ground.stage.district,
      scenario: text.id,
      names: text.names,
      on: text.start,
    }),
    as(play, 'trainer', 'drills.StartDrill', {
      id: text.id,
      area: ground.stage.district,
      seed: text.seed,
      days: text.days,
    }),
  ]);
  const places = Array.from(
    { length: text.capacity.crew },
    (_, n) => ground.communities[n % ground.communities.length] as string,
  );
  play.workers = crewOf(scene, [], places);
  await scene.act([...registerCrew(scene, play.workers), ...registerBeds(play)]);
  await scene.settle();
}

/** One day, in this order: the people live it; what goes wrong; morning at desk and door; laboratory and tracing; afternoon; night. */
async function playDay(play: Play): Promise<void> {
  const { scene, day, run } = play;
  run.step();
  play.ill.push(...run.today().ill);
  await scene.goTo(day, '08:00');
  await scene.settle();
  const onShift = play.workers.slice(0, Math.max(1, capacity(play, 'crew'))).filter(({ turn }) => (day + turn) % 7 < 4);
  await scene.act(
    onShift.map(({ id, account }): Act => [command('crew.StartShift', { member: id, at: scene.now() }), account]),
  );
  await heldNow(play);
  await holdZones(play);
  await workOnBeds(play);
  await callAgain(play);
  await inject(play);
  await ask(play);
  await answer(play);
  await rescue(play);
  await scene.goTo(day, '11:00');
  await scene.settle();
  await tellContacts(play);
  await takeSamples(play);
  await visit(play);
  await checkOn(play);
  await scene.goTo(day, '14:00');
  const left = await readSamples(play, capacity(play, 'tests'));
  await trace(play);
  await notifyCases(play);
  await ask(play);
  await answer(play);
  await rescue(play);
  await scene.goTo(day, '15:00');
  await notifyCases(play);
  // whoever was ordered to stay today has a first test today
  await takeSamples(play);
  await readSamples(play, left);
  await workOnBeds(play);
  await workOnZones(play);
  await scene.goTo(day, '17:00');
  await tellContacts(play);
  await notifyCases(play);
  await followContacts(play);
  await visit(play);
  await fileAppeals(play);
  await decideAppeals(play);
  await reviewRefusals(play);
  await answer(play);
  await scene.act(
    onShift.map(({ id, account }): Act => [command('crew.EndShift', { member: id, at: scene.now() }), account]),
  );
  await scene.goTo(day, '21:00');
  await scene.settle();
  await notifyCases(play);
  await reviewAreas(play);
  await workOnBeds(play);
  await reviewRefusals(play);
  await scene.settle();
  // what ends at midnight ends then, as on a server that never sleeps
  await scene.goTo(day + 1, '00:01');
  await scene.settle();
}
