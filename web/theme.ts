import { useSyncExternalStore } from 'react';

const KEPT = 'tandem.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

const isDark = (): boolean => (localStorage.getItem(KEPT) ?? (dark.matches ? 'dark' : 'light')) === 'dark';

/** Light or dark: the reader's choice, else the system's. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}

function turn(): void {
  localStorage.setItem(KEPT, isDark() ? 'light' : 'dark');
  applyTheme();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const heard = () => {
    applyTheme();
    listener();
  };
  dark.addEventListener('change', heard);
  return () => {
    listeners.delete(listener);
    dark.removeEventListener('change', heard);
  };
}

export const useTheme = (): { isDark: boolean; turn(): void } => ({
  isDark: useSyncExternalStore(subscribe, isDark),
  turn,
});
