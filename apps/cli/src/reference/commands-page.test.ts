import { describe, expect, test } from 'vitest'
import { commandsMarkdown, leafCommands } from './commands-page.ts'
import { commandDocuments } from './documents.ts'

describe.each(leafCommands().map(({ name, command }) => [name, command] as const))('%s', (name, command) => {
  test('says what it does', () => {
    expect(command.description()).not.toBe('')
  })

  test('can answer a program, with a document that has a schema', () => {
    expect(command.options.map(({ long }) => long)).toContain('--json')
    expect(commandDocuments[name]).toBeDefined()
  })

  test('shows an example in its help', () => {
    const [, section = ''] = commandsMarkdown().split(`## cowherd ${name}\n`)
    expect(section.split('\n## ')[0]).toContain(`  cowherd ${name}`)
  })

  test('explains each of its options and arguments', () => {
    expect(command.options.filter(({ description }) => description === '')).toEqual([])
    expect(command.registeredArguments.filter(({ description }) => description === '')).toEqual([])
  })
})

test('no document belongs to a command that is not there', () => {
  const names = leafCommands().map(({ name }) => name)
  expect(Object.keys(commandDocuments).filter((name) => !names.includes(name))).toEqual([])
})
