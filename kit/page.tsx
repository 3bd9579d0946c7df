import { type ReactNode, useEffect, useState } from 'react';
import { words } from './kit-words.ts';
import { Button } from './parts.tsx';
import { useWords } from './words.ts';

interface PageProps {
  title: ReactNode;
  /** Shown in the browser's tab; the title when it is text. */
  tab?: string;
  /** One line under the title. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** `narrow` for phones and reading, `wide` for desks, `wall` scales with a wall screen. */
  width?: 'narrow' | 'normal' | 'wide' | 'wall';
  children: ReactNode;
}
/** One screen: heading, actions, content. The frame gives the landmarks around it. */
export function Page({ title, tab, lead, actions, width = 'normal', children }: PageProps) {
  const name = tab ?? (typeof title === 'string' ? title : 'Tandem');
  useEffect(() => {
    document.title = `${name} · Tandem`;
  }, [name]);
  useEffect(() => {
    if (width !== 'wall') return;
    document.documentElement.dataset.scale = 'wall';
    return () => {
      delete document.documentElement.dataset.scale;
    };
  }, [width]);
  return (
    <div className={`page ${width}`}>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="row end">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** False while the page is drawn first. What can wait is drawn in a task of its own, so that an old phone answers a finger in between. */
export function useDrawn(): boolean {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  return drawn;
}

/** Cards beside each other; `min` is the narrowest in rem. */
export const Grid = ({ min = 18, children }: { min?: number; children: ReactNode }) => (
  <div className="grid" style={{ ['--min' as string]: `${min}rem` }}>
    {children}
  </div>
);
/** A list and what was chosen from it: two columns on a desk, one after the other on a phone. */
export const Split = ({
  side,
  children,
  ratio = 'even',
}: {
  side: ReactNode;
  children: ReactNode;
  ratio?: 'even' | 'main';
}) => (
  <div className={`split ${ratio}`}>
    <div>{children}</div>
    {/* it scrolls by itself on a desk: the keyboard must reach it */}
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part takes the focus (WCAG 2.1.1) */}
    <aside tabIndex={0}>{side}</aside>
  </div>
);
export const Row = ({ children, between, end }: { children: ReactNode; between?: boolean; end?: boolean }) => (
  <div className={`row ${between ? 'between' : ''} ${end ? 'end' : ''}`}>{children}</div>
);
export const Stack = ({ children, gap = 'normal' }: { children: ReactNode; gap?: 'tight' | 'normal' | 'wide' }) => (
  <div className={`stack ${gap}`}>{children}</div>
);

/** What comes out on paper when the reader prints; the rest of the page stays away. */
export function PrintSheet({ title, children }: { title: ReactNode; children: ReactNode }) {
  const t = useWords(words);
  return (
    <section className="sheet">
      <div className="row end unprinted">
        <Button icon="print" onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** A file to keep: an address of the server, or text made here. */
export function Download({
  name,
  href,
  text,
  type = 'text/csv',
  children,
}: {
  name: string;
  href?: string;
  text?: () => string;
  type?: string;
  children?: ReactNode;
}) {
  const t = useWords(words);
  const label = children ?? t('download');
  if (href)
    return (
      <a className="button plain normal" href={href} download={name}>
        <span>{label}</span>
      </a>
    );
  const save = () => {
    // The mark lets spreadsheets read Chinese.
    const url = URL.createObjectURL(new Blob(['\uFEFF', text?.() ?? ''], { type: `${type};charset=utf-8` }));
    const link = Object.assign(document.createElement('a'), { href: url, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <Button icon="download" onClick={save}>
      {label}
    </Button>
  );
}

/** Listens for keys: `useKey({ n: openNew, '/': focusSearch })`. Silent while somebody types or a dialog is open. */
export function useKey(keys: Record<string, () => void>): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.closest?.('input, textarea, select, [contenteditable], dialog[open]')
      )
        return;
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  });
}
