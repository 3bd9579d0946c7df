/**
 * The number of a request as people say it on the telephone: its place in the city's log and one check digit, digits only.
 * The check digit is Damm's (H. M. Damm, Total anti-symmetrische Quasigruppen, Marburg 2004): it finds every single wrong
 * digit and every two neighbours exchanged, so a number misheard is nobody else's.
 */
const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];
const checkOf = (digits: string): string =>
  [...digits].reduce((before, digit) => QUASIGROUP[Number(before)]?.[Number(digit)] ?? '', '0');

/** At least this many digits, so that a number is never taken for a door or a year. */
const SHORTEST = 6;

/** The number of what happened as event `seq` of the log; null where the log has not given it a place yet (a phone without network). */
export function numberOf(seq: number): string | null {
  if (seq < 1) return null;
  const digits = String(seq).padStart(SHORTEST - 1, '0');
  return digits + checkOf(digits);
}

/** What somebody typed or said as a number: its digits, `misheard` when the check digit is wrong, undefined when it is no number. */
export function readNumber(text: string): { digits: string; misheard: boolean } | undefined {
  const digits = text.normalize('NFKC').replace(/[\s.-]/g, '');
  if (!/^\d+$/.test(digits) || digits.length < SHORTEST || digits.length > 11) return undefined;
  return { digits, misheard: checkOf(digits) !== '0' };
}

/** In groups of three from the right, as it is read out: `0 025 273`, `25 273`. */
export const spoken = (number: string): string => number.replace(/\B(?=(\d{3})+$)/g, ' ');
