import { useWords } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';

const words = { en: { person: 'person {{n}}' }, zh: { person: '成员{{n}}' } };

/** Somebody by door and number, `锦绣苑 3栋1单元502 · 成员1`: a list of people needs nobody's name. A household is its door. */
export function usePersonDoor(): (person: string) => string {
  const t = useWords(words);
  const place = usePlaceName();
  return (person) => {
    const n = /\.p(\d+)$/.exec(person)?.[1];
    return [place(person, { under: 'door' }), n && t('person', { n })].filter(Boolean).join(' · ');
  };
}
