import { levelOf, type PlacePath } from '../../kernel/place.ts';
import type { Words } from '../../kernel/refusal.ts';
import type { Day } from '../../kernel/time.ts';
import type { DutyRow } from './model.ts';

/** How the reader says a place and a day. */
export interface Reader {
  language: keyof Words;
  place(path: PlacePath): string;
  day(day: Day): string;
}

/** The longest piece of what somebody wrote that a line of a list holds. */
const SHORT = 60;

/**
 * What a duty is about, as its reader says it: the words its clock brings; otherwise its subject, `kind/id`: a place by its
 * name, anything else by its kind and its number without the sender's long random part.
 */
export function subjectName(
  { subject, about }: Pick<DutyRow, 'subject'> & { about?: Words | null },
  by: Reader,
): string {
  const words = about?.[by.language];
  return words ? (words.length > SHORT ? `${words.slice(0, SHORT - 1)}…` : words) : bySubject(subject, by);
}

function bySubject(subject: string, by: Reader): string {
  const id = subject.split('/').at(-1) ?? subject;
  // A matter named after its place and day (an alert, a step of its playbook): the kind between them is in the duty's own name.
  const [, path, on] = /(?:^|\/)(cn(?:\.[a-z0-9_]+)+)-.*?(\d{4}-\d{2}-\d{2})(?:\/|$)/.exec(subject) ?? [];
  if (path && on) return `${by.place(path)} · ${by.day(on)}`;
  // A step of a playbook is numbered after the place and the disease it was opened for: its duty's name says the step.
  const [, opened] = /(?:^|\/)(cn(?:\.[a-z0-9_]+)+)@[^/]+\/[^/]+$/.exec(subject) ?? [];
  if (opened) return by.place(opened);
  if (/^cn(\.[a-z0-9_-]+)+$/.test(id) && levelOf(id) !== 'country') return by.place(id);
  // An alarm is numbered after what, who and the hour: its duty's name says what.
  const who = id.split('|').at(1);
  if (who) return who;
  // A visit is numbered after what caused it, `request~R-0214~25273`: the cause is what people know.
  const [cause, number] = id.split('~');
  if (number) return bySubject(`${cause}/${number}`, by);
  const kind = KINDS[subject.slice(0, subject.indexOf('/'))];
  const short = id.replace(/\b([0-9a-f]{8})-[0-9a-f-]{27}\b/, '$1');
  return kind ? `${kind[by.language]} ${short}` : short;
}

const KINDS: Record<string, Words> = {
  request: { en: 'Request', zh: '诉求' },
  case: { en: 'Case', zh: '病例' },
  contact: { en: 'Contact', zh: '接触者' },
  stay: { en: 'Stay', zh: '隔离令' },
  zone: { en: 'Zone', zh: '管控区' },
  channel: { en: 'Channel', zh: '渠道' },
  shortcoming: { en: 'Finding', zh: '检查问题' },
  entryRefusal: { en: 'Refused entry', zh: '被拒进出' },
  finding: { en: 'Finding of a drill', zh: '演练问题' },
};
