import { describe, expect, test } from 'vitest'
import { commandsMarkdown, leafCommands } from './commands-page.ts'
import { commandDocuments, services } from './documents.ts'

describe.each(leafCommands().map(({ name, command }) => [name, command] as const))('%s', (name, command) => {
  test('says what it does', () => {
    expect(command.description()).not.toBe('')
  })

  test('shows an example in its help', () => {
    const [, section = ''] = commandsMarkdown().split(`## cowherd ${name}\n`)
    const [, examples = ''] = (section.split('\n## ')[0] ?? '').split('\nExamples:\n')
    expect(examples).toMatch(new RegExp(`^  ([A-Z_]+=\\S+ )*cowherd (--env-file \\S+ )?${name}( |$)`, 'm'))
  })

  test('explains each of its options and arguments', () => {
    expect(command.options.filter(({ description }) => description === '')).toEqual([])
    expect(command.registeredArguments.filter(({ description }) => description === '')).toEqual([])
  })
})

test.each(
  leafCommands().flatMap(({ name, command }) => (services.has(name) ? [] : [[name, command] as const])),
)('%s can answer a program, with a document that has a schema', (name, command) => {
  expect(command.options.map(({ long }) => long)).toContain('--json')
  expect(commandDocuments[name]).toBeDefined()
})

test('no document and no service is listed that is not there', () => {
  const names = leafCommands().map(({ name }) => name)
  expect([...Object.keys(commandDocuments), ...services].filter((name) => !names.includes(name))).toEqual([])
})
