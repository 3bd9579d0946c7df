import { type ReactNode, useEffect, useId, useRef, useSyncExternalStore } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { words } from './kit-words.ts';
import { Button, type Text, type Tone, text } from './parts.tsx';
import { useWords } from './words.ts';

interface DialogProps {
  title: ReactNode;
  open: boolean;
  onClose(): void;
  /** A drawer comes from the side and leaves the list visible. */
  side?: boolean;
  size?: 'small' | 'normal' | 'large';
  /** Buttons at the foot. */
  actions?: ReactNode;
  children: ReactNode;
}

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** A native modal dialog: focus stays inside, Escape closes, focus goes back to where it was. Content is drawn only while open. */
export function Dialog({ title, open, onClose, side, size = 'normal', actions, children }: DialogProps) {
  const t = useWords(words);
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const body = useRef<HTMLDivElement>(null);
  // Where nothing inside takes the focus, the keyboard scrolls the text itself.
  useEffect(() => {
    const inner = body.current;
    if (inner?.querySelector(FOCUSABLE)) inner.removeAttribute('tabindex');
    else inner?.setAttribute('tabindex', '0');
  });
  useEffect(() => {
    const dialog = element.current;
    if (open && dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, [open]);
  if (!open) return null;
  return (
    <dialog
      ref={element}
      className={`${side ? 'drawer' : 'dialog'} ${size}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => event.target === event.currentTarget && side && onClose()}
    >
      <div className="dialog-inner">
        <header>
          <h2 id={heading}>{title}</h2>
          <button type="button" className="button quiet normal" onClick={onClose} aria-label={t('close')}>
            <Icon name="close" />
          </button>
        </header>
        <div ref={body} className="dialog-body">
          {children}
        </div>
        {actions && <footer className="row end">{actions}</footer>}
      </div>
    </dialog>
  );
}
export const Drawer = (props: Omit<DialogProps, 'side'>) => <Dialog {...props} side />;

interface ConfirmProps {
  title: ReactNode;
  open: boolean;
  onClose(): void;
  onConfirm(): void;
  confirm: string;
  busy?: boolean;
  bad?: boolean;
  children: ReactNode;
}
/** Asks once more, and says what will happen. */
export function Confirm({ title, open, onClose, onConfirm, confirm, busy, bad, children }: ConfirmProps) {
  const t = useWords(words);
  return (
    <Dialog
      title={title}
      open={open}
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look={bad ? 'bad' : 'main'} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}

interface Note {
  id: number;
  words: Text;
  tone: Tone;
}
let notes: Note[] = [];
let made = 0;
const listeners = new Set<() => void>();
const change = (next: Note[]) => {
  notes = next;
  for (const listener of listeners) listener();
};

/** A short note at the foot of the screen, read out; goes after six seconds. Refusals belong in place, not here. */
export function toast(value: Text, tone: Tone = 'good'): void {
  const id = ++made;
  change([...notes.slice(-2), { id, words: value, tone }]);
  setTimeout(() => change(notes.filter((note) => note.id !== id)), 6_000);
}

const ICONS: Partial<Record<Tone, IconName>> = { good: 'check', bad: 'alert', warn: 'alert' };
/** Where notes appear; the frame has one. */
export function Toasts() {
  const t = useWords(words);
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notes,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((note) => (
        <div key={note.id} className={`toast ${note.tone}`}>
          <Icon name={ICONS[note.tone] ?? 'info'} />
          <span>{text(note.words)}</span>
          <button type="button" aria-label={t('close')} onClick={() => change(notes.filter((item) => item !== note))}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
