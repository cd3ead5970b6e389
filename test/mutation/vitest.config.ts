import { dirname, relative, sep } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Quick files first, of those the ones beside the file that is changed: most faults are noticed before the slow ones begin. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const changed = this.ctx.config.related?.[0] ?? ''
    const steps = (file: TestSpecification) => relative(dirname(changed), file.moduleId).split(sep).length
    const slowness = (file: TestSpecification) =>
      Math.floor((this.ctx.cache.getTestSpecificationResult(file)?.duration ?? 0) / 200)
    return files.toSorted((a, b) => slowness(a) - slowness(b) || steps(a) - steps(b))
  }
}

/** The tests that faults are tried on. Stryker calls it in a copy of the whole tree. */
export default defineConfig({
  test: {
    include: ['packages/{directory,plan}/src/**/*.test.ts'],
    // Tests of the tests, and those that only show how large a plan may be.
    exclude: ['**/node_modules/**', '**/testkit/**', '**/many.test.ts'],
    setupFiles: ['test/mutation/seed.ts'],
    // Each run has a process of its own all the same, so that what is made while a module is loaded is made anew.
    isolate: false,
    sequence: { sequencer: QuickestFirst },
    testTimeout: 60_000,
    reporters: [],
  },
})
