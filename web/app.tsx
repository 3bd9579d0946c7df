import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Redirect, useLocation } from 'wouter';
import { useSession } from '../kit/client.tsx';
import { Toasts } from '../kit/dialog.tsx';
import { Refusal, Waiting } from '../kit/parts.tsx';
import { setZone } from '../kit/when.ts';
import { useLanguage } from '../kit/words.ts';
import { Broken } from './broken.tsx';
import { Frame } from './frame.tsx';
import { menuOf, pageAt } from './menu.ts';
import { NoPage, NotFound } from './not-found.tsx';

const StartPage = lazy(() => import('./start-page.tsx'));
const SignInPage = lazy(() => import('./sign-in-page.tsx'));
const MakingPage = lazy(() => import('./making-page.tsx'));

/** The shell. It draws itself again when the language changes, and everything below with it. */
export function App() {
  const language = useLanguage();
  const [path] = useLocation();
  const page = pageAt(path)?.path ?? path;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page starts at its top
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [page]);
  return (
    <Frame>
      <Broken key={page}>
        <Suspense
          fallback={
            <div className="page">
              <Waiting rows={5} />
            </div>
          }
        >
          <Body path={path} language={language} />
        </Suspense>
      </Broken>
      <Toasts />
    </Frame>
  );
}

function Body({ path }: { path: string; language: string }): ReactNode {
  const { account, grants, zone, exercise, refusal, again } = useSession();
  if (zone) setZone(zone);
  if (path === '/start') return <StartPage />;
  if (path === '/sign-in') return <SignInPage />;
  if (refusal)
    return refusal.refused === 'city-starting' ? (
      <MakingPage />
    ) : (
      <div className="page narrow">
        <Refusal refusal={refusal} onAgain={() => void again()} />
      </div>
    );
  if (account === undefined)
    return (
      <div className="page">
        <Waiting rows={5} />
      </div>
    );
  // a visitor of a real city sees notices and numbers; one of an exercise chooses whom to play
  const visitors = pageAt('/');
  if (account === null) return exercise || !visitors ? <StartPage /> : <visitors.page />;
  const menu = menuOf(grants);
  const page = pageAt(path);
  if (path === '/' && !menu.some((entry) => entry.path === '/')) {
    const home = menu.find((entry) => entry.path === account.home) ?? menu[0];
    return home ? <Redirect to={home.path} replace /> : <NoPage />;
  }
  return page ? <page.page /> : <NotFound />;
}
