/* biome-ignore-all lint/a11y/useFocusableInteractive: focus stays in the input, as the combobox pattern asks */
/* biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a list is what the pattern is drawn with */
/* biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are heard by the input */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../../../kit/words.ts';
import { words } from './words.ts';

export interface Option {
  id: string;
  label: string;
  hint?: string;
}

/** Finds while one types: arrows move, Enter takes, the ARIA combobox pattern. `onQuery` hears when typing pauses. */
export function Chooser({
  label,
  options,
  value,
  onQuery,
  onChoose,
  autoFocus,
}: {
  label: string;
  options: Option[];
  value: string;
  onQuery(text: string): void;
  onChoose(option: Option | undefined): void;
  autoFocus?: boolean;
}) {
  const t = useWords(words);
  const base = useId();
  const [text, setText] = useState(value);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setText(value), [value]);
  // After the dialog has opened: a modal dialog puts the focus on its first button.
  useEffect(() => {
    const frame = autoFocus ? requestAnimationFrame(() => input.current?.focus()) : 0;
    return () => cancelAnimationFrame(frame);
  }, [autoFocus]);
  useEffect(() => {
    if (!open) return;
    const timer = setTimeout(() => onQuery(text), 150);
    return () => clearTimeout(timer);
  }, [text, open, onQuery]);
  const take = (option: Option | undefined) => {
    if (!option) return;
    setText(option.label);
    setOpen(false);
    onChoose(option);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((n) => Math.min(n + 1, options.length - 1));
    else if (event.key === 'ArrowUp') setAt((n) => Math.max(n - 1, 0));
    else if (event.key === 'Enter' && open && options[at]) take(options[at]);
    else if (event.key === 'Escape' && open) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const shown = open && text.trim() !== '';
  return (
    <div className="field chooser">
      <label htmlFor={`${base}-input`}>{label}</label>
      <input
        id={`${base}-input`}
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${base}-list`}
        aria-autocomplete="list"
        autoComplete="off"
        aria-activedescendant={shown && options[at] ? `${base}-${at}` : undefined}
        value={text}
        ref={input}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setAt(0);
          if (value) onChoose(undefined);
        }}
        onKeyDown={keys}
        onBlur={() => setTimeout(() => setOpen(false), 150)}
      />
      {shown && (
        <ul id={`${base}-list`} role="listbox" aria-label={label}>
          {options.length === 0 && (
            <li className="muted small" role="option" aria-selected={false} aria-disabled>
              {t('notFound')}
            </li>
          )}
          {options.map((option, n) => (
            <li
              key={option.id}
              id={`${base}-${n}`}
              role="option"
              aria-selected={n === at}
              onMouseDown={() => take(option)}
              onClick={() => take(option)}
            >
              {option.label} {option.hint && <span className="muted small">{option.hint}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
