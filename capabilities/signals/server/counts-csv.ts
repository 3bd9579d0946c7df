import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { pathOfCode } from '../../../kernel/place.ts';
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { RecordCounts } from '../model.ts';
import type { Picture } from '../picture.ts';

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
  for (const [i, cells] of lines.entries()) {
    const [day = '', place = '', subject = '', written = ''] = at.map((column) => cells[column] ?? '');
    const value = Number(written);
    if (written === '' || !Number.isFinite(value))
      return faulty(i + 2, `"${written}" is no number.`, `“${written}”不是数值。`);
    const area = /^\d+$/.test(place) ? pathOfCode(place) : place;
    if (!area) return faulty(i + 2, `"${place}" is no area code.`, `“${place}”不是区划代码。`);
    byDay.set(day, [...(byDay.get(day) ?? []), { area, subject, value }]);
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
