import { defineConfig } from 'vitest/config'

/**
 * One kind of tests; kinds run one after the other, so that what measures time has the machine to itself. What mostly waits
 * for other processes runs two files at a time, however few processors there are.
 */
function project(
  name: string,
  include: string[],
  groupOrder: number,
  timeoutSeconds: number,
  {
    exclude = [],
    waits = false,
    globalSetup = [],
  }: { exclude?: string[]; waits?: boolean; globalSetup?: string[] } = {},
) {
  return {
    test: {
      name,
      include,
      exclude: ['**/node_modules/**', ...exclude],
      globalSetup,
      ...(waits ? { maxWorkers: 2 } : {}),
      testTimeout: timeoutSeconds * 1000,
      hookTimeout: timeoutSeconds * 1000,
      sequence: { groupOrder },
    },
  }
}

/** Plays whole demos with a running service: no part of the quick checks. */
const demo = 'apps/cli/src/commands/demo.test.ts'

export default defineConfig({
  test: {
    projects: [
      project(
        'unit',
        ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'test/mutation/**/*.test.ts'],
        0,
        30,
        { exclude: [demo] },
      ),
      project('contract', ['test/contract/**/*.test.ts', 'test/wishes/**/*.test.ts'], 1, 60),
      project('part', ['test/part/**/*.test.ts'], 2, 300),
      project('whole', ['test/whole/**/*.test.ts'], 3, 300),
      project('queue', ['test/queue/**/*.test.ts'], 4, 120, { waits: true }),
      project('service', ['test/service/**/*.test.ts', demo], 5, 300, { waits: true }),
      project('chaos', ['test/chaos/**/*.test.ts'], 6, 600),
      project('deploy', ['test/deploy/**/*.test.ts'], 7, 600),
      project('console', ['test/console/**/*.test.ts'], 8, 120, {
        waits: true,
        globalSetup: ['test/console/setup.ts'],
      }),
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts', 'apps/*/src/**/*.ts'],
      exclude: ['**/testkit/**', '**/*.test.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        'packages/{directory,plan,reconcile}/src/**/*.ts': { lines: 95, branches: 95 },
      },
    },
  },
})
