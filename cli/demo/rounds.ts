import { isRefusal } from '../../kernel/refusal.ts';
import { portOf } from '../../server/port.ts';
import { register } from '../../server/register.ts';
import { command, type Scene } from './scene.ts';

/** Today's rounds of an area, asked for at the same address as the dispatcher's page and accepted by the same officer. */
export async function planRounds(scene: Scene, area: string): Promise<void> {
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
}
