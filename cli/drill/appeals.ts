import { hoursBetween } from '../../kernel/time.ts';
import type { Act } from '../demo/scene.ts';
import { as, type Play, personOf } from './play.ts';

interface Appeal {
  id: string;
  area: string;
  stay: string;
  appeal: string;
}

/** Of those who stay since yesterday, some appeal; who was wrongly named always does. */
export async function fileAppeals(play: Play): Promise<void> {
  const { scene, text } = play;
  const open = await scene.look<{ id: string; area: string; person: string; startsAt: string }>({
    view: 'stays.orders',
    where: { status: 'open' },
    limit: 20_000,
    order: 'id',
  });
  const filed = new Set(
    (await scene.look<Appeal>({ view: 'stays.appeals', limit: 20_000, order: 'id' })).map(({ stay }) => stay),
  );
  await scene.act(
    open
      .filter(
        ({ id }) =>
          !filed.has(id) &&
          (play.wrong.has(id) || scene.chance(`${text.seed}/appeals ${id} ${play.day}`).next() < text.people.appeals),
      )
      .map(({ id, person }): Act => {
        const who = personOf(play, play.numbers.get(person) as number);
        return as(play, 'desk', 'stays.FileAppeal', {
          id,
          appeal: `A-${id.slice(2)}`,
          by: { name: who.name, ...(who.phone ? { phone: who.phone } : {}), relation: 'self' },
          channel: who.phone ? 'phone' : 'door',
          grounds: '我没有与病例接触过，请核实。',
        });
      }),
  );
  await scene.settle();
}

/** The reviewers decide what they can in a day, the oldest first; evidence shown false falls everywhere. */
export async function decideAppeals(play: Play): Promise<void> {
  const open = await play.scene.look<Appeal>({
    view: 'stays.appeals',
    where: { status: 'open' },
    limit: 20_000,
    order: 'dueAt',
  });
  await play.scene.act(
    open.slice(0, play.text.capacity.appeals).map(({ stay, appeal }) => {
      const wrong = play.wrong.has(stay);
      return as(play, 'reviewer', 'stays.DecideAppeal', {
        id: stay,
        appeal,
        decision: wrong ? 'overturned' : 'upheld',
        reason: wrong
          ? { en: 'Investigation shows no contact with the case.', zh: '经核查，与病例无接触。' }
          : { en: 'Investigation confirms the contact with the case.', zh: '经核查，确与病例有接触。' },
        falseEvidence: wrong ? [`contact:C-${stay.slice(2)}`] : [],
      });
    }),
  );
  await play.scene.settle();
}

/** Refusals of care whose hours have passed are reviewed. */
export async function reviewRefusals(play: Play): Promise<void> {
  const { scene, text } = play;
  const open = await scene.look<{ id: string; area: string; at: string }>({
    view: 'requests.refusals',
    where: { reviewed: false },
    limit: 10_000,
    order: 'id',
  });
  await scene.act(
    open
      .filter(({ at }) => hoursBetween(at, scene.now()) >= text.capacity.reviewHours)
      .map(({ id }) =>
        as(play, 'reviewer', 'requests.ReviewCareRefusal', {
          id,
          finding: 'unjustified',
          note: '不得以核酸结果为由拒诊 / no test may stand before care',
        }),
      ),
  );
  await scene.settle();
}
