import { levelOf } from '../../../kernel/place.ts';
import { day } from '../../../kit/when.ts';

/** What a duty is about, `kind/id`: a place is said by name, anything else by its number without the sender's long random part. */
export function subjectName(subject: string, place: (path: string, options: { under: 'door' }) => string): string {
  const id = subject.split('/').at(-1) ?? subject;
  if (/^cn(\.[a-z0-9_-]+)+$/.test(id) && levelOf(id) !== 'country') return place(id, { under: 'door' });
  // A matter named after its place and day (an alert): the kind between them is in the duty's own name.
  const [, path, on] = /^(cn(?:\.[a-z0-9_]+)+)-.*?(\d{4}-\d{2}-\d{2})$/.exec(id) ?? [];
  if (path && on) return `${place(path, { under: 'door' })} · ${day(on)}`;
  // An alarm is numbered after what, who and the hour: its duty's name says what.
  const who = id.split('|').at(1);
  if (who) return who;
  // A visit is numbered after what caused it, `request~R-0214~25273`: the cause is what people know.
  const cause = id.split('~').at(1);
  if (cause) return subjectName(cause, place);
  return id.replace(/\b([0-9a-f]{8})-[0-9a-f-]{27}\b/, '$1');
}
