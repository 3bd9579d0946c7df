import { day } from '../../../kit/when.ts';
import { useWords } from '../../../kit/words.ts';
import { useRuleNames } from '../../editions/ui/index.ts';
import type { ContactRow } from '../views.ts';
import { words } from './words.ts';

const CHANNELS = ['phone', 'visit', 'sms', 'letter', 'app'] as const;

/** A line of the history in words: what it says beside the step may be a day, a channel, a class or a reason. */
export function useHistory() {
  const t = useWords(words);
  const { personClass } = useRuleNames();
  const dated = (text: string) => text.replace(/\d{4}-\d{2}-\d{2}/g, (found) => day(found));
  return ({ what, detail }: ContactRow['history'][number]): { title: string; body: string | undefined } => {
    const title = t((what === 'closed' || what === 'missed' ? `${what}_history` : what) as 'listed');
    if (!detail) return { title, body: undefined };
    if (what === 'closed') return { title, body: t(detail as 'lost') };
    if (what === 'reclassified') return { title, body: detail.split(' > ').map(personClass).join(' → ') };
    if ((CHANNELS as readonly string[]).includes(detail)) return { title, body: t(`by.${detail}` as 'by.phone') };
    return { title, body: dated(detail).replace(' > ', ' → ') };
  };
}
