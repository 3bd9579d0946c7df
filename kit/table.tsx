import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { Rows } from './client.tsx';
import { Icon } from './icon.tsx';
import { words } from './kit-words.ts';
import { Button, Empty, Refusal, Waiting } from './parts.tsx';
import { number } from './when.ts';
import { useWords } from './words.ts';

export interface Column<R> {
  /** Name of the view's column; also what `order` names. */
  key: string;
  label: string;
  cell(row: R): ReactNode;
  sort?: boolean;
  /** Numbers stand right. */
  right?: boolean;
  /** Left out on narrow screens. */
  minor?: boolean;
  width?: string;
}

interface TableProps<R> {
  /** Read by a screen reader. */
  label: string;
  /** The answer of useRows, or rows at hand. */
  data: Rows<R> | R[];
  columns: Column<R>[];
  /** Current order: `dueAt` or `-dueAt`. */
  order?: string;
  onOrder?(order: string): void;
  onOpen?(row: R): void;
  /** Id of the row shown beside. */
  chosen?: string;
  /** Tick boxes: the chosen ids. */
  ticked?: ReadonlySet<string>;
  onTick?(ids: Set<string>): void;
  empty?: ReactNode;
  /** A coloured edge for rows that need an eye. */
  tone?(row: R): 'bad' | 'warn' | 'good' | undefined;
}

const asRows = <R,>(data: Rows<R> | R[]): Rows<R> =>
  Array.isArray(data)
    ? {
        rows: data,
        total: data.length,
        loading: false,
        refusal: undefined,
        hasMore: false,
        loadingMore: false,
        more: () => {},
        again: () => {},
      }
    : data;

/** A dense table: sortable header, one tab stop with arrow keys between rows, Enter opens, more rows by cursor. */
export function Table<R extends { id: string }>({
  label,
  data,
  columns,
  order,
  onOrder,
  onOpen,
  chosen,
  ticked,
  onTick,
  empty,
  tone,
}: TableProps<R>) {
  const t = useWords(words);
  const { rows, total, loading, refusal, hasMore, loadingMore, more, again } = asRows(data);
  const body = useRef<HTMLTableSectionElement>(null);
  const base = useId();
  const [at, setAt] = useState(0);
  if (refusal && rows.length === 0) return <Refusal refusal={refusal} onAgain={again} />;
  if (loading) return <Waiting rows={6} />;
  if (rows.length === 0)
    return <>{typeof empty === 'string' || empty === undefined ? <Empty title={empty ?? t('empty')} /> : empty}</>;
  const stop = Math.min(at, rows.length - 1);

  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setAt(next);
    (body.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  const tick = (id: string) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    onTick?.(next);
  };
  const keys = (event: KeyboardEvent, row: R, i: number) => {
    if (event.target !== event.currentTarget) return;
    const acts: Record<string, () => void> = {
      ArrowDown: () => go(i + 1),
      ArrowUp: () => go(i - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      PageDown: () => go(i + 10),
      PageUp: () => go(i - 10),
    };
    if (onOpen) acts.Enter = () => onOpen(row);
    if (onTick) acts[' '] = () => tick(row.id);
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div className="table-frame">
      <table className="table">
        <caption className="heard">
          {label}
          {onOpen && `. ${t('moveHint')}`}
        </caption>
        <thead>
          <tr>
            {onTick && (
              <th scope="col" className="tick">
                <input
                  type="checkbox"
                  aria-label={t('all')}
                  checked={rows.every((row) => ticked?.has(row.id))}
                  onChange={(event) => onTick(new Set(event.target.checked ? rows.map((row) => row.id) : []))}
                />
              </th>
            )}
            {columns.map((column) => {
              const way = order === column.key ? 'ascending' : order === `-${column.key}` ? 'descending' : undefined;
              return (
                <th
                  key={column.key}
                  scope="col"
                  aria-sort={way}
                  className={`${column.right ? 'right' : ''} ${column.minor ? 'minor' : ''}`}
                  style={column.width ? { width: column.width } : undefined}
                >
                  {column.sort && onOrder ? (
                    <button type="button" onClick={() => onOrder(way === 'ascending' ? `-${column.key}` : column.key)}>
                      {column.label}
                      <Icon name={way === 'descending' ? 'down' : 'up'} />
                    </button>
                  ) : (
                    column.label
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, i) => (
            <tr
              key={row.id}
              tabIndex={i === stop ? 0 : -1}
              className={`${onOpen ? 'opens' : ''} ${tone?.(row) ?? ''}`}
              aria-current={chosen === row.id || undefined}
              onFocus={() => setAt(i)}
              onKeyDown={(event) => keys(event, row, i)}
              onClick={(event) =>
                !(event.target as HTMLElement).closest('a, button, input, label, select') && onOpen?.(row)
              }
            >
              {onTick && (
                <td className="tick">
                  <input
                    type="checkbox"
                    tabIndex={-1}
                    aria-labelledby={`${base}-${i}`}
                    checked={ticked?.has(row.id) ?? false}
                    onChange={() => tick(row.id)}
                  />
                </td>
              )}
              {columns.map((column, n) => (
                <td
                  key={column.key}
                  id={onTick && n === 0 ? `${base}-${i}` : undefined}
                  data-label={column.label}
                  className={`${column.right ? 'right' : ''} ${column.minor ? 'minor' : ''}`}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <footer className="table-foot">
        <span className="small muted" role="status">
          {total === undefined
            ? t('shown', { shown: number(rows.length) })
            : t('of', { shown: number(rows.length), total: number(total) })}
        </span>
        {hasMore && (
          <Button size="small" busy={loadingMore} onClick={more}>
            {t('more')}
          </Button>
        )}
      </footer>
      {refusal && <Refusal refusal={refusal} onAgain={again} />}
    </div>
  );
}
