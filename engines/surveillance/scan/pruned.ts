import { measureAtLevel } from './likelihood.ts';
import { bestOfLists, greatestRatio, type Layout } from './sweep.ts';

/** Growth of a circle's measure within one block of members: small enough to bound well, large enough to skip much. */
const GROWTH = 1.1;
/** Replicates swept in full before their smallest maximum sets the level to prune at. */
const LEARN = 10;
const MOST_BLOCKS = 255;

/**
 * The greatest ratio without visiting every circle. The members of each centre are cut into blocks; cases are counted
 * by block, and a block is visited only if its cases at the far end against its measure at the near end could beat a
 * level. The level is learnt from the first replicates; a replicate with nothing above it is swept in full, so that
 * every maximum is exact. For product measures and high rates.
 */
export class Pruned {
  private readonly plan: Layout;
  /** Block of each place as seen from each centre, MOST_BLOCKS where it is outside the largest circle. */
  private readonly blockOf: Uint8Array;
  /** First member of each block of a centre (offsets into `circles.members`), centre-major. */
  private readonly blockStart: Int32Array;
  private readonly blocks: Int32Array;
  private readonly bound: Float64Array;
  private level = Number.POSITIVE_INFINITY;
  private learnt = 0;

  constructor(plan: Layout) {
    this.plan = plan;
    const { circles, places, prefix } = plan;
    this.blockOf = new Uint8Array(places * places).fill(MOST_BLOCKS);
    this.blockStart = new Int32Array(places * (MOST_BLOCKS + 1));
    this.blocks = new Int32Array(places);
    this.bound = new Float64Array(plan.odds.total + 1);
    for (let centre = 0; centre < places; centre++) {
      const first = circles.start[centre]!;
      const end = circles.start[centre + 1]!;
      let block = -1;
      for (let k = first; k < end; k++) {
        const open = block < 0 ? first : this.blockStart[centre * (MOST_BLOCKS + 1) + block]!;
        // what the last block cannot bound well is still bounded rightly: it only holds more
        if (block < 0 || (prefix[k]! > prefix[open]! * GROWTH && block + 1 < MOST_BLOCKS)) {
          block += 1;
          this.blockStart[centre * (MOST_BLOCKS + 1) + block] = k;
        }
        this.blockOf[centre * places + circles.members[k]!] = block;
      }
      this.blocks[centre] = block + 1;
      this.blockStart[centre * (MOST_BLOCKS + 1) + block + 1] = end;
    }
  }

  /** As `greatestRatio` of a full sweep. `cases` of each place in each window, window-major. */
  greatestRatio(cases: Int32Array): number {
    if (this.learnt >= LEARN) {
      this.plan.least.fill(Number.POSITIVE_INFINITY);
      this.visit(cases);
      const best = bestOfLists(this.plan);
      if (best > this.level) return best;
    }
    const best = greatestRatio(this.plan, cases);
    this.learn(best);
    return best;
  }

  private learn(best: number): void {
    this.learnt += 1;
    this.level = Math.min(this.level, best * 0.9);
    if (this.learnt < LEARN) return;
    for (let c = 1; c < this.bound.length; c++)
      this.bound[c] = c < this.plan.fewest ? 0 : measureAtLevel(this.plan.odds, c, this.level);
  }

  private visit(cases: Int32Array): void {
    const { circles, places, factors, prefix, least } = this.plan;
    const { blockOf, blockStart, blocks, bound } = this;
    const windows = factors.length;
    const tally = new Int32Array((MOST_BLOCKS + 1) * windows);
    const entries = this.entries(cases);
    for (let centre = 0; centre < places; centre++) {
      const count = blocks[centre]!;
      tally.fill(0, 0, count * windows);
      for (let i = 0; i < entries.length; i += 3) {
        const block = blockOf[centre * places + entries[i]!]!;
        tally[block * windows + entries[i + 1]!]! += entries[i + 2]!;
      }
      const row = centre * (MOST_BLOCKS + 1);
      for (let w = 0; w < windows; w++) {
        const factor = factors[w]!;
        let before = 0;
        for (let block = 0; block < count; block++) {
          const after = before + tally[block * windows + w]!;
          const near = blockStart[row + block]!;
          if (after > before && prefix[near]! * factor < bound[after]!) {
            let c = before;
            for (let k = near; k < blockStart[row + block + 1]!; k++) {
              c += cases[w * places + circles.members[k]!]!;
              const measure = prefix[k]! * factor;
              if (measure < least[c]!) least[c] = measure;
            }
          }
          before = after;
        }
      }
    }
  }

  /** The cells that hold cases as (place, window, cases). */
  private entries(cases: Int32Array): Int32Array {
    const { places } = this.plan;
    const found: number[] = [];
    for (let i = 0; i < cases.length; i++) if (cases[i]! > 0) found.push(i % places, Math.floor(i / places), cases[i]!);
    return Int32Array.from(found);
  }
}
