import { isWithin } from '../../kernel/place.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { addHours } from '../../kernel/time.ts';
import { portOf } from '../../server/port.ts';
import { register } from '../../server/register.ts';
import type { Worker } from './crew.ts';
import { type Act, command, type Scene } from './scene.ts';

/** What a morning brings to an area, over and over: kind, what is carried, first hour and last of the window. */
const ERRANDS = [
  ['delivery', [{ name: '蔬菜包', amount: '1 份' }], 0, 3],
  ['check', undefined, 0, 5],
  ['delivery', [{ name: '降压药', amount: '2 盒' }], 1, 3],
  ['sampling', undefined, 0, 2],
  ['delivery', [{ name: '婴儿奶粉', amount: '1 罐' }], 0, 4],
  ['care', undefined, 2, 5],
] as const;
const NOTES = ['放在门口，住户开门确认', '当面交给本人'];

/** The morning's visits of an area, building by building in turn, as its officer asks for them. */
export async function askMorning(scene: Scene, area: string, many: number): Promise<void> {
  const homes = scene.households.filter(({ path }) => isWithin(path, area)).map(({ path }) => path);
  const step = Math.max(1, Math.floor(homes.length / many));
  const officer = scene.as('community-officer');
  const acts = homes
    .filter((_, n) => n % step === 0)
    .slice(0, many)
    .map((household, n): Act => {
      const [kind, items, from, to] = ERRANDS[n % ERRANDS.length] as (typeof ERRANDS)[number];
      const window = { from: addHours(scene.now(), from), to: addHours(scene.now(), to) };
      const input = {
        id: `morning-${n + 1}`,
        kind,
        household,
        window,
        urgent: n % 11 === 5,
        ...(items ? { items } : {}),
      };
      return [command('visits.PlanVisit', input), officer];
    });
  await scene.act(acts);
  await scene.settle();
}

/** Today's rounds of an area, asked for at the same address as the dispatcher's page and accepted by the same officer; the first doors are done. */
export async function planRounds(scene: Scene, area: string, workers: Worker[]): Promise<void> {
  const address = '/api/rounds/propose';
  const route = register.routes({ exercise: true }).find(({ path }) => path === address);
  if (!route) throw new Error(`demo-route: no ${address}. Register the routes of rounds.`);
  const running = await scene.look({ view: 'rounds.rounds', where: { scope: area, status: 'running' } });
  if (running.length > 0) return;
  const account = scene.as('community-officer');
  const reply = await route.handle({ account, params: {}, query: {}, headers: {}, body: { area } }, portOf(scene.city));
  if (isRefusal(reply)) throw new Error(`demo-rounds: ${reply.refused}: ${reply.words.en}`);
  const { id } = reply.body as { id: string };
  await scene.send([command('rounds.AcceptRounds', { id })], account);
  await scene.settle();
  await setOut(scene, id, workers);
}

/** Everybody has left for the first door, and every second one has done it. */
async function setOut(scene: Scene, id: string, workers: Worker[]): Promise<void> {
  const [row] = await scene.look<{ lines: { member: string; stops: { visit: string; leg: string }[] }[] }>({
    view: 'rounds.rounds',
    ids: [id],
  });
  const acts = (row?.lines ?? []).flatMap(({ member, stops }, n): Act[] => {
    const worker = workers.find((each) => each.id === member);
    const first = stops[0];
    if (!worker || first?.leg !== 'visit') return [];
    const start: Act = [command('visits.StartVisit', { id: first.visit }), worker.account];
    if (n % 2 === 1) return [start];
    const proof = { note: NOTES[n % NOTES.length] as string, handedTo: '住户' };
    return [
      start,
      [command('visits.CompleteVisit', { id: first.visit, outcome: 'done', heard: true, proof }), worker.account],
    ];
  });
  await scene.act(acts);
  await scene.settle();
}

interface Walked {
  lines: { member: string; stops: { visit: string; leg: string; begins: string; leaves: string }[] }[];
}

/** An area's rounds go on: every stop whose time is over is done, in order, and the next one is under way. */
export async function walkRounds(scene: Scene, area: string, workers: Worker[]): Promise<void> {
  const [row] = await scene.look<Walked>({ view: 'rounds.rounds', where: { scope: area, status: 'running' } });
  const lines = row?.lines ?? [];
  const ids = lines.flatMap(({ stops }) => stops.map(({ visit }) => visit));
  const visits = await scene.look<{ id: string; status: string }>({
    view: 'visits.visits',
    ids,
    limit: ids.length + 1,
  });
  const status = new Map(visits.map((visit) => [visit.id, visit.status]));
  const now = scene.now();
  const acts = lines.flatMap(({ member, stops }): Act[] => {
    const account = workers.find((each) => each.id === member)?.account;
    if (!account) return [];
    const steps: Act[] = [];
    for (const { visit, leg, begins, leaves } of stops) {
      const at = status.get(visit);
      if (at === 'done') continue;
      if (leg !== 'visit' || begins > now || (at !== 'started' && at !== 'assigned')) break;
      if (at === 'assigned') steps.push([command('visits.StartVisit', { id: visit }), account]);
      if (leaves > now) break;
      const proof = { note: NOTES[steps.length % NOTES.length] as string, handedTo: '住户' };
      steps.push([command('visits.CompleteVisit', { id: visit, outcome: 'done', heard: true, proof }), account]);
    }
    return steps;
  });
  await scene.act(acts);
  await scene.settle();
}
