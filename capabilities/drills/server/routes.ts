import * as z from 'zod';
import type { Route } from '../../../kernel/port.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { DrillRuns } from './runs.ts';

const ROLES = ['trainer', 'hq'] as const;
const wanted = z.strictObject({
  scenario: z.string().min(1).max(80),
  seed: z.int().min(0).max(2_147_483_647).optional(),
});
const notFound = (id: string) =>
  refuse('drill-run-unknown', id, {
    en: `No run ${id} on this server. Start the drill again.`,
    zh: `本服务器没有演练 ${id}，请重新开始。`,
  });

/** Addresses of live drills. They write nothing into the city: a drill is played by a program with a database of its own. */
export function drillRoutes(runs = new DrillRuns()): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/drills/scenarios',
      roles: ROLES,
      summary: { en: 'Drills that can be played', zh: '可演练的场景' },
      handle: async () => ({ body: { rows: await runs.cards() } }),
    },
    {
      method: 'GET',
      path: '/api/drills/runs',
      roles: ROLES,
      summary: { en: 'Drills played on this server', zh: '本服务器的演练' },
      handle: async () => ({
        body: { rows: runs.all().map(({ frames, ...run }) => ({ ...run, frames: frames.slice(-1) })) },
      }),
    },
    {
      method: 'POST',
      path: '/api/drills/runs',
      roles: ROLES,
      summary: { en: 'Play a drill', zh: '开始演练' },
      async handle({ account, body }, city) {
        const read = wanted.safeParse(body);
        if (!read.success)
          return refuse('field-invalid', body, {
            en: 'Name a drill, and a seed as a whole number from 0.',
            zh: '请指定演练场景；随机种子为 0 以上整数。',
          });
        const card = (await runs.cards()).find(({ id }) => id === read.data.scenario);
        if (!card)
          return refuse('drill-unknown', read.data.scenario, {
            en: `No drill ${read.data.scenario}. Choose one of the list.`,
            zh: `没有演练 ${read.data.scenario}，请从列表选择。`,
          });
        const busy = runs.running();
        if (busy)
          return refuse('drill-busy', busy.id, {
            en: `${busy.by} is playing ${busy.scenario}. Wait for its end or stop it.`,
            zh: `${busy.by} 正在进行 ${busy.scenario}，请等待结束或先停止。`,
          });
        return { status: 201, body: runs.start(city.newId(), card, account.name, city.now(), read.data.seed ?? null) };
      },
    },
    {
      method: 'GET',
      path: '/api/drills/runs/:id',
      roles: ROLES,
      summary: { en: 'A drill as it unfolds', zh: '演练实况' },
      async handle({ params }) {
        const id = params['id'] ?? '';
        const run = runs.all().find((each) => each.id === id);
        return run ? { body: run } : notFound(id);
      },
    },
    {
      method: 'POST',
      path: '/api/drills/runs/:id/stop',
      roles: ROLES,
      summary: { en: 'Stop a drill', zh: '停止演练' },
      async handle({ params }) {
        const id = params['id'] ?? '';
        const run = runs.cancel(id);
        return run ? { body: run } : notFound(id);
      },
    },
  ];
}
