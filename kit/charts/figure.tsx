/* biome-ignore-all lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */
/* biome-ignore-all lint/suspicious/noArrayIndexKey: rows of a printed table never move */
import { type ReactNode, useEffect, useState } from 'react';
import { Segments } from '../filters.tsx';
import { useWords } from '../words.ts';
import { words } from './words.ts';

interface FigureProps {
  /** What the picture shows, in a sentence: its name for a screen reader. */
  label: string;
  head: string[];
  /** Cells of the table; a button in the first opens what the row is about. */
  rows: ReactNode[][];
  /** The picture itself. */
  children: ReactNode;
}
/** A picture and the same as a table, by choice. */
export function Figure({ label, head, rows, children }: FigureProps) {
  const t = useWords(words);
  const [look, setLook] = useState('picture');
  return (
    <figure className="figure">
      <div className="figure-head unprinted">
        <figcaption>{label}</figcaption>
        <Segments
          label={label}
          value={look}
          onChange={setLook}
          choices={[
            { value: 'picture', label: t('asPicture') },
            { value: 'table', label: t('asTable') },
          ]}
        />
      </div>
      {look === 'picture' ? (
        children
      ) : (
        <section className="table-frame scroll" tabIndex={0} aria-label={label}>
          <table className="table">
            <thead>
              <tr>
                {head.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, k) =>
                    k === 0 ? (
                      <th key={k} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={k}>{cell}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </figure>
  );
}

/** The page's colours as texts, for canvases; read again when light turns dark. */
export function useColours(): (name: string) => string {
  const [, turn] = useState(0);
  useEffect(() => {
    const heard = () => turn((n) => n + 1);
    const media = matchMedia('(prefers-color-scheme: dark)');
    const watcher = new MutationObserver(heard);
    media.addEventListener('change', heard);
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-scale'] });
    return () => {
      media.removeEventListener('change', heard);
      watcher.disconnect();
    };
  }, []);
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

/** Pixels that grow with the page's letters: the wall screen scales them. */
export const scaled = (px: number): number =>
  (px * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)) / 16;

/** Reader asked for less motion. */
export const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
