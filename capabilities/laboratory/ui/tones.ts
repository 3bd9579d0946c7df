/** How a result is coloured: what calls for work stands out. */
export const TONES = { positive: 'bad', negative: 'good', inconclusive: 'warn' } as const;
