/** ln(1 - e^l) for l <= 0, accurate for l near 0 and for l far below (Mächler 2012). */
export const logComplement = (l: number): number =>
  l > -Math.LN2 ? Math.log(Math.max(0, -Math.expm1(l))) : Math.log1p(-Math.exp(l));
