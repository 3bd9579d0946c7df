import type { Chance } from '../../kernel/chance.ts';

/** Longitude and latitude, WGS84. */
export type Point = [number, number];
export type Polygon = Point[];

/** A rough outline of Futian; everything inside it is synthetic. */
export const OUTLINE: Polygon = [
  [113.995, 22.53],
  [114.003, 22.52],
  [114.03, 22.511],
  [114.06, 22.508],
  [114.09, 22.524],
  [114.103, 22.532],
  [114.1, 22.555],
  [114.093, 22.572],
  [114.07, 22.59],
  [114.04, 22.593],
  [114.012, 22.583],
  [113.998, 22.56],
];

export const areaOf = (polygon: Polygon): number =>
  Math.abs(
    polygon.reduce((sum, [x, y], i) => {
      const [nx, ny] = polygon[(i + 1) % polygon.length] as Point;
      return sum + x * ny - nx * y;
    }, 0),
  ) / 2;

export const middleOf = (polygon: Polygon): Point => {
  const sum = polygon.reduce<Point>(([x, y], [px, py]) => [x + px, y + py], [0, 0]);
  return [sum[0] / polygon.length, sum[1] / polygon.length];
};

/** The part of a convex polygon where `nx * x + ny * y <= c`. */
function clip(polygon: Polygon, nx: number, ny: number, c: number): Polygon {
  const side = ([x, y]: Point) => nx * x + ny * y - c;
  return polygon.flatMap((point, i) => {
    const next = polygon[(i + 1) % polygon.length] as Point;
    const a = side(point);
    const b = side(next);
    const kept: Polygon = a <= 0 ? [point] : [];
    if (a <= 0 === b <= 0) return kept;
    const t = a / (a - b);
    return [...kept, [point[0] + t * (next[0] - point[0]), point[1] + t * (next[1] - point[1])] as Point];
  });
}

/** Cuts a convex polygon into one part an item, sized by weight, by slightly slanted lines across its longer side. */
export function partition(polygon: Polygon, weights: number[], chance: Chance): Polygon[] {
  if (weights.length <= 1) return [polygon];
  const half = Math.ceil(weights.length / 2);
  const total = weights.reduce((a, b) => a + b, 0);
  const share = weights.slice(0, half).reduce((a, b) => a + b, 0) / total;
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const wide = Math.max(...xs) - Math.min(...xs) >= Math.max(...ys) - Math.min(...ys);
  const slant = (chance.next() - 0.5) * 0.7 + (wide ? 0 : Math.PI / 2);
  const [nx, ny] = [Math.cos(slant), Math.sin(slant)];
  const reach = polygon.map(([x, y]) => nx * x + ny * y);
  let [low, high] = [Math.min(...reach), Math.max(...reach)];
  const whole = areaOf(polygon);
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (areaOf(clip(polygon, nx, ny, middle)) / whole < share) low = middle;
    else high = middle;
  }
  return [
    ...partition(clip(polygon, nx, ny, low), weights.slice(0, half), chance),
    ...partition(clip(polygon, -nx, -ny, -low), weights.slice(half), chance),
  ];
}

/** A point inside a convex polygon, away from its edge. */
export function within(polygon: Polygon, chance: Chance): Point {
  const weights = polygon.map(() => -Math.log(1 - chance.next()));
  const total = weights.reduce((a, b) => a + b, 0);
  const [mx, my] = middleOf(polygon);
  const [x, y] = polygon.reduce<Point>(
    ([sx, sy], [px, py], i) => [sx + (px * (weights[i] as number)) / total, sy + (py * (weights[i] as number)) / total],
    [0, 0],
  );
  return [round(mx + (x - mx) * 0.85), round(my + (y - my) * 0.85)];
}

/** Five decimals, about a metre. */
export const round = (value: number): number => Math.round(value * 1e5) / 1e5;
export const rounded = (polygon: Polygon): Polygon => polygon.map(([x, y]) => [round(x), round(y)]);
