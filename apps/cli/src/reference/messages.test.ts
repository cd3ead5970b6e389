import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  conflictMessages,
  dropMessages,
  failureMessages,
  holdMessages,
  type Message,
  upstreamMessages,
  warningMessages,
} from './messages.ts'

const planSources = fileURLToPath(new URL('../../../../packages/plan/src/', import.meta.url))

/** Codes that stand in the planner's sources; those of holds and frozen lists are complete by their types. */
function codesInPlanner(): Set<string> {
  const files = globSync('**/*.ts', { cwd: planSources }).filter((file) => !/\.test\.ts$|^testkit/.test(file))
  const text = files.map((file) => readFileSync(planSources + file, 'utf8')).join('\n')
  return new Set([...text.matchAll(/\bcode: '([a-z-]+)'/g)].map(([, code = '']) => code))
}

test('every code of the planner is explained', () => {
  const known = { ...conflictMessages, ...holdMessages, ...warningMessages }
  const codes = codesInPlanner()
  expect([...codes].filter((code) => !(code in known))).toEqual([])
  expect(codes).toContain('held-by-group')
  expect(codes).toContain('second-alias')
  expect(codes).toContain('member-loss')
})

test('no code is explained that the planner does not have', () => {
  const codes = codesInPlanner()
  const free = [...Object.keys(conflictMessages).slice(6), ...Object.keys(warningMessages)]
  expect(free.filter((code) => !codes.has(code))).toEqual([])
})

describe.each(
  Object.entries({
    conflictMessages,
    holdMessages,
    warningMessages,
    dropMessages,
    upstreamMessages,
    failureMessages,
  } as Record<string, Readonly<Record<string, Message>>>),
)('%s', (_name, messages) => {
  test('tell meaning and fix in whole sentences that fit a table', () => {
    for (const text of Object.values(messages).flat()) {
      expect(text).toMatch(/^[^|\n]+\.$/)
    }
  })
})
