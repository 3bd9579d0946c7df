export { checkProblem } from './model/check-problem.ts';
export type { Broken } from './model/pass.ts';
export { router } from './model/route.ts';
export { communities, shareVehicles } from './parts/communities.ts';
export { joined, type Part } from './parts/parts.ts';
export type * from './problem.ts';
export { unreachable } from './problem.ts';
export { solve } from './search/solve.ts';
export type * from './solution.ts';
