import type { Grant } from '../kernel/actor.ts';
import { type PageEntry, pages } from './register.ts';

/** Pages for somebody's roles. */
export const menuOf = (grants: Grant[]): PageEntry[] =>
  pages.filter((entry) => grants.some((grant) => entry.roles.includes(grant.role)));

/** The page of an address: the longest path that holds it; `/` only for itself. */
export const pageAt = (path: string): PageEntry | undefined =>
  pages
    .filter((entry) => path === entry.path || (entry.path !== '/' && path.startsWith(`${entry.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];

const sectionOf = (path: string): string => `/${path.split('/')[1] ?? ''}`;

/** Entries of the top menu: one a section. */
export const topOf = (menu: PageEntry[]): PageEntry[] =>
  menu.filter((entry, i) => menu.findIndex((other) => sectionOf(other.path) === sectionOf(entry.path)) === i);

/** Tabs of the section an address lies in; none when it has one page only. */
export function tabsOf(menu: PageEntry[], path: string): PageEntry[] {
  const same = menu.filter((entry) => sectionOf(entry.path) === sectionOf(path));
  return same.length > 1 ? same : [];
}

export const inSection = (entry: PageEntry, path: string): boolean => sectionOf(entry.path) === sectionOf(path);
