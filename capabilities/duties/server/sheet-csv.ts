import { stringify } from 'csv-stringify/sync';
import { officeWords } from '../../../kernel/office.ts';
import type { PlacePath } from '../../../kernel/place.ts';
import type { Words } from '../../../kernel/refusal.ts';
import { type Instant, wallClock } from '../../../kernel/time.ts';
import type { ClearanceLine, DutyRow, Owner } from '../model.ts';
import { closingWords } from '../proof.ts';
import { type Reader, subjectName } from '../subject.ts';

/** A day of an area: what is done, and each duty that is not, with what became of it. */
export interface DaySheet {
  area: string;
  day: string;
  /** When it was cleared for good; null while it can still be worked on. */
  clearedAt: Instant | null;
  done: DutyRow[];
  lines: ClearanceLine[];
}

/** Names as on the screen, each with the code that another table is joined by. */
const COLUMNS = [
  ['area', '地域代码 Area code'],
  ['areaName', '地域 Area'],
  ['clock', '时限代码 Clock'],
  ['duty', '责任 Duty'],
  ['subject', '事项编号 Subject code'],
  ['subjectName', '事项 Subject'],
  ['office', '责任方代码 Owner code'],
  ['officeName', '责任方 Owner'],
  ['due', '时限 Due'],
  ['outcome', '结果 Outcome'],
  ['reason', '说明 Reason'],
  ['to', '移交代码 Handed to, code'],
  ['toName', '移交 Handed to'],
] as const;
const OUTCOMES: Record<string, Words> = {
  done: { zh: '已办结', en: 'done' },
  'handed-on': { zh: '已移交', en: 'handed on' },
  explained: { zh: '已说明', en: 'explained' },
  unexplained: { zh: '未说明', en: 'unexplained' },
};

/** Every place a sheet speaks of. */
export const placesOf = ({ done, lines }: DaySheet): PlacePath[] =>
  [...lines, ...done].flatMap((each) => [
    each.area,
    each.owner.area,
    ...('to' in each && each.to ? [each.to.area] : []),
    ...(each.subject.match(/\bcn(?:\.[a-z0-9_]+)+/g) ?? []),
  ]);

/**
 * The sheet as CSV, in the reader's language. A cell that a spreadsheet would take for a formula is escaped; the mark lets it
 * read Chinese.
 */
export function sheetCsv({ done, lines }: DaySheet, zone: string, { language, place }: Omit<Reader, 'day'>): string {
  const reader: Reader = { language, place, day: (day) => day };
  const owned = ({ level, role, area }: Owner) => ({
    code: `${level} ${role} ${area}`,
    name: `${officeWords(level, role)[language]} · ${place(area)}`,
  });
  const common = (
    each: Pick<DutyRow, 'area' | 'name' | 'subject' | 'owner' | 'dueAt'>,
    duty: string,
    about?: Words | null,
  ) => ({
    area: each.area,
    areaName: place(each.area),
    clock: duty.slice(0, duty.indexOf(':')),
    duty: each.name[language],
    subject: each.subject,
    subjectName: subjectName({ subject: each.subject, about }, reader),
    office: owned(each.owner).code,
    officeName: owned(each.owner).name,
    due: wallClock(each.dueAt, zone),
  });
  const rows = [
    ...lines.map((line) => ({
      ...common(line, line.duty, line.about),
      outcome: OUTCOMES[line.outcome]?.[language],
      reason: line.reason ?? '',
      to: line.to ? owned(line.to).code : '',
      toName: line.to ? owned(line.to).name : '',
    })),
    ...done.map((row) => ({
      ...common(row, row.id, row.about),
      outcome: OUTCOMES['done']?.[language],
      reason: row.closed ? `${wallClock(row.closed.at, zone)} ${closingWords(row.closed)[language]}` : '',
      to: '',
      toName: '',
    })),
  ];
  return stringify(rows, {
    header: true,
    columns: COLUMNS.map(([key, header]) => ({ key, header })),
    escape_formulas: true,
    bom: true,
  });
}
