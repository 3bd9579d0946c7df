export type { Broken } from './model/pass.ts';
export { router } from './model/route.ts';
export type * from './problem.ts';
export { unreachable } from './problem.ts';
export { solve } from './search/solve.ts';
export type * from './solution.ts';
