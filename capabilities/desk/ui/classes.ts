import { pinyin } from 'pinyin-pro';
import { useMemo } from 'react';
import { useGet } from '../../../kit/client.tsx';
import type { Tone } from '../../../kit/parts.tsx';
import type { Picked } from '../../../kit/pick.tsx';
import { say } from '../../../kit/words.ts';
import type { RequestClass, Urgency } from '../../requests/index.ts';

export type OfferedClass = Pick<
  RequestClass,
  'code' | 'names' | 'group' | 'urgency' | 'personal' | 'attributes' | 'open311'
>;

/** The classes in force, and their names by code. */
export function useClasses() {
  const { data, refusal } = useGet<{ classes: OfferedClass[]; callBack: { attempts: number; channels: number } }>(
    '/api/requests/classes',
  );
  return useMemo(() => {
    const byCode = new Map((data?.classes ?? []).map((each) => [each.code, each]));
    return {
      classes: data?.classes ?? [],
      byCode,
      nameOf: (code: string) => say(byCode.get(code)?.names) || code,
      callBack: data?.callBack ?? { attempts: 0, channels: 0 },
      refusal,
    };
  }, [data, refusal]);
}

/** Classes whose code, English words, Chinese name, pinyin initials or keywords begin with or hold what was typed; the best first. */
export function classesFor(text: string, classes: readonly OfferedClass[]): Picked[] {
  const typed = text.trim().toLowerCase();
  if (!typed) return [];
  const found = classes.flatMap((each) => {
    const initials = pinyin(each.names.zh, {
      pattern: 'first',
      toneType: 'none',
      type: 'array',
      nonZh: 'removed',
    }).join('');
    const starts = [each.code, each.names.en.toLowerCase(), each.names.zh, initials].some((key) =>
      key.startsWith(typed),
    );
    const holds = [
      each.names.en.toLowerCase(),
      each.names.zh,
      initials,
      ...each.open311.keywords.map((word) => word.toLowerCase()),
    ].some((key) => key.includes(typed));
    return starts || holds
      ? [{ rank: starts ? 0 : 1, option: { id: each.code, title: say(each.names), note: initials } }]
      : [];
  });
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 9)
    .map((item) => item.option);
}

export const urgencyTone: Record<Urgency, Tone> = {
  life: 'bad',
  urgent: 'warn',
  utility: 'info',
  ordinary: 'plain',
  complex: 'plain',
};
