import type * as z from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';
import type { Purpose } from './actor.ts';
import type { Told } from './capability.ts';
import type { Pending } from './event.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { RegisteredCommand } from './registry.ts';
import type { Instant } from './time.ts';

/** A command on its way to a decision. */
export interface CommandCall {
  /** Chosen by the sender; a repeat is harmless. */
  id: string;
  command: string;
  input: unknown;
  /** When it happened, for work done offline; now when absent. */
  happenedAt?: Instant;
  cause?: string;
  purpose?: Purpose;
}

/** Checks the input against the command's schema. Unknown keys are refused, not dropped. */
export function readInput(command: RegisteredCommand, input: unknown): { input: any } | Refusal {
  const read = command.input.safeParse(input);
  if (read.success) return { input: read.data };
  // The same faults once more, in Chinese: the messages are made while reading.
  const chinese = command.input.safeParse(input, { error: zhCN().localeError }).error?.issues;
  const because = read.error.issues.map((issue, n) => {
    const field = issue.path.map(String).join('.') || '(input)';
    return refuse('field-invalid', field, {
      en: `${field}: ${issue.message}`,
      zh: `${field}：${ownChinese(issue) ?? chinese?.[n]?.message ?? issue.message}`,
    });
  });
  return refuse(
    'input-invalid',
    because.map((item) => item.value),
    {
      en: `${command.label.en} was not understood: ${because.map((item) => item.words.en).join('; ')}. Correct these fields.`,
      zh: `“${command.label.zh}”无法识别：${because.map((item) => item.words.zh).join('；')}。请更正这些项目。`,
    },
    because,
  );
}

/** A rule of ours (`refine`) brings its Chinese as `params.zh`; the library's own messages are translated by it. */
const ownChinese = (issue: z.core.$ZodIssue): string | undefined =>
  issue.code === 'custom' && typeof issue.params?.['zh'] === 'string' ? issue.params['zh'] : undefined;

/** Decides a call on a state: the same on the server and on a phone. Returns events ready to append, or a refusal. */
export function decideCall(
  command: RegisteredCommand,
  call: CommandCall,
  input: any,
  state: unknown,
  told: Told,
  exercise: boolean,
): Pending[] | Refusal {
  const { work } = command;
  const here =
    work && !('worked' in told) ? work.does(told.found[work.on] ?? [], work.given(input, told)) : told.worked;
  const outcome = command.decide(state, input, work ? { ...told, worked: here } : told);
  if (isRefusal(outcome)) return outcome;
  const area = command.area(input, state) ?? told.actor.area;
  const { actor } = told;
  return outcome.map((event, n) => ({
    id: `${call.id}:${n}`,
    stream: `${command.kind}/${command.stream(input)}`,
    type: event.type,
    data: event.data,
    area: event.area ?? area,
    actor: {
      id: actor.id,
      name: actor.name,
      role: actor.role,
      org: { id: actor.org.id, name: actor.org.name, level: actor.org.level },
    },
    purpose: call.purpose ?? command.purpose,
    happenedAt: event.happenedAt ?? call.happenedAt ?? told.now,
    ...(event.edition ? { edition: event.edition } : {}),
    command: call.id,
    ...(call.cause ? { cause: call.cause } : {}),
    ...(exercise ? { exercise: true } : {}),
  }));
}
