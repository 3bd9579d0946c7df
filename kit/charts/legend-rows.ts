/** Room beside the names: the page's and the card's padding, and an item's mark and gap. */
const SIDES = 64;
const MARK = 34;
/** Width of a character in heights: Latin ones are narrow, Chinese ones as wide as high. */
const width = (name: string): number => [...name].reduce((sum, char) => sum + (char > '\u2e80' ? 1 : 0.56), 0);

/** Rows that a chart's legend takes on a page of a width, so that the picture begins below it. */
export function legendRows(names: readonly string[], size: number, page: number): number {
  let rows = 1;
  let left = page - SIDES;
  for (const name of names) {
    const needs = width(name) * size + MARK;
    if (needs > left && left < page - SIDES) {
      rows += 1;
      left = page - SIDES;
    }
    left -= needs;
  }
  return rows;
}
