/** A pair chosen as the best of its record, and how sure the model is of it. */
export interface Chosen {
  weight: number;
  /** Probability that it is one person. */
  probability: number;
}

export interface Thresholds {
  /** From this weight on, pairs are one person with the wanted precision. +Infinity when no weight gives it. */
  same: number;
  /** Below it lie so few pairs that the wanted recall is kept. Never above `same`. */
  review: number;
  /** What the model expects of linking from `same` on, and from `review` on. */
  expected: { precision: number; recall: number; reviewPrecision: number; reviewRecall: number };
  /** Pairs a clerk looks at: `review` <= weight < `same`. */
  band: number;
}

/**
 * Two thresholds for a wanted precision and recall (0 to 1), from probabilities alone: the expected precision of all
 * pairs from a weight on is their mean probability, the expected recall their share of all that is expected to be one
 * person (Fellegi and Sunter 1969, with the mixture's own estimates as in Belin and Rubin 1995). Recall is that among
 * the pairs given: what blocking lost is not in it.
 */
export function thresholds(pairs: readonly Chosen[], wanted: { precision: number; recall: number }): Thresholds {
  for (const [name, share] of Object.entries(wanted))
    if (!(share > 0 && share <= 1)) throw new Error(`linkage-wanted: ${name} ${share} is no share above 0, at most 1.`);
  const sorted = [...pairs].sort((a, b) => b.weight - a.weight);
  const all = sorted.reduce((sum, pair) => sum + pair.probability, 0);
  let [same, review] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [sum, band] = [0, 0];
  let [atSame, atReview] = [
    { n: 0, sum: 0 },
    { n: 0, sum: 0 },
  ];
  for (const [i, pair] of sorted.entries()) {
    sum += pair.probability;
    // Pairs of one weight stand and fall together.
    if (sorted[i + 1]?.weight === pair.weight) continue;
    if (sum / (i + 1) >= wanted.precision) {
      same = pair.weight;
      atSame = { n: i + 1, sum };
    }
    if (review === Number.POSITIVE_INFINITY && sum >= wanted.recall * all) {
      review = pair.weight;
      atReview = { n: i + 1, sum };
    }
  }
  if (review > same) [review, atReview] = [same, atSame];
  else band = atReview.n - atSame.n;
  const part = (x: number, y: number): number => (y > 0 ? x / y : 1);
  return {
    same,
    review,
    expected: {
      precision: part(atSame.sum, atSame.n),
      recall: part(atSame.sum, all),
      reviewPrecision: part(atReview.sum, atReview.n),
      reviewRecall: part(atReview.sum, all),
    },
    band,
  };
}
