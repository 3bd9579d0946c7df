import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { clusterFolder } from '../database.ts';
import { startVillage } from './village.ts';

export default async function setup(project: TestProject): Promise<() => void> {
  const guarded = clusterFolder();
  const folder = join(guarded.path, 'village');
  await startVillage(folder).then(({ stop }) => stop());
  project.provide('village', folder);
  return () => guarded.remove();
}
