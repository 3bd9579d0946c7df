import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isRefusal } from '../../kernel/refusal.ts';
import type { RegisteredView } from '../../kernel/registry.ts';
import type { City } from '../city.ts';
import type { ListQuery } from '../views/read.ts';
import { whoAsks } from './session.ts';
import { statusOf } from './status.ts';

const MAX_PAGE = 500;
const RESERVED = new Set(['within', 'ids', 'q', 'order', 'cursor', 'limit', 'count', 'purpose', 'fields']);

/** One address a view: a page of rows, or one row. */
export function viewRoutes(app: FastifyInstance, city: City): void {
  for (const view of city.registry.views.values()) {
    const path = `/api/views/${view.name.replace('.', '/')}`;
    const schema = {
      tags: [view.name.split('.')[0] as string],
      summary: view.name,
      description: `Columns to filter by (also column_from, column_to; fields=a,b for short rows): ${Object.keys(view.columns).join(', ')}. For ${Object.keys(view.reads).join(', ')}.`,
    };
    app.get(path, { schema }, async (request, reply) => {
      const account = whoAsks(request, reply);
      if (!account) return reply;
      const page = await city.reads.text(account, view.name, queryOf(view, request), purposeOf(request));
      if (typeof page !== 'string') return reply.code(statusOf(page)).send({ refusal: page });
      return reply.type('application/json; charset=utf-8').send(page);
    });
    app.get(`${path}/:id`, { schema }, async (request, reply) => {
      const account = whoAsks(request, reply);
      if (!account) return reply;
      const row = await city.reads.one(account, view.name, (request.params as { id: string }).id, purposeOf(request));
      return isRefusal(row) ? reply.code(statusOf(row)).send({ refusal: row }) : row;
    });
  }
}

const purposeOf = (request: FastifyRequest): string | undefined =>
  (request.headers['x-tandem-purpose'] as string | undefined) ?? (request.query as Record<string, string>)['purpose'];

/** Reads a question from an address: repeated values mean "one of", `null` means empty. */
function queryOf(view: RegisteredView, request: FastifyRequest): ListQuery {
  const asked = request.query as Record<string, string | string[]>;
  const text = (name: string): string | undefined => [asked[name]].flat()[0] || undefined;
  const where: NonNullable<ListQuery['where']> = {};
  for (const [name, value] of Object.entries(asked)) {
    if (!RESERVED.has(name) && value !== '') where[name] = value === 'null' ? null : value;
  }
  const limit = Math.min(Math.max(1, Math.floor(Number(text('limit') ?? 50)) || 50), MAX_PAGE);
  return {
    view: view.name,
    where,
    limit,
    within: text('within'),
    q: text('q'),
    order: text('order'),
    cursor: text('cursor'),
    ...(asked['fields'] ? { fields: [asked['fields']].flat().flatMap((names) => names.split(',')) } : {}),
    ...(asked['ids'] ? { ids: [asked['ids']].flat().flatMap((ids) => ids.split(',')) } : {}),
    ...(text('count') ? { count: true } : {}),
  };
}
