import { Link } from 'wouter';
import { Page } from '../kit/page.tsx';
import { Empty } from '../kit/parts.tsx';
import { useWords } from '../kit/words.ts';
import { words } from './words.ts';

export function NotFound() {
  const t = useWords(words);
  return (
    <Page title="404" width="narrow">
      <Empty icon="route" title={t('lost')}>
        <p>{t('lostNote')}</p>
        <Link href="/" className="button main normal">
          <span>{t('home')}</span>
        </Link>
      </Empty>
    </Page>
  );
}

/** Signed in, but none of the pages is for this role. */
export function NoPage() {
  const t = useWords(words);
  return (
    <Page title="Tandem" width="narrow">
      <Empty icon="lock" title={t('noPage')}>
        <p>{t('noPageNote')}</p>
      </Empty>
    </Page>
  );
}
