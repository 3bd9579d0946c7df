import { type City, makeCity } from '../../engines/simulation/index.ts';
import type { Plan } from './prepare.ts';

/** The city of a plan: the same in any worker. A file of its own, so that a worker loads the engine and nothing else. */
export const cityOf = ({ tables, text }: Pick<Plan, 'tables' | 'text'>): City =>
  makeCity(tables, text.city.people, text.city.seed);
