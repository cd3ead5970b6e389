import { expect, test } from 'vitest'
import { judgeRules, judgeSettings } from './settings.ts'

const problems = [
  { setting: 'AK_BASE', problem: 'is not set', fix: 'Set it to an address.' },
  { setting: 'COWHERD_OWNER', problem: 'has a blank', fix: 'Set it to a name.' },
]

test('every wrong setting is named with its fix', () => {
  expect(judgeSettings(problems, [])).toEqual({
    state: 'problem',
    reason: 'AK_BASE is not set. COWHERD_OWNER has a blank.',
    fix: 'AK_BASE: Set it to an address.\nCOWHERD_OWNER: Set it to a name.',
  })
})

test('what is allowed but unwise is a warning', () => {
  const verdict = judgeSettings([], [{ code: 'plain-http', message: 'AK_BASE is http. Use https.' }])
  expect(verdict).toMatchObject({ state: 'warning', reason: 'AK_BASE is http. Use https.' })
  expect(judgeSettings([], []).state).toBe('ok')
})

test('a broken file of rules is a problem on one line, with the page that explains it', () => {
  const verdict = judgeRules({ file: 'cowherd.yaml', rules: 0, problem: 'cowherd.yaml:1:1 bad\nmore' })
  expect(verdict).toMatchObject({ state: 'problem', reason: 'cowherd.yaml:1:1 bad; more' })
  expect(verdict.fix).toContain('docs/rules.md')
  expect(judgeRules({ file: undefined, rules: 0, problem: undefined }).state).toBe('ok')
  expect(judgeRules({ file: 'a.yaml', rules: 3, problem: undefined }).reason).toBe('3 in a.yaml.')
})
