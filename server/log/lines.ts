/**
 * Many JSON values as one parameter, one a line: JSON writes a line break inside a value as \\n, so nothing needs a second
 * escape, which for arrays of texts was a third of the cost of sending a command's rows.
 */
export const toLines = (values: unknown[]): string => values.map((value) => JSON.stringify(value)).join('\n');

/** The parameter read back as an array of texts. */
export const lines = (parameter: number): string => `string_to_array($${parameter}::text, E'\\n')`;

type Plain = string | number | boolean | null;

/** Values as PostgreSQL writes an array: the driver's own way makes two new texts for every one it is given. */
export const toArray = (values: readonly Plain[]): string => `{${values.map(element).join(',')}}`;

function element(value: Plain): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return String(value);
  return /["\\]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
}
