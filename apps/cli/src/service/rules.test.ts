import { createLog, createMetrics } from '@cowherd/telemetry'
import { expect, test } from 'vitest'
import { createLiveRules } from './rules.ts'

/** Live rules over a file that the test writes by assigning `text`; undefined: there is no file. */
function openRules(first: string) {
  const file: { text: string | undefined } = { text: first }
  const lines: string[] = []
  const metrics = createMetrics()
  const log = createLog({
    ...{ level: 'info', format: 'text', now: () => new Date('2026-11-24T12:00:00Z') },
    write: (line) => lines.push(line),
  })
  const readFile = (path: string) => {
    if (file.text === undefined) throw new Error(`ENOENT: no such file, open '${path}'`)
    return file.text
  }
  const settings = { config: '/etc/cowherd/cowherd.yaml' }
  const rules = createLiveRules(settings as never, { readFile } as never, log, metrics)
  const gauge = async () => /^cowherd_rules_in_force (\d)$/m.exec(await metrics.text())?.[1]
  return { file, lines, rules, gauge, names: () => rules.current().groups.map(({ name }) => name) }
}

const one = 'rules: [{name: one, ignore: true}]'
const two = 'rules: [{name: two, ignore: true}]'

test('a good change holds at once and says so', async () => {
  const { file, rules, gauge, names, lines } = openRules(one)
  file.text = two
  expect(rules.reload()).toBe(true)
  expect(names()).toEqual(['two'])
  expect(rules.problem()).toBeUndefined()
  expect(await gauge()).toBe('1')
  expect(lines.join('')).toContain('looking at everything')
})

test('a file that says the same as before changes nothing', async () => {
  const { file, rules, lines } = openRules(one)
  file.text = `# a remark\n${one}`
  expect(rules.reload()).toBe(false)
  expect(lines.join('')).toContain('are the same')
})

test.each([
  ['broken', 'rules: [{nam: x}]', /cowherd\.yaml:1:10 rules\[0\]\.nam: is not a key; did you mean name\?/],
  ['away', undefined, /COWHERD_CONFIG names a file that cannot be read: ENOENT/],
])(
  'one that is %s keeps the last good rules in force and says so until it is corrected',
  async (_, text, told) => {
    const { file, rules, gauge, names, lines } = openRules(one)
    file.text = text
    expect(rules.reload()).toBe(false)
    expect(names()).toEqual(['one'])
    expect(rules.problem()).toMatch(told)
    expect(await gauge()).toBe('0')
    expect(lines.join('')).toMatch(/the last good ones stay in force/)
    expect(lines.join('')).toMatch(told)

    file.text = two
    expect(rules.reload()).toBe(true)
    expect(names()).toEqual(['two'])
    expect(rules.problem()).toBeUndefined()
    expect(await gauge()).toBe('1')
  },
)

test('a file that is broken from the start gives no rules at all', () => {
  expect(() => openRules('rules: [{nam: x}]')).toThrow(/is not a key/)
})
