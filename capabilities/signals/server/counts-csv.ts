import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { pathOfCode } from '../../../kernel/place.ts';
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import { readDay } from '../../../kernel/time.ts';
import type { RecordCounts } from '../model.ts';
import type { Picture } from '../picture.ts';

/** A number as people write it; hexadecimal, powers and thousands' commas are asked about. */
const DECIMAL = /^[+-]?\d+(\.\d+)?$/;
const COLUMNS = ['day', 'area', 'subject', 'value'] as const;

const faulty = (line: number, en: string, zh: string): Refusal =>
  refuse('csv-invalid', line, { en: `Line ${line}: ${en}`, zh: `第 ${line} 行：${zh}` });

/**
 * A CSV file of counts as commands, one a day: columns day, area (place path or statistical code), subject, value. One bad line refuses
 * the file. `sending` names the file; without it the content does, so the same file again changes nothing.
 */
export function countsOf(
  text: string,
  channel: string,
  sending: string | undefined,
  correction: boolean,
): RecordCounts[] | Refusal {
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, skip_empty_lines: true, trim: true }) as string[][];
  } catch (error) {
    return refuse('csv-invalid', channel, {
      en: `The file is no CSV: ${error instanceof Error ? error.message : String(error)}`,
      zh: '文件不是有效的 CSV。',
    });
  }
  const [head = [], ...lines] = rows;
  const at = COLUMNS.map((name) => head.map((cell) => cell.toLowerCase()).indexOf(name));
  const missing = COLUMNS.filter((_name, i) => (at[i] as number) < 0);
  if (missing.length > 0 || lines.length === 0)
    return refuse('csv-columns', head, {
      en: `The first line must name ${COLUMNS.join(', ')}, and lines must follow; missing: ${missing.join(', ') || 'lines'}.`,
      zh: `首行须含 ${COLUMNS.join('、')} 且有数据行；缺少：${missing.join('、') || '数据行'}。`,
    });
  const byDay = new Map<string, RecordCounts['lines']>();
  const seen = new Map<string, number>();
  for (const [i, cells] of lines.entries()) {
    const [day = '', place = '', subject = '', written = ''] = at.map((column) => cells[column] ?? '');
    if (readDay(day) === undefined)
      return faulty(
        i + 2,
        `"${day}" is no calendar day. Write 2022-09-20, without time and zone.`,
        `“${day}”不是日历日期，请写作 2022-09-20，不带时间与时区。`,
      );
    if (written === '')
      return faulty(
        i + 2,
        'the value is empty. Write 0 for none, or leave the line out where nothing was counted.',
        '数值为空。没有病例请填 0；未统计则删去该行。',
      );
    if (!DECIMAL.test(written))
      return faulty(
        i + 2,
        `"${written}" is no number. Write digits only, such as 1200.`,
        `“${written}”不是数值，请只写数字，如 1200。`,
      );
    const area = /^\d+$/.test(place) ? pathOfCode(place) : place;
    if (!area) return faulty(i + 2, `"${place}" is no area code.`, `“${place}”不是区划代码。`);
    const before = seen.get(`${day}|${area}|${subject}`);
    if (before !== undefined)
      return faulty(
        i + 2,
        `the day, area and subject of line ${before} again. Keep one.`,
        `与第 ${before} 行的日期、区域、监测对象重复，请保留一行。`,
      );
    seen.set(`${day}|${area}|${subject}`, i + 2);
    byDay.set(day, [...(byDay.get(day) ?? []), { area, subject, value: Number(written) }]);
  }
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, counted]) => ({
      channel,
      sending: `${sending ?? contentName(counted)} ${day}`,
      day,
      via: 'file',
      lines: counted,
      correction,
    }));
}

/** A name for what a file says: equal files have equal names (FNV-1a). */
function contentName(lines: RecordCounts['lines']): string {
  let hash = 0x811c9dc5;
  for (const letter of JSON.stringify(lines)) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return `file-${hash.toString(36)}`;
}

/** A picture as CSV: day, observed, expected, upper bound, tail probability, alarm. Empty where there is none. */
export const pictureCsv = ({ days }: Picture): string =>
  stringify(
    days.map(({ day, observed, expected, upper, p, alarm }) => [day, observed, expected, upper, p, alarm ? 1 : 0]),
    { header: true, columns: ['day', 'observed', 'expected', 'upper', 'p', 'alarm'] },
  );
