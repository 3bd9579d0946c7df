import { describe, test } from 'vitest';
import { logCases } from '../../tests/log.suite.ts';
import { memoryLog } from './memory.ts';

describe('the log in memory', () => {
  for (const { name, holds } of logCases) test(name, () => holds(memoryLog()));
});
