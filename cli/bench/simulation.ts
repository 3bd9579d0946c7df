import type { Io } from '../io.ts';
import type { Figure } from './figure.ts';

export async function simulation(_io: Io): Promise<Figure[]> {
  return [];
}
