import { isRefusal } from '../../kernel/refusal.ts';
import type { Day } from '../../kernel/time.ts';
import { settingOn } from '../../protocols/read.ts';
import type { ProtocolLibrary } from '../../protocols/schema.ts';
import { LINKS, type Link, type Question } from './model.ts';

/** What the city asks at a link on a day, in the order of its protocol. */
export function checklistOn(library: ProtocolLibrary, link: Link, day: Day): Question[] {
  const prefix = `inspection.ask.${link}.`;
  return Object.keys(library.settings).flatMap((name) => {
    const found = name.startsWith(prefix) ? settingOn(library, name, day) : undefined;
    return found && !isRefusal(found) ? [{ item: name.slice(prefix.length), names: found.names }] : [];
  });
}

/** All checklists of a day, by link: what a form asks. */
export const checklistsOn = (library: ProtocolLibrary, day: Day): Record<Link, Question[]> =>
  Object.fromEntries(LINKS.map((link) => [link, checklistOn(library, link, day)])) as Record<Link, Question[]>;
