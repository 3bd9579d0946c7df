import { isValid } from 'date-fns/isValid';
import { parse } from 'date-fns/parse';
import type { Words } from '../../kernel/refusal.ts';
import { addDays, type Day, readDay } from '../../kernel/time.ts';

export type DateOrder = 'dmy' | 'mdy' | 'none';
export interface Misread {
  reason: string;
  words: Words;
}

/** Day 0 of Excel's 1900 system, counting its 29 February 1900 that never was: right for every serial after 60. */
const EXCEL_EPOCH = '1899-12-30';
/** Serials taken for dates in a date column: 1940 to 2100; other plain numbers are refused. */
const SERIALS = [14_611, 73_050] as const;
const WRITTEN = ['d MMM yyyy', 'd MMMM yyyy', 'd-MMM-yyyy', 'MMM d, yyyy', 'MMMM d, yyyy', 'MMM d yyyy', 'dd.MMM.yyyy'];
const SEPARATED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})$/;
const TIME = /(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2}|AM|PM)?)$/i;

const no = (reason: string, en: string, zh: string): Misread => ({ reason, words: { en, zh } });

/**
 * A calendar day as it is written; the time and zone after it are not applied, since systems write days as midnight UTC
 * and a shift would move them (Go.Data, SORMAS #4940). ISO, Chinese, compact, written months, Excel serials, and
 * numbers in the declared order.
 */
export function readDate(text: string, order: DateOrder): Day | Misread {
  const bare = text.trim().replace(TIME, '').trim();
  const year =
    /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/.exec(bare) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(bare);
  if (year) return real(text, year[1] as string, year[2] as string, year[3] as string);
  const parts = SEPARATED.exec(bare);
  if (parts) {
    const [, a, b, y] = parts as unknown as [string, string, string, string];
    if (y.length < 4)
      return no(
        'date-year-short',
        `${text} has a year of ${y.length} digits. Write four.`,
        `${text} 的年份只有 ${y.length} 位，请写四位。`,
      );
    const [first, second] = [real(text, y, b, a), real(text, y, a, b)];
    if (order === 'none')
      return typeof first !== 'string' && typeof second !== 'string'
        ? first
        : no(
            'date-order-undeclared',
            `Whether day or month stands first in ${text} is not declared. Choose day/month or month/day in the mapping.`,
            `${text} 未声明日、月先后，请在映射中选择日/月或月/日。`,
          );
    return order === 'dmy' ? first : second;
  }
  if (/^\d+(\.\d+)?$/.test(bare)) {
    const serial = Math.floor(Number(bare));
    if (serial >= SERIALS[0] && serial <= SERIALS[1]) return addDays(EXCEL_EPOCH, serial);
    return no(
      'date-unreadable',
      `${text} is a number, but no date serial. Write YYYY-MM-DD.`,
      `${text} 是数字但不是日期序号，请写 YYYY-MM-DD。`,
    );
  }
  for (const format of WRITTEN) {
    // Read in UTC, so that the machine's zone cannot move the day.
    const found = parse(`${bare} Z`, `${format} X`, new Date(0));
    if (isValid(found)) {
      const [y, m, d] = found.toISOString().slice(0, 10).split('-') as [string, string, string];
      return real(text, y, m, d);
    }
  }
  return no(
    'date-unreadable',
    `${text} is no date that can be read. Write YYYY-MM-DD.`,
    `${text} 不是可识别的日期，请写 YYYY-MM-DD。`,
  );
}

function real(text: string, year: string, month: string, day: string): Day | Misread {
  return (
    readDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) ??
    no('date-impossible', `${text} is not in the calendar. Correct it.`, `${text} 不是真实日期，请更正。`)
  );
}
