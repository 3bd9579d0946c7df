import { Tabs } from '../../../kit/filters.tsx';
import { Page } from '../../../kit/page.tsx';
import { useWords } from '../../../kit/words.ts';
import { Places } from './places.tsx';
import { Stock } from './stock.tsx';
import { Testing } from './testing.tsx';
import { words } from './words.ts';
import './reserves.css';

/** What the city could do: places by tier with what is coming, tests in a day, goods against their target. */
export default function ReservesPage() {
  const t = useWords(words);
  return (
    <Page title={t('title')} lead={t('lead')} width="wide">
      <Tabs
        name="reserves"
        label={t('title')}
        tabs={[
          { id: 'places', label: t('beds'), body: () => <Places /> },
          { id: 'testing', label: t('testing'), body: () => <Testing /> },
          { id: 'stock', label: t('stock'), body: () => <Stock /> },
        ]}
      />
    </Page>
  );
}
