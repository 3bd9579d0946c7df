/* biome-ignore-all lint/a11y/useSemanticElements: a fieldset cannot be one flexible line in every browser */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Icon } from './icon.tsx';
import { words } from './kit-words.ts';
import { type Text, text } from './parts.tsx';
import { number } from './when.ts';
import { useWords } from './words.ts';

/** A search box; `/` focuses it. Tells its value when typing pauses. */
export function Search({
  label,
  value,
  onChange,
  waitMs = 250,
}: {
  label: string;
  value: string;
  onChange(value: string): void;
  waitMs?: number;
}) {
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => tell.current(typed), waitMs);
    return () => clearTimeout(timer);
  }, [typed, value, waitMs]);
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.key !== '/' || (event.target as HTMLElement).closest('input, textarea, select, dialog[open]')) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, []);
  return (
    <label className="search">
      <Icon name="search" />
      <span className="heard">{label}</span>
      <input
        ref={input}
        type="search"
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <kbd>/</kbd>
    </label>
  );
}

export interface Choice {
  value: string;
  label: Text;
  /** How many there are. */
  count?: number;
}

export interface Filter {
  key: string;
  label: string;
  choices: Choice[];
}
/** Filters in one line. `values` holds the chosen value by key, absent for all. */
export function Filters({
  filters,
  values,
  onChange,
  children,
}: {
  filters: Filter[];
  values: Record<string, string | undefined>;
  onChange(values: Record<string, string | undefined>): void;
  children?: ReactNode;
}) {
  const t = useWords(words);
  return (
    <div className="filters" role="group" aria-label={t('filters')}>
      {children}
      {filters.map((filter) => (
        <label key={filter.key} className={`filter ${values[filter.key] ? 'set' : ''}`}>
          <span>{filter.label}</span>
          <select
            value={values[filter.key] ?? ''}
            onChange={(event) => onChange({ ...values, [filter.key]: event.target.value || undefined })}
          >
            <option value="">{t('all')}</option>
            {filter.choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {text(choice.label)}
                {choice.count === undefined ? '' : ` (${number(choice.count)})`}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}

/** One of a few, all visible. */
export function Segments({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: Choice[];
  value: string;
  onChange(value: string): void;
}) {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend className="heard">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          <span>{text(choice.label)}</span>
        </label>
      ))}
    </fieldset>
  );
}

export interface Tab {
  id: string;
  label: ReactNode;
  count?: number;
  /** Drawn only while chosen. */
  body(): ReactNode;
}
/** Tabs after the ARIA pattern; the choice is kept in the address (`?tab=`), so that it can be sent and gone back to. */
export function Tabs({ label, tabs, name = 'tab' }: { label: string; tabs: Tab[]; name?: string }) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const [id, setId] = useState(() => new URLSearchParams(location.search).get(name) ?? tabs[0]?.id);
  useEffect(() => {
    const back = () => setId(new URLSearchParams(location.search).get(name) ?? tabs[0]?.id);
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, [name, tabs]);
  const chosen = tabs.find((tab) => tab.id === id) ?? tabs[0];
  if (!chosen) return null;
  const choose = (next: Tab | undefined) => {
    if (!next) return;
    const query = new URLSearchParams(location.search);
    query.set(name, next.id);
    history.pushState(null, '', `${location.pathname}?${query}`);
    setId(next.id);
  };
  const step = (by: number) => {
    const next = (tabs.indexOf(chosen) + by + tabs.length) % tabs.length;
    choose(tabs[next]);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="tabs">
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={(event) => (event.key === 'ArrowRight' ? step(1) : event.key === 'ArrowLeft' ? step(-1) : undefined)}
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${base}-${tab.id}`}
            aria-selected={tab === chosen}
            aria-controls={`${base}-panel`}
            tabIndex={tab === chosen ? 0 : -1}
            onClick={() => choose(tab)}
          >
            {tab.label}
            {tab.count !== undefined && <span className="count">{number(tab.count)}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${chosen.id}`} key={chosen.id}>
        {chosen.body()}
      </div>
    </div>
  );
}
