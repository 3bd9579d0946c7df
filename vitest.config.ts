import { existsSync } from 'node:fs';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

const kinds = { database: '**/*.db.test.ts', property: '**/*.property.test.ts', story: 'tests/**/*.story.test.ts' };
const never = ['**/node_modules/**', '**/dist/**', '.tandem/**'];

/** The two databases and the fuzz share files with other projects: they run only when named. */
const named = (name: string): boolean => process.argv.some((word) => word === name || word === `--project=${name}`);

function project(name: string, include: string[], more: object = {}): TestProjectConfiguration {
  return { test: { name, include, exclude: never, ...more } };
}

function database(name: string, url: string | undefined): TestProjectConfiguration {
  const setup = 'tests/database.setup.ts';
  return project(name, [kinds.database], {
    ...(existsSync(setup) ? { globalSetup: [setup] } : {}),
    env: url ? { TANDEM_TEST_DATABASE_URL: url } : {},
    testTimeout: 180_000,
    hookTimeout: 180_000,
  });
}

const second = process.env['TANDEM_TEST_DATABASE_URL'];

export default defineConfig({
  test: {
    projects: [
      project('unit', ['**/*.test.{ts,tsx}'], {
        exclude: [...never, ...Object.values(kinds), 'tests/check/**'],
        // pure code holds nothing between tests: files share a worker, and its imports, which are most of the time
        isolate: false,
        // a limit for what hangs; slow is no fault, for other parts of npm test run beside
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      project('property', [kinds.property], {
        setupFiles: ['tests/property.setup.ts'],
        testTimeout: 120_000,
        isolate: false,
      }),
      ...(named('fuzz')
        ? [
            project('fuzz', [kinds.property], {
              setupFiles: ['tests/property.setup.ts'],
              env: { TANDEM_FUZZ_RUNS: process.env['TANDEM_FUZZ_RUNS'] ?? '3000' },
              testTimeout: 1_800_000,
            }),
          ]
        : []),
      project('house', ['tests/check/**/*.test.ts'], { testTimeout: 180_000 }),
      ...(second && named('database-15') ? [database('database-15', second)] : [database('database', undefined)]),
      project('story', [kinds.story], {
        globalSetup: ['tests/stories/village.setup.ts'],
        fileParallelism: false,
        testTimeout: 400_000,
        hookTimeout: 400_000,
      }),
    ],
  },
});
