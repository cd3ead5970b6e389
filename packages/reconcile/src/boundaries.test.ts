import { describe, expect, it } from 'vitest'
import { importsOf, isForTests, readSources, type SourceFile } from './testkit/sources.ts'

const sources = readSources()

/** Places that may make something which writes, and hand it to a run. */
const connecting = /^apps\/cli\/src\/(connection|demo)\//
const writing = /^packages\/mailcow\/src\/(writer\.ts$|writing\/)/
const applying = /^packages\/reconcile\/src\/apply\//
const passingOn = /^packages\/reconcile\/src\/(ports|index|run\/[a-z-]+)\.ts$/
/** Lets writes through only while the run is this worker's own. */
const leasing = /^apps\/worker\/src\/run\/lease\.ts$/

/** Everything that gets round the rule that only the apply module writes to the target. */
function findSideDoors(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !isForTests(file))
    .flatMap((file) => {
      const { path, text } = file
      const makesWriter = importsOf(file).some(
        (name) => name === '@cowherd/mailcow/writer' || writing.test(name),
      )
      const problems = [
        makesWriter && !connecting.test(path) && !writing.test(path) && 'makes a writer',
        /\bTargetWriter\b/.test(text) &&
          !writing.test(path) &&
          !applying.test(path) &&
          !passingOn.test(path) &&
          !leasing.test(path) &&
          'takes a writer',
        /\bwriter\??\.(create|update|delete)\b|\{[^}]*\}\s*=\s*[\w.]*\bwriter\b/.test(text) &&
          !applying.test(path) &&
          !leasing.test(path) &&
          'calls a writer',
      ]
      return problems.filter((problem) => problem !== false).map((problem) => `${path} ${problem}`)
    })
}

/** What the pure packages may be built on, besides each other. */
const harmless = new Set([
  'valibot',
  '@valibot/to-json-schema',
  'picomatch',
  'transliteration',
  'yaml',
  'fastest-levenshtein',
  'node:url',
  'node:crypto',
])
const pure = /^packages\/(directory|rules|plan)\/src\/(?!generate\.ts$)/

/** Imports by which a pure package could reach the world. */
function findImpurities(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => pure.test(file.path) && !isForTests(file))
    .flatMap((file) =>
      importsOf(file)
        .filter(
          (name) =>
            !harmless.has(name) && !/^@cowherd\/(directory|rules|plan)$/.test(name) && !pure.test(name),
        )
        .map((name) => `${file.path} imports ${name}`),
    )
}

describe('writes', () => {
  it('are only reachable through the one apply module', () => {
    expect(findSideDoors(sources)).toEqual([])
  })

  it('are looked for where they are', () => {
    const paths = sources.map(({ path }) => path)
    for (const place of [connecting, writing, applying, passingOn, leasing, pure]) {
      expect(paths.some((path) => place.test(path))).toBe(true)
    }
  })

  it.each([
    ['apps/cli/src/commands/x.ts', "import { createMailcowWriter } from '@cowherd/mailcow/writer'"],
    ['apps/cli/src/commands/x.ts', "const { createMailcowWriter } = await import('@cowherd/mailcow/writer')"],
    [
      'apps/worker/src/x.ts',
      "import { createMailcowWriter as w } from '../../../packages/mailcow/src/writer.ts'",
    ],
    ['packages/mailcow/src/reading/x.ts', "import { createMailcowWriter } from '../writing/writer.ts'"],
    ['packages/mailcow/src/index.ts', "export * from './writer.ts'"],
    ['packages/state/src/x.ts', "import type { Memory, TargetWriter } from '@cowherd/reconcile'"],
    ['packages/reconcile/src/part/x.ts', "import type { TargetWriter } from '../ports.ts'"],
    ['apps/cli/src/commands/x.ts', 'await context.writer.delete(7)'],
    ['packages/reconcile/src/run/x.ts', 'const { update } = context.writer'],
    ['apps/cli/src/connection/x.ts', 'await connect(settings, io).writer.create(content)'],
  ])('by a side door are noticed: %s: %s', (path, text) => {
    expect(findSideDoors([{ path, text }])).toHaveLength(1)
  })
})

describe('directory, rules and plan', () => {
  it('import nothing by which they could reach the world', () => {
    expect(findImpurities(sources)).toEqual([])
  })

  it.each([
    "import { readFileSync } from 'node:fs'",
    "import fs from 'fs'",
    "export { request } from 'node:http'",
    "import 'ofetch'",
    "import type { Target } from '@cowherd/reconcile'",
    "import { createMailcowWriter } from '@cowherd/mailcow/writer'",
    "import { createUpstream } from '../../upstream/src/index.ts'",
    "const { readFile } = await import('node:fs/promises')",
  ])('and such an import is noticed: %s', (text) => {
    expect(findImpurities([{ path: 'packages/plan/src/x.ts', text }])).toHaveLength(1)
  })

  it.each([
    "import { compareText } from '@cowherd/directory'",
    "import * as v from 'valibot'",
    "import { createHash } from 'node:crypto'",
    "import { domainToASCII } from 'node:url'",
    "import type { Alias } from '../target/model.ts'",
  ])('and a harmless one is not: %s', (text) => {
    expect(findImpurities([{ path: 'packages/plan/src/difference/x.ts', text }])).toEqual([])
  })
})
