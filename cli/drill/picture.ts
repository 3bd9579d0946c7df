import type { ScoreLine } from '../../protocols/drill.ts';
import type { Played } from './play.ts';

/** A value with its unit; with `target`, what is asked for. */
export function shown({ value, unit, target }: ScoreLine, wanted = false): string {
  const text = (n: number): string =>
    unit === 'share' ? `${Math.round(n * 1000) / 10} %` : `${Math.round(n * 10) / 10}${unit === 'hours' ? ' h' : ''}`;
  if (!wanted) return value === null ? '–' : text(value);
  const { atLeast, atMost } = target ?? {};
  return [atLeast === undefined ? '' : `≥ ${text(atLeast)}`, atMost === undefined ? '' : `≤ ${text(atMost)}`]
    .filter(Boolean)
    .join(', ');
}

const MARK = (passed: boolean | null): string => (passed === null ? ' ' : passed ? '+' : '!');

/** The score sheet as a table, findings below. */
export function picture(played: Played, names: { en: string; zh: string }): string {
  const lines = [
    `${names.en} / ${names.zh}`,
    `${played.people} people in ${played.households} households, ${played.days} days, seed ${played.seed}, ${played.events} events`,
  ];
  let track = '';
  for (const line of played.sheet) {
    if (line.track !== track) lines.push('', line.track);
    track = line.track;
    lines.push(
      ` ${MARK(line.passed)} ${line.names.en.padEnd(40)} ${shown(line).padStart(9)} ${(line.value === line.of ? '' : `of ${line.of}`).padStart(9)}   ${shown(line, true)}`,
    );
  }
  lines.push('', `${played.findings.length} findings, each a duty:`);
  for (const { id, owner, dueAt } of played.findings)
    lines.push(`   ${id.padEnd(40)} ${owner}, by ${dueAt.slice(0, 10)}`);
  return lines.join('\n');
}
