import type { LinearProgram } from './linear.ts';

const number = (value: number): string => (Object.is(value, -0) ? '0' : String(value));

/** The program in CPLEX LP format, for any other solver. Names are c1, r1 ... in order, so that none can be illegal. */
export function lpText(program: LinearProgram): string {
  const terms: string[][] = program.rows.map(() => []);
  program.columns.forEach((_, j) => {
    for (let k = program.starts[j]!; k < program.starts[j + 1]!; k++)
      terms[program.rowOf[k]!]!.push(
        `${program.values[k]! < 0 ? '-' : '+'} ${number(Math.abs(program.values[k]!))} c${j + 1}`,
      );
  });
  const objective = program.columns.map(({ cost }, j) => `${cost < 0 ? '-' : '+'} ${number(Math.abs(cost))} c${j + 1}`);
  const rows = program.rows.flatMap(({ lower, upper }, i) => {
    const left = terms[i]!.length > 0 ? wrap(terms[i]!) : '0 c1';
    if (lower === upper) return [` r${i + 1}: ${left} = ${number(upper)}`];
    return [
      ...(upper < Number.POSITIVE_INFINITY ? [` r${i + 1}: ${left} <= ${number(upper)}`] : []),
      ...(lower > Number.NEGATIVE_INFINITY ? [` s${i + 1}: ${left} >= ${number(lower)}`] : []),
    ];
  });
  const bounds = program.columns.map(({ lower, upper }, j) => ` ${bound(lower)} <= c${j + 1} <= ${bound(upper)}`);
  const whole = program.columns.flatMap(({ integer }, j) => (integer ? [`c${j + 1}`] : []));
  return [
    'Minimize',
    ` cost: ${wrap(objective)}`,
    'Subject To',
    ...rows,
    'Bounds',
    ...bounds,
    ...(whole.length > 0 ? ['General', ` ${wrap(whole)}`] : []),
    'End',
    '',
  ].join('\n');
}

const bound = (value: number): string =>
  value === Number.POSITIVE_INFINITY ? '+inf' : value === Number.NEGATIVE_INFINITY ? '-inf' : number(value);

/** Lines of at most ten terms: the format allows 560 characters a line. */
function wrap(terms: readonly string[]): string {
  const lines: string[] = [];
  for (let i = 0; i < terms.length; i += 10) lines.push(terms.slice(i, i + 10).join(' '));
  return lines.join('\n  ');
}
