import { levelOf } from '../../../kernel/place.ts';
import { day } from '../../../kit/when.ts';
import type { words } from './words.ts';

type Say = (key: Extract<keyof typeof words.en, `kind.${string}`>) => string;
type Place = (path: string, options: { under: 'door' }) => string;

/** What a duty is about, `kind/id`: a place by its name, anything else by its kind and its number without the sender's long random part. */
export function subjectName(subject: string, place: Place, t: Say): string {
  const id = subject.split('/').at(-1) ?? subject;
  // A matter named after its place and day (an alert, a step of its playbook): the kind between them is in the duty's own name.
  const [, path, on] = /(?:^|\/)(cn(?:\.[a-z0-9_]+)+)-.*?(\d{4}-\d{2}-\d{2})(?:\/|$)/.exec(subject) ?? [];
  if (path && on) return `${place(path, { under: 'door' })} · ${day(on)}`;
  if (/^cn(\.[a-z0-9_-]+)+$/.test(id) && levelOf(id) !== 'country') return place(id, { under: 'door' });
  // An alarm is numbered after what, who and the hour: its duty's name says what.
  const who = id.split('|').at(1);
  if (who) return who;
  // A visit is numbered after what caused it, `request~R-0214~25273`: the cause is what people know.
  const [cause, number] = id.split('~');
  if (number) return subjectName(`${cause}/${number}`, place, t);
  const kind = subject.slice(0, subject.indexOf('/'));
  const short = id.replace(/\b([0-9a-f]{8})-[0-9a-f-]{27}\b/, '$1');
  return isKind(kind) ? `${t(`kind.${kind}`)} ${short}` : short;
}

const KINDS = [
  'request',
  'case',
  'contact',
  'stay',
  'zone',
  'channel',
  'shortcoming',
  'entryRefusal',
  'finding',
] as const;
const isKind = (kind: string): kind is (typeof KINDS)[number] => (KINDS as readonly string[]).includes(kind);
