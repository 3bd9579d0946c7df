/* biome-ignore-all lint/a11y/useFocusableInteractive: focus stays in the input, as the combobox pattern asks */
/* biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a list is what the pattern is drawn with */
/* biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are heard by the input */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Row } from '../kernel/capability.ts';
import { type ReadParams, useRow, useRows } from './client.tsx';
import type { Control, PickProps } from './form/looks.ts';
import { Icon } from './icon.tsx';
import { words } from './kit-words.ts';
import { Button } from './parts.tsx';
import { useWords } from './words.ts';

export type { PickProps } from './form/looks.ts';

/** How a row is offered: its name, and what tells it from its namesakes. */
export interface Picked {
  id: string;
  title: string;
  note?: string;
}

/** The props of a form field's own control: `render: (control) => <RowPick {...picking(control)} ... />`. */
export const picking = ({ id, value, onChange, invalid, describedBy }: Control): PickProps => ({
  id,
  value: typeof value === 'string' && value !== '' ? value : undefined,
  onChange,
  invalid,
  describedBy,
});

interface RowPickProps<R extends Row> extends PickProps {
  /** `capability.view`; its `search` finds the rows. */
  view: string;
  of(row: R): Picked;
  where?: ReadParams['where'];
  order?: string;
  /** Rows offered before anything is typed; otherwise the list opens with the first letter. */
  offered?: boolean;
  /** Turns what was typed into the view's words. */
  query?(text: string): string;
  /** Hears the whole row. */
  onRow?(row: R | undefined): void;
}

/** One row of a view, found while typing. */
export function RowPick<R extends Row>({
  view,
  of,
  where,
  within,
  order,
  offered,
  query,
  onRow,
  ...rest
}: RowPickProps<R>) {
  const [typed, setTyped] = useState<string>();
  const asked = useSettled(typed, 150);
  const q = asked?.trim() ? (query?.(asked) ?? asked.trim()) : undefined;
  const waits = asked === undefined || (!q && !offered);
  const found = useRows<R>(view, waits ? undefined : { q, where, within, order, limit: 12 });
  const chosen = useRow<R>(view, rest.value || undefined);
  const shown = chosen.row ? of(chosen.row) : rest.value ? { id: rest.value, title: rest.value } : undefined;
  const rows = waits ? [] : found.rows;
  return (
    <Pick
      {...rest}
      chosen={shown}
      offered={offered}
      options={rows.map(of)}
      loading={found.loading || typed !== asked}
      onQuery={setTyped}
      onChange={(id) => {
        rest.onChange(id);
        onRow?.(rows.find((row) => of(row).id === id));
      }}
    />
  );
}

interface ListProps extends PickProps {
  chosen: Picked | undefined;
  options: Picked[];
  loading?: boolean;
  offered?: boolean;
  /** Hears what is typed; undefined when the list is closed. */
  onQuery(text: string | undefined): void;
}

/** Finds while one types: arrows move, Enter takes, Escape leaves (the ARIA combobox pattern on a native input). */
export function Pick({ chosen, options, loading, offered, onQuery, onChange, label, autoFocus, ...rest }: ListProps) {
  const t = useWords(words);
  const own = useId();
  const base = rest.id ?? own;
  const [text, setText] = useState<string>();
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const open = text !== undefined && (offered || text.trim() !== '');
  // After a dialog has opened: a modal dialog puts the focus on its first button.
  useEffect(() => {
    const frame = autoFocus ? requestAnimationFrame(() => input.current?.focus()) : 0;
    return () => cancelAnimationFrame(frame);
  }, [autoFocus]);
  useEffect(() => {
    if (open) list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at, open]);
  // In a dialog the list may hang below the edge.
  useEffect(() => {
    if (open && options.length > 0) list.current?.scrollIntoView({ block: 'nearest' });
  }, [open, options.length]);

  const type = (to: string | undefined) => {
    setText(to);
    setAt(0);
    onQuery(to);
  };
  const take = (option: Picked | undefined) => {
    if (!option) return;
    type(undefined);
    onChange(option.id);
  };
  const clear = () => {
    type(undefined);
    onChange(undefined);
    input.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' && !open) type(offered ? '' : (chosen?.title ?? ''));
    else if (event.key === 'ArrowDown') setAt((n) => Math.min(n + 1, options.length - 1));
    else if (event.key === 'ArrowUp' && open) setAt((n) => Math.max(n - 1, 0));
    else if (event.key === 'Enter' && open && !event.ctrlKey) take(options[at]);
    else if (event.key === 'Escape' && text !== undefined) type(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const control = (
    <div className={`pick ${chosen && text === undefined ? 'has' : ''}`}>
      <Icon name="search" />
      <input
        id={base}
        ref={input}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={open}
        aria-controls={`${base}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && options[at] ? `${base}-option-${at}` : undefined}
        aria-invalid={rest.invalid || undefined}
        aria-describedby={rest.describedBy}
        placeholder={rest.placeholder ?? t('typeToFind')}
        value={text ?? chosen?.title ?? ''}
        onChange={(event) => type(event.target.value)}
        onFocus={(event) => (offered && !chosen ? type('') : event.target.select())}
        onClick={() => offered && text === undefined && type('')}
        onBlur={() => type(undefined)}
        onKeyDown={keys}
      />
      {chosen && text === undefined && (
        <Button size="small" look="quiet" icon="close" aria-label={t('clear')} onClick={clear} />
      )}
      {open && (
        <ul id={`${base}-list`} ref={list} role="listbox" aria-label={label ?? t('found')}>
          {options.map((option, n) => (
            <li
              key={option.id}
              id={`${base}-option-${n}`}
              role="option"
              aria-selected={n === at}
              // Before the input loses the focus, which closes the list.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              <span>{option.title}</span>
              {option.note && <span className="pick-note">{option.note}</span>}
            </li>
          ))}
          {options.length === 0 && (
            <li role="option" aria-selected={false} aria-disabled className="muted">
              {t(loading ? 'loading' : 'notFound')}
            </li>
          )}
        </ul>
      )}
    </div>
  );
  if (!label) return control;
  return (
    <div className="field">
      <label htmlFor={base}>{label}</label>
      {control}
    </div>
  );
}

/** Several of them: each chosen one stands above with a button to take it off. */
export function PickMany({
  value,
  onChange,
  name,
  children,
}: {
  value: string[];
  onChange(value: string[]): void;
  name(id: string): ReactNode;
  /** Draws the picker of one more. */
  children(add: (id: string | undefined) => void): ReactNode;
}) {
  const t = useWords(words);
  return (
    <div className="pick-many">
      {value.length > 0 && (
        <ul>
          {value.map((id) => (
            <li key={id}>
              <span>{name(id)}</span>
              <Button
                size="small"
                look="quiet"
                icon="close"
                aria-label={t('clear')}
                onClick={() => onChange(value.filter((each) => each !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      {children((id) => id && !value.includes(id) && onChange([...value, id]))}
    </div>
  );
}

/** A value once it has stood still. */
function useSettled<T>(value: T, waitMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs);
    return () => clearTimeout(timer);
  }, [value, waitMs]);
  return settled;
}
