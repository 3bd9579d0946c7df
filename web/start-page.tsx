import { useState } from 'react';
import { Redirect, useLocation } from 'wouter';
import type { Role } from '../kernel/actor.ts';
import type { Refusal as Refused, Words } from '../kernel/refusal.ts';
import { refusalOf, useClient, useGet, useSession } from '../kit/client.tsx';
import { Icon, type IconName, Mark } from '../kit/icon.tsx';
import { Refusal, Waiting } from '../kit/parts.tsx';
import { say, useWords } from '../kit/words.ts';
import { words } from './door-words.ts';
import MakingPage, { type Making } from './making-page.tsx';

interface DemoAccount {
  id: string;
  name: string;
  role: Role;
  title?: Words;
  about?: Words;
  home: string;
}

/** Which track a role works on; both for those who join them. */
const TRACKS: Partial<Record<Role, 'control' | 'life'>> = {
  investigator: 'control',
  reviewer: 'control',
  officer: 'control',
  resident: 'life',
  volunteer: 'life',
  grid: 'life',
  desk: 'life',
  supply: 'life',
};
const SIGNS: Partial<Record<Role, IconName>> = {
  resident: 'home',
  volunteer: 'heart',
  grid: 'route',
  desk: 'phone',
  investigator: 'persons',
  officer: 'lock',
  reviewer: 'edit',
  hq: 'wide',
  overseer: 'eye',
  supply: 'inbox',
  trainer: 'clock',
  admin: 'filter',
};

/** Residents come first: the city is there for them. */
const ORDER = Object.keys(SIGNS);
const inOrder = (a: DemoAccount, b: DemoAccount): number => ORDER.indexOf(a.role) - ORDER.indexOf(b.role);

/** The door of the demonstration city: one card a role, one click. */
export default function StartPage() {
  const t = useWords(words);
  const client = useClient();
  const { again } = useSession();
  const [, go] = useLocation();
  const progress = useGet<Making>('/api/progress');
  const accounts = useGet<DemoAccount[]>(progress.data?.ready === false ? undefined : '/api/demo/accounts');
  const [refusal, setRefusal] = useState<Refused>();
  const [entering, setEntering] = useState('');
  if (progress.data?.ready === false) return <MakingPage />;
  if (accounts.refusal)
    return accounts.refusal.refused === 'no-answer' ? (
      <div className="page narrow">
        <Refusal refusal={accounts.refusal} onAgain={accounts.again} />
      </div>
    ) : (
      <Redirect to="/sign-in" replace />
    );

  const about = (role: Role): string => (role === 'system' ? '' : t(role));
  const enter = async ({ id, home }: DemoAccount) => {
    setEntering(id);
    try {
      await client.post('/api/session/demo', { account: id });
      await again();
      go(home);
    } catch (error) {
      setRefusal(refusalOf(error));
      setEntering('');
    }
  };
  return (
    <div className="page start">
      <section className="start-head">
        <Mark />
        <div>
          <h1>{t('startTitle')}</h1>
          <p className="tagline">{t('tagline')}</p>
          <p className="lead">{t('startLead')}</p>
        </div>
      </section>
      <Refusal refusal={refusal} />
      {accounts.loading && <Waiting rows={6} />}
      <div className="start-tracks">
        {(['life', 'control', 'both'] as const).map((track) => (
          <section key={track} className={`start-track track-${track}`} aria-labelledby={`track-${track}`}>
            <h2 id={`track-${track}`}>{t(track)}</h2>
            <ul className="start-cards">
              {accounts.data
                ?.filter((account) => (TRACKS[account.role] ?? 'both') === track)
                .sort(inOrder)
                .map((account) => (
                  <li key={account.id}>
                    <button
                      type="button"
                      className="start-card"
                      aria-busy={entering === account.id}
                      disabled={entering !== ''}
                      onClick={() => void enter(account)}
                    >
                      <Icon name={SIGNS[account.role] ?? 'person'} />
                      <span className="start-title">{say(account.title) || account.role}</span>
                      <span className="start-name">{account.name}</span>
                      <span className="start-about">{account.about ? say(account.about) : about(account.role)}</span>
                      <span className="start-go" aria-hidden="true">
                        {entering === account.id ? <span className="spinner" /> : <Icon name="right" />}
                      </span>
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}
