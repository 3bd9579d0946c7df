import { day } from '../../../kit/when.ts';
import { useLanguage } from '../../../kit/words.ts';
import { usePlaceName } from '../../places/ui/index.ts';
import type { Reader } from '../subject.ts';

/** The reader of this screen, who knows the community: places are said without it. */
export function useReader(): Reader {
  const language = useLanguage();
  const place = usePlaceName();
  return { language, day, place: (path) => place(path, { under: 'door' }) };
}
