import type { Chance } from '../../kernel/chance.ts';

/** A standard normal draw (Box and Muller 1958); uses two uniforms. */
export function normal(chance: Chance): number {
  const radius = Math.sqrt(-2 * Math.log(1 - chance.next()));
  return radius * Math.cos(2 * Math.PI * chance.next());
}
