import { type Refusal, refuse } from '../../kernel/refusal.ts';
import type { RegisteredCommand } from '../../kernel/registry.ts';
import type { Instant } from '../../kernel/time.ts';

/** Refusals of the runner itself, before any rule is asked. */
export const commandUnknown = (name: string): Refusal =>
  refuse('command-unknown', name, {
    en: `There is no command ${name}. See /api/docs for all commands.`,
    zh: `没有命令 ${name}，全部命令见 /api/docs。`,
  });

export const notPermitted = ({ name, label }: RegisteredCommand, area: string | undefined): Refusal =>
  refuse('not-permitted', name, {
    en: `“${label.en}” is not for this account${area ? ` at ${area}` : ''}. Ask somebody whose role and area cover it.`,
    zh: `此账户无权${area ? `在 ${area} ` : ''}办理“${label.zh}”，请由职责和辖区相符的人员办理。`,
  });

export const repeatedOtherwise = (id: string): Refusal =>
  refuse('command-id-taken', id, {
    en: `The command id ${id} was used before, by somebody else or about something else. Send this with an id of its own.`,
    zh: `命令编号 ${id} 已被他人或其他事项使用，请换用新的编号重新提交。`,
  });

export const fromFuture = (at: Instant, now: Instant): Refusal =>
  refuse('event-from-future', at, {
    en: `${at} lies in the future (now ${now}). Correct the time or the clock of the device.`,
    zh: `时间 ${at} 晚于现在（${now}），请更正时间或校准设备时钟。`,
  });

export const cutList = (why: string): Refusal =>
  refuse('too-much-to-decide', why, { en: `${why}. Choose a smaller place.`, zh: `${why}，请选择更小的范围。` });

/** PostgreSQL cannot store NUL or half a surrogate pair as text; refused with the input rather than failed at the disk. */
export function unstorable(input: unknown): Refusal | undefined {
  const text = JSON.stringify(input) ?? '';
  // JSON.stringify writes NUL and lone surrogates as escapes; a doubled backslash before them is an ordinary text
  const odd = /(?<!\\)(?:\\\\)*\\u(0000|d[89a-f][0-9a-f]{2})/.exec(text);
  if (!odd) return undefined;
  return refuse('text-unstorable', odd[0], {
    en: `The input holds a character that is no text (${odd[0]}). Remove it.`,
    zh: `输入含有无法保存的字符（${odd[0]}），请删除。`,
  });
}
