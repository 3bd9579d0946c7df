import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';
import { PURPOSES } from '../../kernel/actor.ts';
import { readInstant } from '../../kernel/time.ts';
import type { City } from '../city.ts';
import { whoAsks } from './session.ts';
import { statusOf } from './status.ts';

const envelope = z.strictObject({
  id: z.string().min(8).max(200),
  input: z.unknown(),
  happenedAt: z
    .string()
    .refine((text) => readInstant(text) !== undefined, 'not a moment with a zone')
    .transform((text) => readInstant(text))
    .optional(),
  purpose: z.enum(PURPOSES).optional(),
});

/** One address a command, made from its schema. */
export function commandRoutes(app: FastifyInstance, city: City): void {
  for (const command of city.registry.commands.values()) {
    const [capability, name] = command.name.split('.') as [string, string];
    if (command.roles.every((role) => role === 'system')) continue;
    app.post(
      `/api/commands/${capability}/${name}`,
      {
        schema: {
          tags: [capability],
          summary: `${command.label.en} · ${command.label.zh}`,
          description: `For ${command.roles.filter((role) => role !== 'system').join(', ')}. Purpose: ${command.purpose}.`,
          body: {
            type: 'object',
            required: ['id', 'input'],
            properties: {
              id: { type: 'string', description: 'Chosen by the sender; a repeat is harmless.' },
              input: schemaOf(command.input),
              happenedAt: { type: 'string', format: 'date-time' },
              purpose: { type: 'string', enum: [...PURPOSES] },
            },
          },
        },
        // the runner reads the input, so that a phone and a socket are judged alike
        validatorCompiler: () => () => true,
      },
      async (request, reply) => {
        const account = whoAsks(request, reply);
        if (!account) return reply;
        const read = envelope.safeParse(request.body);
        if (!read.success) {
          const faults = (issues: typeof read.error.issues) =>
            issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
          const what = faults(read.error.issues);
          const chinese = envelope.safeParse(request.body, { error: zhCN().localeError }).error?.issues;
          return reply.code(400).send({
            refusal: {
              refused: 'request-invalid',
              value: what,
              words: { en: `The command was not understood: ${what}.`, zh: `命令无法识别：${faults(chinese ?? [])}。` },
            },
          });
        }
        const outcome = await city.run({ ...read.data, command: command.name }, account);
        if ('refusal' in outcome) return reply.code(statusOf(outcome.refusal)).send(outcome);
        return outcome;
      },
    );
  }
}

function schemaOf(schema: z.ZodType): object {
  const { $schema: _version, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<
    string,
    unknown
  >;
  return rest;
}
