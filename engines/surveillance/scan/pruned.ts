import { measureAtLevel } from './likelihood.ts';
import { bestOfLists, greatestRatio, type Layout } from './sweep.ts';

/** Growth of a circle's measure within one block of members: small enough to bound well, large enough to skip much. */
const GROWTH = 1.1;
/** Replicates swept in full before their smallest maximum sets the level to prune at. */
const LEARN = 10;
/** Cases of two windows travel in one 32-bit word, those of eight windows in four. */
const WORDS = 4;
const LANE = 16;
const LANE_MASK = 0xffff;

/** Whether a scan can be pruned: a product measure, high rates, counts that fit half a word. */
export const canPrune = ({ prefix, rates, odds }: Layout): boolean =>
  prefix.length > 0 && rates === 'high' && odds.total <= LANE_MASK;

/**
 * The greatest ratio without visiting every circle. The members of each centre are cut into blocks, cases are summed
 * eight windows at a time, and a block is visited only if its cases at the far end against its measure at the near end
 * could beat a level. The level is learnt from the first replicates; a replicate with nothing above it is swept in full,
 * so that every maximum is exact.
 */
export class Pruned {
  private readonly plan: Layout;
  /** First member of each block, offsets into `circles.members`; the blocks of centre i are `first[i] .. first[i + 1])`. */
  private readonly block: Int32Array;
  private readonly first: Int32Array;
  private readonly bound: Float64Array;
  private readonly packed: Int32Array;
  private level = Number.POSITIVE_INFINITY;
  private learnt = 0;

  constructor(plan: Layout) {
    this.plan = plan;
    const { circles, places, prefix } = plan;
    const block: number[] = [];
    this.first = new Int32Array(places + 1);
    for (let centre = 0; centre < places; centre++) {
      let near = 0;
      for (let k = circles.start[centre]!; k < circles.start[centre + 1]!; k++) {
        if (k > circles.start[centre]! && prefix[k]! <= near * GROWTH) continue;
        near = prefix[k]!;
        block.push(k);
      }
      this.first[centre + 1] = block.length;
    }
    this.block = Int32Array.from([...block, circles.members.length]);
    this.bound = new Float64Array(plan.odds.total + 1);
    this.packed = new Int32Array(Math.ceil(plan.factors.length / (2 * WORDS)) * places * WORDS);
  }

  /** As `greatestRatio` of a full sweep. `cases` of each place in each window, window-major. */
  greatestRatio(cases: Int32Array): number {
    if (this.learnt >= LEARN) {
      this.plan.least.fill(Number.POSITIVE_INFINITY);
      this.pack(cases);
      for (let w = 0; w < this.plan.factors.length; w += 2 * WORDS) this.visit(cases, w);
      const best = bestOfLists(this.plan);
      if (best > this.level) return best;
    }
    const best = greatestRatio(this.plan, cases);
    this.learn(best);
    return best;
  }

  private learn(best: number): void {
    this.learnt += 1;
    if (this.learnt > LEARN) return;
    this.level = Math.min(this.level, best * 0.9);
    if (this.learnt < LEARN) return;
    for (let c = this.plan.fewest; c < this.bound.length; c++)
      this.bound[c] = measureAtLevel(this.plan.odds, c, this.level);
  }

  private pack(cases: Int32Array): void {
    const { places, factors } = this.plan;
    this.packed.fill(0);
    for (let w = 0; w < factors.length; w++) {
      const group = Math.floor(w / (2 * WORDS));
      const word = (w >> 1) % WORDS;
      for (let place = 0; place < places; place++)
        this.packed[(group * places + place) * WORDS + word]! |= cases[w * places + place]! << (w % 2 === 0 ? 0 : LANE);
    }
  }

  /** Eight windows from `from` on, around every centre. */
  private visit(cases: Int32Array, from: number): void {
    const { circles, places, factors, prefix } = this.plan;
    const { block, first, bound, packed } = this;
    const lanes = Math.min(2 * WORDS, factors.length - from);
    const base = (from / (2 * WORDS)) * places;
    const before = new Int32Array(WORDS);
    const now = new Int32Array(WORDS);
    for (let centre = 0; centre < places; centre++) {
      now.fill(0);
      const past = first[centre + 1]!;
      for (let i = first[centre]!; i < past; i++) {
        const near = block[i]!;
        const end = i + 1 < past ? block[i + 1]! : circles.start[centre + 1]!;
        before.set(now);
        addMembers(circles.members, near, end, packed, base, now);
        const hit = couldBeat(now, lanes, prefix[near]!, factors, from, bound);
        if (hit === 0) continue;
        for (let lane = 0; lane < lanes; lane++)
          if ((hit >>> lane) & 1)
            this.walk(cases, from + lane, near, end, (before[lane >> 1]! >>> ((lane & 1) * LANE)) & LANE_MASK);
      }
    }
  }

  /** Visits the circles that end in one block. */
  private walk(cases: Int32Array, window: number, near: number, end: number, before: number): void {
    const { circles, places, factors, prefix, least } = this.plan;
    const offset = window * places;
    const factor = factors[window]!;
    let c = before;
    for (let k = near; k < end; k++) {
      c += cases[offset + circles.members[k]!]!;
      const measure = prefix[k]! * factor;
      if (measure < least[c]!) least[c] = measure;
    }
  }
}

function addMembers(
  members: Uint16Array | Int32Array,
  from: number,
  end: number,
  packed: Int32Array,
  base: number,
  sums: Int32Array,
): void {
  let a = sums[0]!;
  let b = sums[1]!;
  let c = sums[2]!;
  let d = sums[3]!;
  for (let k = from; k < end; k++) {
    const at = (base + members[k]!) << 2;
    a = (a + packed[at]!) | 0;
    b = (b + packed[at + 1]!) | 0;
    c = (c + packed[at + 2]!) | 0;
    d = (d + packed[at + 3]!) | 0;
  }
  sums[0] = a;
  sums[1] = b;
  sums[2] = c;
  sums[3] = d;
}

/** Which of the windows packed in `sums` could beat the level at this measure, one bit each. */
function couldBeat(
  sums: Int32Array,
  lanes: number,
  measure: number,
  factors: Float64Array,
  from: number,
  bound: Float64Array,
): number {
  let hit = 0;
  for (let lane = 0; lane < lanes; lane++) {
    const count = (sums[lane >> 1]! >>> ((lane & 1) * LANE)) & LANE_MASK;
    if (measure * factors[from + lane]! < bound[count]!) hit |= 1 << lane;
  }
  return hit;
}
