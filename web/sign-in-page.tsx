import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Refusal as Refused } from '../kernel/refusal.ts';
import { useClient, useSession } from '../kit/client.tsx';
import { Mark } from '../kit/icon.tsx';
import { Page } from '../kit/page.tsx';
import { Button, Refusal } from '../kit/parts.tsx';
import { useWords } from '../kit/words.ts';
import { words } from './door-words.ts';

/** Plain inputs rather than a form from a schema: this page must be light. */
export default function SignInPage() {
  const t = useWords(words);
  const client = useClient();
  const { again, exercise } = useSession();
  const [, go] = useLocation();
  const [refusal, setRefusal] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setBusy(true);
    const outcome = await client.signIn({
      account: String(given.get('account')),
      password: String(given.get('password')),
    });
    setBusy(false);
    if (!outcome.ok) return setRefusal(outcome.refusal);
    await again();
    go('/');
  };
  return (
    <Page
      title={
        <>
          <Mark /> {t('signIn')}
        </>
      }
      tab={t('signIn')}
      lead={t('signInLead')}
      width="narrow"
    >
      <form className="form card" onSubmit={(event) => void send(event)}>
        <div className="field">
          <label htmlFor="account">{t('account')}</label>
          <input id="account" name="account" autoComplete="username" required autoCapitalize="none" />
        </div>
        <div className="field">
          <label htmlFor="password">{t('password')}</label>
          <input id="password" name="password" type="password" autoComplete="current-password" required />
        </div>
        <Refusal refusal={refusal} />
        <Button type="submit" look="main" size="large" busy={busy}>
          {t('signIn')}
        </Button>
      </form>
      {exercise && (
        <p>
          <Link href="/start">{t('demo')}</Link>
        </p>
      )}
    </Page>
  );
}
