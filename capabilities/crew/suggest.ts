import type { Instant } from '../../kernel/time.ts';
import type { MemberRow } from './views.ts';

type Candidate = Pick<MemberRow, 'id' | 'area' | 'languages' | 'caseload' | 'cap' | 'left' | 'absentUntil'>;

const shared = (a: string, b: string): number => {
  const [left, right] = [a.split('.'), b.split('.')];
  const differ = left.findIndex((label, i) => label !== right[i]);
  return differ < 0 ? left.length : differ;
};

/** Who could take on these households together: room for all of them, then a language they speak, then nearness, then the lighter load. */
export function suggest<C extends Candidate>(
  crew: readonly C[],
  households: { id: string; languages: string[] }[],
  now: Instant,
): C[] {
  const first = households[0]?.id ?? '';
  const wanted = new Set(households.flatMap((each) => each.languages));
  const speaks = (each: C): number => (each.languages.some((language) => wanted.has(language)) ? 1 : 0);
  return crew
    .filter(
      (each) =>
        !each.left && each.caseload + households.length <= each.cap && !(each.absentUntil && each.absentUntil > now),
    )
    .sort(
      (a, b) =>
        speaks(b) - speaks(a) ||
        shared(b.area, first) - shared(a.area, first) ||
        a.caseload - b.caseload ||
        (a.id < b.id ? -1 : 1),
    );
}
