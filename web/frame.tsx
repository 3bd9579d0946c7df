import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { useNow, useRejected, useSession, useStatus } from '../kit/client.tsx';
import { Icon, Mark } from '../kit/icon.tsx';
import { useDrawn } from '../kit/page.tsx';
import { when } from '../kit/when.ts';
import { half, LANGUAGES, say, setLanguage, useLanguage, useWords } from '../kit/words.ts';
import { inSection, menuOf, pageAt, tabsOf, topOf } from './menu.ts';
import { useTheme } from './theme.ts';
import { words } from './words.ts';

/** What is round every page: brand, menu, language, light, clock, account, network. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useWords(words);
  const [path] = useLocation();
  const { account, grants } = useSession();
  const menu = account ? menuOf(grants) : [];
  const top = topOf(menu);
  const tabs = account ? tabsOf(menu, path) : [];
  const menuBar = useCurrentInView(path, top.length);
  const tabBar = useCurrentInView(path, tabs.length);
  return (
    <div className={`frame ${top.length > 1 ? 'has-menu' : ''}`}>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="head">
        <Link href="/" className="brand" aria-label="Tandem 双统筹">
          <Mark />
          <span>Tandem</span>
          <span lang="zh">双统筹</span>
        </Link>
        {top.length > 1 && (
          <nav ref={menuBar} className="menu" aria-label={t('menu')}>
            {top.map((entry) => (
              <Link key={entry.path} href={entry.path} aria-current={inSection(entry, path) ? 'page' : undefined}>
                <Icon name={entry.icon} />
                <span>{say(entry.label)}</span>
              </Link>
            ))}
          </nav>
        )}
        <div className="head-end">
          <Network />
          <Tools />
        </div>
      </header>
      <Exercise />
      <RefusedHere />
      <Cut />
      {tabs.length > 0 && (
        <nav ref={tabBar} className="section-tabs" aria-label={say(tabs[0]?.label)}>
          {tabs.map((entry) => (
            <Link key={entry.path} href={entry.path} aria-current={pageAt(path) === entry ? 'page' : undefined}>
              {say(entry.label)}
            </Link>
          ))}
        </nav>
      )}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** A bar wider than the phone shows where one is: its current link is moved into view. */
function useCurrentInView(path: string, links: number) {
  const bar = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path, or more links, is another current one
  useEffect(() => {
    const link = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (bar.current && link)
      bar.current.scrollLeft = link.offsetLeft - (bar.current.clientWidth - link.offsetWidth) / 2;
  }, [path, links]);
  return bar;
}

/** Work done without network that the server did not accept: said until it has been read. */
function RefusedHere() {
  const t = useWords(words);
  const { rejected, dismiss } = useRejected();
  return rejected.map(({ id, refusal, at }) => (
    <section key={id} className="refused-here" role="alert">
      <p>
        <strong>{t('refusedHere', { at: when(at) })}</strong> {say(refusal.words)} <code>{refusal.refused}</code>
      </p>
      <button type="button" onClick={() => dismiss(id)}>
        {t('understood')}
      </button>
    </section>
  ));
}

/** Without network a part of the list is missing: never silently. */
function Cut() {
  const t = useWords(words);
  const { online, cut } = useStatus();
  return !online && cut ? (
    <section className="refused-here" role="status">
      <p>{t('cut')}</p>
    </section>
  ) : null;
}

function Exercise() {
  const t = useWords(words);
  const { exercise, clock } = useSession();
  // the line keeps its height while the session is asked, so that nothing jumps
  if (!clock) return <div className="clock-line" />;
  return (
    <section className={`clock-line ${exercise ? 'exercise' : ''}`} aria-label={t('cityTime')}>
      {exercise && (
        <>
          <strong>{t('exercise')}</strong>
          <span className="wide-only">{t('exerciseNote')}</span>
        </>
      )}
      <CityClock />
    </section>
  );
}

/** Drawn after the page: a browser's first look into its calendar takes longer than drawing everything else here. */
function CityClock() {
  const t = useWords(words);
  const now = useNow(1_000);
  const drawn = useDrawn();
  return (
    <span className="city-clock">
      {t('cityTime')} <time dateTime={now}>{drawn && when(now, 'full')}</time>
    </span>
  );
}

function Network() {
  const t = useWords(words);
  const { online, pending } = useStatus();
  return (
    <span role="status" className="network">
      {!online && (
        <span className="status warn" title={t('kept')}>
          <Icon name="offline" />
          <span>{t('offline')}</span>
        </span>
      )}
      {pending > 0 && (
        <span className="status info">
          <Icon name="cloud" />
          <b aria-hidden="true">{pending}</b>
          <span>{t('unsent', { count: pending })}</span>
        </span>
      )}
    </span>
  );
}

function Tools() {
  const t = useWords(words);
  const { account, exercise, signOut } = useSession();
  const language = useLanguage();
  const { isDark, turn } = useTheme();
  const other = LANGUAGES.find((one) => one.id !== language) ?? LANGUAGES[0];
  const [path, go] = useLocation();
  const who = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const away =
        event instanceof KeyboardEvent ? event.key === 'Escape' : !who.current?.contains(event.target as Node);
      if (away && who.current) who.current.open = false;
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  return (
    <>
      {other && (
        <button type="button" className="button quiet normal" lang={other.id} onClick={() => setLanguage(other.id)}>
          <span>{other.name}</span>
        </button>
      )}
      {!account && (
        <button
          type="button"
          className="button quiet normal"
          aria-label={isDark ? t('lookLight') : t('lookDark')}
          onClick={turn}
        >
          <Icon name={isDark ? 'sun' : 'moon'} />
        </button>
      )}
      {account && (
        <details key={path} ref={who} className="who">
          <summary aria-label={account.name}>
            <Icon name="person" />
            <span className="wide-only">{account.name}</span>
          </summary>
          <div className="who-card">
            <p>
              <strong>{account.name}</strong>
            </p>
            <p className="small muted">{say(account.title)}</p>
            <p className="small muted">{half(account.org.name)}</p>
            <button type="button" className="button plain normal" onClick={turn}>
              <Icon name={isDark ? 'sun' : 'moon'} />
              <span>{isDark ? t('lookLight') : t('lookDark')}</span>
            </button>
            {exercise && (
              <Link href="/start" className="button plain normal">
                <span>{t('otherRole')}</span>
              </Link>
            )}
            <button type="button" className="button plain normal" onClick={() => void signOut().then(() => go('/'))}>
              <Icon name="out" />
              <span>{t('signOut')}</span>
            </button>
          </div>
        </details>
      )}
    </>
  );
}
